// SPDX-License-Identifier: Apache-2.0

package import Storage

extension SegmentSearch {
  /// What the second pass adds to documents of the segment, which must be ascending.
  ///
  /// Reads the positions of the words in these documents, and where their fields lie: about a
  /// microsecond for a document and few words. At most ``RankedWord/limit`` words are looked at.
  ///
  /// - Throws: ``CorruptionError`` for damage in what had to be read.
  package func features(
    of documents: [UInt32],
    _ words: [RankedWord],
    in reader: SegmentReader
  ) throws(CorruptionError) -> [RankingFeatures] {
    let context = SearchContext(self)
    let boundaries = try BoundariesReader(reader.boundaries, documents: reader.documentCount)
    let pass = SecondPass(Array(words.prefix(RankedWord.limit)), in: context)
    var features: [RankingFeatures] = []
    features.reserveCapacity(documents.count)
    for document in documents where document < source.documentCount {
      guard context.arena.mayGoOnForLong else { break }
      let record = try boundaries.record(of: Int(document))
      guard let places = TextPlaces(record) else {
        context.arena.damage.pointee.note("boundaries of a document", at: UInt64(document))
        break
      }
      features.append(pass.features(of: document, places))
    }
    try context.arena.check()
    return features
  }

  /// How many positions a document's title takes.
  ///
  /// - Throws: ``CorruptionError`` for a damaged record.
  package func titleLength(
    of document: UInt32,
    in reader: SegmentReader
  ) throws(CorruptionError) -> Int {
    let boundaries = try BoundariesReader(reader.boundaries, documents: reader.documentCount)
    let record = try boundaries.record(of: Int(document))
    guard let places = TextPlaces(record) else {
      throw CorruptionError(.outOfRange("boundaries of a document"), in: source.name)
    }
    return places.title.count
  }
}

/// The second look at documents of one segment: how early, how near and in which order words stand.
private final class SecondPass {
  private let context: SearchContext
  private let occurrences: WordOccurrences
  private let count: Int
  private let weights: UnsafeMutablePointer<Float>
  private let mean: Float

  /// For each word and each other, whether that one follows it in the query.
  private let follows: UnsafeMutablePointer<Bool>
  /// For each word and each other, how often that one follows it in the document.
  private let pairs: UnsafeMutablePointer<UInt32>
  private let leads: UnsafeMutablePointer<Float>
  private let near: UnsafeMutablePointer<Float>
  private let isInTitle: UnsafeMutablePointer<Bool>
  private let isThere: UnsafeMutablePointer<Bool>

  init(_ words: [RankedWord], in context: SearchContext) {
    let count = words.count
    let arena = context.arena
    self.context = context
    self.count = count
    occurrences = WordOccurrences(words, in: context)
    weights = arena.allocate(Float.self, count: count, repeating: 0)
    leads = arena.allocate(Float.self, count: count, repeating: 0)
    near = arena.allocate(Float.self, count: count, repeating: 0)
    isInTitle = arena.allocate(Bool.self, count: count, repeating: false)
    isThere = arena.allocate(Bool.self, count: count, repeating: false)
    follows = arena.allocate(Bool.self, count: count * count, repeating: false)
    pairs = arena.allocate(UInt32.self, count: count * count, repeating: 0)
    for (index, word) in words.enumerated() {
      weights[index] = word.weight
      for next in word.followers where next < count { follows[index * count + next] = true }
    }
    mean = words.reduce(0) { $0 + $1.weight } / Float(max(1, count))
  }

  func features(of document: UInt32, _ places: TextPlaces) -> RankingFeatures {
    clear()
    occurrences.read(document)
    let inTitle = walk(places)
    let length = context.lengths[Int(context.norms[Int(document)])]
    var features = RankingFeatures()
    var titleWeight: Float = 0
    var there: Float = 0
    var all: Float = 0
    for word in 0..<count {
      features.lead += weights[word] * leads[word]
      features.nearness += weights[word] * RankingFeatures.saturated(near[word], length)
      if isInTitle[word] { titleWeight += weights[word] }
      if isThere[word] { there += weights[word] }
      all += weights[word]
      for next in 0..<count where pairs[word * count + next] > 0 {
        let often = Float(pairs[word * count + next])
        features.pairs +=
          min(weights[word], weights[next]) * (ScoringModel.k1 + 1)
          * RankingFeatures.saturated(often, length)
      }
    }
    let share = Float(inTitle) / Float(max(1, places.title.count))
    features.lead *= RankingFeatures.leadFactor
    features.pairs *= RankingFeatures.pairFactor
    features.nearness *= RankingFeatures.nearnessFactor
    features.together = RankingFeatures.togetherFactor * there * there / all
    features.title = RankingFeatures.titleFactor * titleWeight * share
    return features
  }

  /// Goes through the occurrences once, and returns how many are in the title.
  private func walk(_ places: TextPlaces) -> Int {
    var inTitle = 0
    var (previous, last) = (UInt32.max, 0)
    for index in 0..<occurrences.found.count {
      let position = UInt32(truncatingIfNeeded: occurrences.found[index] >> 8)
      let word = Int(occurrences.found[index] & 0xFF)
      isThere[word] = true
      leads[word] = max(leads[word], places.lead(of: position))
      if places.title.contains(position) {
        inTitle += 1
        isInTitle[word] = true
      }
      if previous != .max, last != word { meet(last, word, distance: position &- previous) }
      (previous, last) = (position, word)
    }
    return inTitle
  }

  /// Takes two neighbouring occurrences.
  private func meet(_ first: Int, _ second: Int, distance: UInt32) {
    let share = RankingFeatures.nearness(distance: distance)
    near[first] += weights[second] / mean * share
    near[second] += weights[first] / mean * share
    let pair = first * count + second
    if distance == 1, follows[pair] { pairs[pair] &+= 1 }
  }

  private func clear() {
    leads.update(repeating: 0, count: count)
    near.update(repeating: 0, count: count)
    isInTitle.update(repeating: false, count: count)
    isThere.update(repeating: false, count: count)
    pairs.update(repeating: 0, count: count * count)
  }
}
