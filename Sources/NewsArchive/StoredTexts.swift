// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Articles
import InvertedIndex
import Storage
import Synchronization
import TextAnalysis

/// Looks at stored texts to see how words are written in them.
///
/// What was found is remembered, so that counting and ranking read a text once between them. Some 20 µs
/// an article where neighbours were filed together.
final class StoredTexts: WrittenForms {
  private let store: ArticleStoreReader
  private let segments: [SegmentReader]
  /// Readers that no thread is using.
  private let idle = Mutex<[Reader]>([])
  private let known = Mutex<[FormVerdicts]>([])

  /// A reader and its only user at a time.
  private struct Reader: @unchecked Sendable {
    let text: TextReader
  }

  init(_ store: ArticleStoreReader, _ segments: [SegmentReader]) {
    self.store = store
    self.segments = segments
  }

  func keep(
    _ starts: UnsafeMutableBufferPointer<UInt32>,
    writtenAs form: WrittenForm,
    in document: UInt32,
    of segment: Int
  ) -> Int? {
    let asked = unsafe Array(starts)
    let remembered = known.withLock { known in
      known.first { $0.isAbout(form, segment) }?.kept(of: asked, in: document)
    }
    guard let kept = remembered ?? look(asked, form, document, segment) else { return nil }
    if remembered == nil { remember(kept, of: asked, form, document, segment) }
    for (place, start) in kept.enumerated() { unsafe starts[place] = start }
    return kept.count
  }

  private func look(
    _ starts: [UInt32],
    _ form: WrittenForm,
    _ document: UInt32,
    _ segment: Int
  ) -> [UInt32]? {
    let reader = idle.withLock { $0.popLast() } ?? Reader(text: TextReader(store))
    defer { idle.withLock { $0.append(reader) } }
    do throws(CorruptionError) {
      let segment = segments[segment]
      let id = ArticleID(rawValue: try segment.articleID(of: document))
      let version = try segment.version(of: document)
      return try reader.text.kept(starts, form, id, version)
    } catch {
      return nil
    }
  }

  private func remember(
    _ kept: [UInt32],
    of starts: [UInt32],
    _ form: WrittenForm,
    _ document: UInt32,
    _ segment: Int
  ) {
    known.withLock { known in
      if let place = known.firstIndex(where: { $0.isAbout(form, segment) }) {
        known[place].add(kept, of: starts, in: document)
      } else {
        var verdicts = FormVerdicts(form, segment, documents: segments[segment].documentCount)
        verdicts.add(kept, of: starts, in: document)
        known.append(verdicts)
      }
    }
  }
}

/// Where a form was found in the documents of a segment.
private struct FormVerdicts {
  private let form: WrittenForm
  private let segment: Int
  /// One more than where a document's numbers begin; zero for one not looked at.
  private var places: [Int]
  /// For each document how many positions were asked about, these, how many were kept, and these.
  private var numbers: [UInt32] = []

  init(_ form: WrittenForm, _ segment: Int, documents: Int) {
    self.form = form
    self.segment = segment
    places = Array(repeating: 0, count: documents)
  }

  func isAbout(_ form: WrittenForm, _ segment: Int) -> Bool {
    self.segment == segment && self.form == form
  }

  /// What was kept of some positions; nil if others or none were asked about.
  func kept(of starts: [UInt32], in document: UInt32) -> [UInt32]? {
    let place = places[Int(document)] - 1
    guard place >= 0, numbers[place] == starts.count else { return nil }
    let kept = place + 1 + starts.count
    guard numbers[place + 1..<kept].elementsEqual(starts) else { return nil }
    return Array(numbers[kept + 1..<kept + 1 + Int(numbers[kept])])
  }

  mutating func add(_ kept: [UInt32], of starts: [UInt32], in document: UInt32) {
    places[Int(document)] = numbers.count + 1
    numbers.append(UInt32(starts.count))
    numbers += starts
    numbers.append(UInt32(kept.count))
    numbers += kept
  }
}
