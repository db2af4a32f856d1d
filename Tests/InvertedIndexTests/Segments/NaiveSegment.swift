// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import TextAnalysis

/// What a segment of some documents has to hold, worked out without any cleverness.
struct NaiveSegment {
  struct Posting: Hashable {
    var document: UInt32
    var extra: UInt32
    var positions: [UInt32]
  }

  struct Term: Hashable {
    var postings: [Posting] = []
    var languages: Set<Language> = []
    var surface: [UInt8]?
  }

  var terms: [[UInt8]: Term] = [:]
  var lengths: [UInt32] = []
  var boundaries: [DocumentBoundaries] = []
  var tokens = 0

  init(_ documents: [SampleDocument]) {
    for (number, document) in documents.enumerated() { add(document, UInt32(number)) }
  }

  var keys: [[UInt8]] {
    terms.keys.sorted { $0.lexicographicallyPrecedes($1) }
  }

  private mutating func add(_ document: SampleDocument, _ number: UInt32) {
    var analyzer = Analyzer()
    var bounds = DocumentBoundaries()
    var length: UInt32 = 0
    for (field, text) in document.paragraphs {
      let found = analyzer.tokens(in: text, includingJoined: true)
      guard let last = found.last(where: { !$0.isJoined }) else { continue }
      let continues = bounds.fields.last?.field == field
      let end = bounds.fields.last?.positions.upperBound
      let base = end.map { continues ? $0 : $0 + 1 } ?? 0
      for (index, token) in found.enumerated() {
        if index == 0 || token.startsSentence {
          bounds.starts.append(.init(position: base + token.position, isParagraph: index == 0))
        }
        let weight = FieldWeights.standard[field: field]
        if !field.isApart {
          if !token.isJoined {
            length += weight
            tokens += 1
          }
          let surface = token.surface == token.term ? nil : token.surface
          add(token.term, number, base + token.position, weight - 1, surface, document)
        }
        if field.isShort {
          add(field.key(of: token.term), number, base + token.position, 0, nil, document)
        }
      }
      let next = base + last.position + 1
      if continues {
        let start = bounds.fields.removeLast().positions.lowerBound
        bounds.fields.append(.init(field: field, positions: start..<next))
      } else {
        bounds.fields.append(.init(field: field, positions: base..<next))
      }
    }
    lengths.append(length)
    boundaries.append(bounds)
  }

  private mutating func add(
    _ key: [UInt8],
    _ document: UInt32,
    _ position: UInt32,
    _ extra: UInt32,
    _ surface: [UInt8]?,
    _ source: SampleDocument
  ) {
    var term = terms[key] ?? Term()
    term.languages.insert(source.metadata.language)
    if term.postings.last?.document != document {
      term.postings.append(Posting(document: document, extra: 0, positions: []))
    }
    term.postings[term.postings.count - 1].positions.append(position)
    term.postings[term.postings.count - 1].extra += extra
    if let surface {
      let known = term.surface ?? surface
      term.surface = surface.lexicographicallyPrecedes(known) ? surface : known
    }
    terms[key] = term
  }
}

extension SegmentReader {
  /// Everything the segment says about a term, in the naive form.
  func naive(_ entry: TermEntry) throws -> NaiveSegment.Term {
    var term = NaiveSegment.Term(surface: entry.surface)
    for (number, language) in languages.enumerated()
    where entry.languages.contains(UInt8(number)) {
      term.languages.insert(language)
    }
    try checkPositions(of: entry)
    var reader = PostingsReader(entry.postings, in: try source)
    while try reader.next() {
      term.postings.append(
        .init(
          document: reader.document,
          extra: reader.extra,
          positions: Array(reader.positions)
        )
      )
    }
    return term
  }
}
