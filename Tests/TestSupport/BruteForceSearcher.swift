// SPDX-License-Identifier: Apache-2.0

package import TextAnalysis

/// The oracle: answers questions about a small world by looking at every word of every document.
///
/// It shares with the real search only the analyzer and the stemmer. Everything else is written a
/// second time, as plainly as possible, after the documentation: what matches, how much each word
/// weighs, and the fixed-point score.
package struct BruteForceSearcher {
  /// A document to be searched.
  package struct Document: Sendable {
    /// Fields in order: a number, a weight, and paragraphs.
    package var fields: [(number: UInt8, weight: UInt32, paragraphs: [String])]
    package var language: Language
    /// Seconds since 1970.
    package var published: Int64?
    package var isHidden: Bool

    package init(
      fields: [(number: UInt8, weight: UInt32, paragraphs: [String])],
      language: Language,
      published: Int64?,
      isHidden: Bool = false
    ) {
      self.fields = fields
      self.language = language
      self.published = published
      self.isHidden = isHidden
    }
  }

  /// What is near: at most so many words apart, perhaps in order, or in one part of the text.
  package enum Distance: Sendable {
    case within(UInt32, isOrdered: Bool)
    case sentence
    case paragraph
  }

  /// What can be asked.
  package indirect enum Question {
    case text(Text)
    /// The same in one field, by its number.
    case field(UInt8, Question)
    /// The same in the title, the deck or the body's first paragraph.
    case lead(Question)
    /// The same in so many of the body's first words.
    case opening(UInt32, Question)
    /// So many places or more.
    case mentions(Int, Question)
    /// One thing near another.
    case near(Distance, Question, Question)
    /// One thing without another near it.
    case notNear(Distance, Question, Question)
    case published(ClosedRange<Int64>)
    case language(Language)
    /// A body of so many words.
    case length(ClosedRange<Int>)
    case all([Question])
    case any([Question])
    /// So many of these or more.
    case some(Int, [Question])
    case not(Question)
    /// The same, counting so many times as much.
    case boosted(Question, Float)
    case everything
  }

  /// Words to be found.
  package enum Text {
    /// A word in any form that its stem has in a document's language; several are as in quotes.
    case word(String)
    /// Words one after another, as they are; stars and question marks are gaps.
    case phrase(String)
    /// A word with gaps.
    case pattern(String)
    /// All words that so many edits make this one.
    case fuzzy(String, edits: Int)
    /// Words one after another, written in a certain way.
    case written(String, BruteForceWriting)
  }

  /// A document that matches, by its place in the world, and its score in fixed-point units.
  package struct Answer: Hashable {
    package var document: Int
    package var score: Int32

    package init(document: Int, score: Int32) {
      self.document = document
      self.score = score
    }
  }

  let world: BruteForceWorld

  /// How many documents there are.
  package var documentCount: Int { world.documents.count }

  package init(_ documents: [Document]) {
    world = BruteForceWorld(documents)
  }

  /// Every document that matches and is not hidden, best first, else in the world's order.
  package func answers(to question: Question) -> (answers: [Answer], scale: Float) {
    var evaluation = BruteForceEvaluation(world)
    let node = evaluation.prepare(question)
    let scale = evaluation.scale()
    var answers: [Answer] = []
    for index in world.documents.indices where !world.documents[index].isHidden {
      if let score = evaluation.score(node, index, scale) {
        answers.append(Answer(document: index, score: score))
      }
    }
    answers.sort { ($1.score, $0.document) < ($0.score, $1.document) }
    return (answers, scale)
  }
}

/// The world's documents, taken apart into words once.
struct BruteForceWorld {
  struct Word {
    var term: Int
    /// As it is written.
    var text: String
    var position: UInt32
    var field: UInt8
    var weight: UInt32
    /// The sentence and the paragraph of the document it is in.
    var sentence: Int
    var paragraph: Int
  }

  struct Parsed {
    var words: [Word]
    var length: UInt32
    var language: Language
    var published: Int64?
    var isHidden: Bool

    /// The words of the body.
    var textLength: Int { words.count { $0.field == 8 } }
  }

  private(set) var documents: [Parsed] = []
  /// Every term, by number, in bytes and as text.
  private(set) var terms: [[UInt8]] = []
  private(set) var names: [String] = []
  private(set) var numbers: [[UInt8]: Int] = [:]
  /// Where each term occurs, by its number.
  private(set) var occurrences: [[(document: Int, word: Word)]] = []
  /// The terms of the documents of each language.
  private(set) var termsByLanguage: [Language: Set<Int>] = [:]
  /// The least lower-case form that differs from its term, by the term's number.
  private(set) var surfaces: [Int: [UInt8]] = [:]
  let averageLength: Float

  init(_ sources: [BruteForceSearcher.Document]) {
    var analyzer = Analyzer()
    var parsed: [Parsed] = []
    var terms: [[UInt8]] = []
    var numbers: [[UInt8]: Int] = [:]
    var surfaces: [Int: [UInt8]] = [:]
    for source in sources {
      var words: [Word] = []
      var position: UInt32 = 0
      var (sentences, paragraphs) = (0, 0)
      for field in source.fields {
        let first = words.count
        if !words.isEmpty { position += 1 }
        for paragraph in field.paragraphs {
          let tokens = analyzer.tokens(in: paragraph)
          let bytes = Array(paragraph.utf8)
          paragraphs += 1
          for (index, token) in tokens.enumerated() {
            sentences += index == 0 || token.startsSentence ? 1 : 0
            let number = numbers[token.term] ?? terms.count
            if number == terms.count {
              terms.append(token.term)
              numbers[token.term] = number
            }
            if token.surface != token.term {
              let known = surfaces[number] ?? token.surface
              surfaces[number] =
                token.surface.lexicographicallyPrecedes(known) ? token.surface : known
            }
            words.append(
              Word(
                term: number,
                text: String(decoding: bytes[token.range], as: UTF8.self),
                position: position + token.position,
                field: field.number,
                weight: field.weight,
                sentence: sentences,
                paragraph: paragraphs
              )
            )
          }
          position += (tokens.last?.position).map { $0 + 1 } ?? 0
        }
        if words.count == first, !words.isEmpty { position -= 1 }
      }
      parsed.append(
        Parsed(
          words: words,
          length: words.reduce(0) { $0 + $1.weight },
          language: source.language,
          published: source.published,
          isHidden: source.isHidden
        )
      )
    }
    documents = parsed
    self.terms = terms
    names = terms.map { String(decoding: $0, as: UTF8.self) }
    self.numbers = numbers
    self.surfaces = surfaces
    occurrences = Array(repeating: [], count: terms.count)
    for (index, document) in parsed.enumerated() {
      for word in document.words { occurrences[word.term].append((index, word)) }
      termsByLanguage[document.language, default: []].formUnion(document.words.map(\.term))
    }
    let total = parsed.reduce(0) { $0 + UInt64($1.length) }
    averageLength = total == 0 ? 1 : Float(total) / Float(parsed.count)
  }
}
