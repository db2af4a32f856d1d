// SPDX-License-Identifier: Apache-2.0

@testable import InvertedIndex
import Testing
import TextAnalysis

/// Walks along the dictionary find what looking at every term by itself does.
struct TermWalkTests {
  /// Terms in several scripts, enough of them for many blocks, many beginning alike.
  private static let words: [String] = {
    var dice = Dice(seed: 7)
    let letters = [
      Array("abcd"), Array("aeiklmnrst"), Array("ábéç"), Array("абвгд"), Array("אבגד"),
      Array("あ日本"),
    ]
    var words: Set<String> = []
    while words.count < 1_500 {
      let alphabet = letters[dice.below(letters.count)]
      let start = dice.below(3) == 0 ? "compartment" : ""
      let tail = (0...dice.below(6)).map { _ in alphabet[dice.below(alphabet.count)] }
      words.insert(start + String(tail))
    }
    return words.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
  }()

  /// A segment with all words in the text and those at even places in titles.
  private static func segment() throws -> SegmentReader {
    let folder = try SegmentFolder()
    var builder = SegmentBuilder(analysis: .blanks)
    for number in 0..<3 {
      builder.begin()
      let titles = words.indices.filter { $0 % 2 == 0 && $0 % 3 == number }.map { words[$0] }
      builder.add(field: .title, text: titles.joined(separator: " "))
      let texts = words.indices.filter { $0 % 3 != number }.map { words[$0] }
      builder.add(field: .body, text: texts.joined(separator: " "))
      builder.finish(
        DocumentMetadata(
          articleID: UInt64(number),
          version: 1,
          published: nil,
          language: .unknown
        )
      )
    }
    return try SegmentReader(folder.open(try builder.seal(into: folder.newFile())))
  }

  private static func parts(_ text: String) -> WordPattern {
    WordPattern(
      text.map { letter in
        switch letter {
        case "*": .any
        case "?": .one
        default: .letters(Array(String(letter).utf8))
        }
      }
    )
  }

  /// Whether a word has a shape, by trying everything.
  private static func matches(_ word: Substring.UnicodeScalarView, _ shape: Substring) -> Bool {
    guard let first = shape.first else { return word.isEmpty }
    switch first {
    case "*":
      return matches(word, shape.dropFirst())
        || !word.isEmpty && matches(word.dropFirst(), shape)
    case "?": return !word.isEmpty && matches(word.dropFirst(), shape.dropFirst())
    default:
      return word.first == first.unicodeScalars.first
        && matches(word.dropFirst(), shape.dropFirst())
    }
  }

  @Test(arguments: [
    "a*", "*a", "*an*", "?", "??", "compartment*", "compartment?", "compartment??", "c*t", "*t?b*a",
    "a?b*", "*", "аб*", "?б*в", "*日?", "ab?", "compartmentá*", "*ment*é", "nothing*", "b*b*b*b",
  ])
  func `finds every term of a shape`(_ shape: String) throws {
    let segment = try Self.segment()
    for field in [nil, IndexedField.title] {
      let space = field?.key(of: []) ?? []
      var found: [String] = []
      let isDone = try segment.forEachTerm(of: Self.parts(shape), in: space) { term, entry in
        found.append(String(decoding: term, as: UTF8.self))
        #expect((try? segment.term(space + Array(term))) == entry)
      }
      let wanted = Self.words.indices.filter { field == nil || $0 % 2 == 0 }.map { Self.words[$0] }
        .filter { Self.matches($0[...].unicodeScalars, shape[...]) }
      #expect(isDone)
      #expect(found == wanted, "\(shape)")
    }
  }

  /// The least number of edits by the plain table, swapped neighbours included.
  private static func distance(_ left: String, _ right: String) -> Int {
    let (a, b) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
    var rows = [Array(0...b.count)]
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var best = min(rows[i][j] + (a[i] == b[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          best = min(best, rows[i - 1][j - 1] + 1)
        }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }

  @Test func `finds every term near a word, whatever it begins with`() throws {
    let segment = try Self.segment()
    var dice = Dice(seed: 3)
    var words = [
      "a", "ab", "ba", "compartment", "ocmpartment", "compartmentábé", "абв", "日本あ", "x",
    ]
    for _ in 0..<15 { words.append(Self.words[dice.below(Self.words.count)]) }
    for word in words {
      let distances = Self.words.map { Self.distance(word, $0) }
      for edits in 0...2 {
        var found: [String: Int] = [:]
        try segment.forEachTerm(like: Array(word.utf8), edits: edits) { term, distance, _ in
          found[String(decoding: term, as: UTF8.self)] = distance
        }
        var wanted: [String: Int] = [:]
        for (other, distance) in zip(Self.words, distances) where distance <= edits {
          wanted[other] = distance
        }
        #expect(found == wanted, "\(word) \(edits)")
      }
    }
  }

  @Test func `looks in one field only`() throws {
    let segment = try Self.segment()
    let word = Self.words[1]
    var found: [String] = []
    let space = IndexedField.title.key(of: [])
    try segment.forEachTerm(like: Array(word.utf8), edits: 1, in: space) { term, _, _ in
      found.append(String(decoding: term, as: UTF8.self))
    }
    let wanted = Self.words.indices.filter {
      $0 % 2 == 0 && Self.distance(Self.words[$0], word) < 2
    }
    #expect(found == wanted.map { Self.words[$0] })
  }

  @Test func `refuses patterns that are too long`() throws {
    let segment = try Self.segment()
    let long = WordPattern([.any, .letters(Array(repeating: 0x61, count: 200))])
    #expect(try !segment.forEachTerm(of: long) { _, _ in })
    let prefix = WordPattern([.letters(Array(repeating: 0x61, count: 200)), .any])
    #expect(try segment.forEachTerm(of: prefix) { _, _ in })
  }

  @Test func `adds up lists as their terms have them`() throws {
    let segment = try Self.segment()
    var lists: [TermPostings] = []
    var frequencies = [UInt32](repeating: 0, count: 3)
    _ = try segment.forEachTerm(of: Self.parts("*a*")) { _, entry in lists.append(entry.postings) }
    let gathered = try GatheredPostings(lists, of: segment.source)
    for (index, word) in Self.words.enumerated() where word.contains("a") {
      for number in 0..<3 {
        frequencies[number] += index % 3 != number ? 1 : 0
        frequencies[number] += index % 2 == 0 && index % 3 == number ? 3 : 0
      }
    }
    #expect(gathered.documents.count == 3)
    #expect((0..<3).map { gathered.weight(of: $0) } == frequencies)
    #expect(gathered.weight(of: 3) == 0)
  }
}
