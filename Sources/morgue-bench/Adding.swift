// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import SystemPackage

/// `add`: documents into an index that is there, until they are on the disk and found.
struct Adding {
  private let options: DriverOptions

  init(_ options: DriverOptions) {
    self.options = options
  }

  /// Returns the line to print.
  func run(_ path: FilePath) throws(BenchmarkError) -> String {
    let clock = Stopwatch()
    let corpus = try Corpus(path)
    var writer = try IndexWriter(at: options.index, creating: false)
    let opened = clock.seconds
    var added = clock.seconds
    var count = 0
    var lines = corpus.parts(1)[0]
    while !lines.isAtEnd {
      let builder = try IndexBuilding.builder(for: &lines, memoryBudget: options.memoryBudget)
      count += builder.documentCount
      added = clock.seconds
      try writer.commit(builder)
    }
    try writer.mergeByPolicy()
    let committed = clock.seconds
    let hits = try Self.search(for: corpus.lastWord, in: writer.directory)
    return "{\"docs\":\(count),\"open_s\":\(opened),\"add_s\":\(added),"
      + "\"commit_s\":\(committed),\"searchable_s\":\(clock.seconds),\"hits\":\(hits)}\n"
  }

  /// Looks for what was added last, as a reader does who opens the index now.
  private static func search(
    for word: [UInt8],
    in directory: ArchiveDirectory
  ) throws(BenchmarkError) -> Int {
    guard let query = WordQuery(word[...]) else { throw .corpus("the last line has no words") }
    let index = try WordIndex(directory)
    do throws(CorruptionError) {
      let hits = try WordSearch(query, in: index).top(10).count
      guard hits > 0 else { throw CorruptionError(.missing, in: "what was added") }
      return hits
    } catch {
      throw .storage(.corruption(error))
    }
  }
}
