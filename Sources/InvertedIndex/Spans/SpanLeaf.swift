// SPDX-License-Identifier: Apache-2.0

/// A walk over the documents that have any of some words and phrases, and their spans in each.
///
/// Of a few, each is asked for its next document. Many, as a pattern stands for, are kept in a heap
/// by the documents they stand on, so that only those that lie behind are moved: what the walk costs
/// is the postings it passes, not their lists for every document.
final class SpanLeaf {
  /// More alternatives than this are kept in a heap.
  private static let fewest = 8

  private let context: SearchContext
  private let count: Int
  /// The first alternatives are single words, each with a cursor; the others are phrases.
  private let singles: Int
  private let cursors: UnsafeMutablePointer<PostingsCursor>
  private let phrases: [PhraseCursor]
  /// How each must be written, where any must be in a certain way.
  private let forms: [WrittenForm?]
  /// For each, how many positions it takes beyond its own.
  private let reaches: UnsafeMutablePointer<UInt32>
  /// For each, the language its documents must have, or −1.
  private let languages: UnsafeMutablePointer<Int16>
  /// For each, the document it stands on.
  private let standing: UnsafeMutablePointer<UInt32>
  /// The alternatives as a heap, least document first; unused for a few.
  private let heap: UnsafeMutablePointer<Int32>
  private let isHeap: Bool
  private var positions = GrowingPositions()

  init(_ words: [SpanWords], in context: SearchContext) {
    let arena = context.arena
    let words = words.filter(\.isSingle) + words.filter { !$0.isSingle }
    self.context = context
    count = words.count
    singles = words.count(where: \.isSingle)
    cursors = arena.cursors(for: words.prefix(singles).map { $0.terms[0].postings })
    phrases = words.dropFirst(singles).map { PhraseCursor($0.terms, in: arena) }
    forms = words.contains { $0.form != nil } ? words.map(\.form) : []
    reaches = arena.allocate(UInt32.self, count: count, repeating: 0)
    languages = arena.allocate(Int16.self, count: count, repeating: -1)
    standing = arena.allocate(UInt32.self, count: count, repeating: 0)
    isHeap = count > Self.fewest
    heap = arena.allocate(Int32.self, count: isHeap ? count : 0, repeating: 0)
    for (index, one) in words.enumerated() {
      languages[index] = one.language.map(Int16.init) ?? -1
      reaches[index] = one.reach
    }
    for index in 0..<count { move(index, to: 0) }
    if isHeap { makeHeap() }
  }
}

extension SpanWords {
  fileprivate var isSingle: Bool { terms.count == 1 }
}

// MARK: - Documents

extension SpanLeaf {
  /// The first document from `target` on in which any alternative may be; those must be asked for in
  /// ascending order.
  func firstDocument(from target: UInt32) -> UInt32 {
    if isHeap {
      while standing[Int(heap[0])] < target {
        move(Int(heap[0]), to: target)
        sink(0)
      }
      return standing[Int(heap[0])]
    }
    var first = PostingsFormat.noDocument
    for index in 0..<count {
      if standing[index] < target { move(index, to: target) }
      first = min(first, standing[index])
    }
    return first
  }

  /// Moves an alternative to its first document from `target` on.
  private func move(_ index: Int, to target: UInt32) {
    let language = languages[index]
    var document = step(index, to: target)
    while language >= 0, document != PostingsFormat.noDocument, !context.isIn(language, document) {
      document = step(index, to: document &+ 1)
    }
    standing[index] = document
  }

  @inline(__always)
  private func step(_ index: Int, to target: UInt32) -> UInt32 {
    if index >= singles { return phrases[index &- singles].firstDocument(from: target) }
    cursors[index].advance(to: target)
    return cursors[index].document
  }

  private func makeHeap() {
    for index in 0..<count { heap[index] = Int32(index) }
    for place in stride(from: count / 2, through: 0, by: -1) { sink(place) }
  }

  /// Lets the alternative at a place of the heap sink to where it belongs.
  private func sink(_ start: Int) {
    let one = heap[start]
    let document = standing[Int(one)]
    var place = start
    while true {
      var child = 2 &* place &+ 1
      if child >= count { break }
      if child &+ 1 < count && standing[Int(heap[child &+ 1])] < standing[Int(heap[child])] {
        child &+= 1
      }
      if standing[Int(heap[child])] >= document { break }
      heap[place] = heap[child]
      place = child
    }
    heap[place] = one
  }

  /// Calls `body` with each alternative that stands on a document, the first there is from where the
  /// walk was moved.
  @inline(__always)
  private func forEachStanding(on document: UInt32, _ body: (Int) -> Void) {
    if !isHeap {
      for index in 0..<count where standing[index] == document { body(index) }
      return
    }
    // In order of their places, next to those above them that stand there too.
    var (place, end) = (0, 1)
    while place < min(end, count) {
      if standing[Int(heap[place])] == document {
        body(Int(heap[place]))
        end = 2 &* place &+ 3
      }
      place &+= 1
    }
  }
}

// MARK: - Spans

extension SpanLeaf {
  /// The most spans that the document the walk was moved to can have.
  func mostSpans(in document: UInt32) -> UInt32 {
    var most: UInt32 = 0
    forEachStanding(on: document) { index in
      most &+=
        index < singles
        ? cursors[index].frequencies()[cursors[index].index]
        : phrases[index &- singles].leastFrequency()
    }
    return most
  }

  /// Finds the spans in the document the walk was moved to, ascending, each once.
  func findSpans(in document: UInt32, into spans: inout SpanList) {
    spans.removeAll()
    var sources = 0
    forEachStanding(on: document) { index in
      addSpans(of: index, in: document, into: &spans)
      sources &+= 1
    }
    if sources > 1 { spans.normalize() }
  }

  private func addSpans(of index: Int, in document: UInt32, into spans: inout SpanList) {
    guard index >= singles else {
      let found = cursors[index].readPositions(into: &positions.buffer)
      let kept = written(index, positions.buffer.numbers, found, in: document)
      for place in 0..<kept {
        let position = positions.buffer.numbers[place]
        spans.append(position, position &+ reaches[index])
      }
      return
    }
    let phrase = phrases[index &- singles]
    let found = Int(phrase.frequency())
    let ends = phrase.ends
    if forms.isEmpty || forms[index] == nil {
      for place in 0..<found { spans.append(ends[place] &- phrase.reach, ends[place]) }
      return
    }
    positions.buffer.reserve(found)
    let starts = positions.buffer.numbers
    for place in 0..<found { starts[place] = ends[place] &- phrase.reach }
    for place in 0..<written(index, starts, found, in: document) {
      spans.append(starts[place], starts[place] &+ phrase.reach)
    }
  }

  /// Keeps the starts that are written as the alternative must be, and returns how many.
  @inline(__always)
  private func written(
    _ index: Int,
    _ starts: UnsafeMutablePointer<UInt32>,
    _ count: Int,
    in document: UInt32
  ) -> Int {
    guard !forms.isEmpty, count > 0, let form = forms[index] else { return count }
    return context.keep(starts, count, writtenAs: form, in: document)
  }
}

/// A buffer of positions that is freed with what holds it.
private struct GrowingPositions: ~Copyable {
  var buffer = PositionBuffer()

  deinit {
    buffer.deallocate()
  }
}
