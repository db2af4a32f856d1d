// SPDX-License-Identifier: Apache-2.0

import Storage
import SystemPackage

/// `build`: makes an index of a corpus, durable and unless told otherwise of one segment.
struct Building {
  private let options: DriverOptions

  init(_ options: DriverOptions) {
    self.options = options
  }

  /// Returns the line to print.
  func run(_ path: FilePath) throws(BenchmarkError) -> String {
    let corpus = try Corpus(path)
    let indexing = Stopwatch()
    var writer = try IndexWriter(at: options.index, creating: true)
    let count = try writer.add(
      corpus,
      threads: options.threads,
      memoryBudget: options.memoryBudget
    )
    let indexed = indexing.seconds
    let merging = Stopwatch()
    if options.isMerged { try writer.mergeAll() }
    let merged = merging.seconds
    let reordering = Stopwatch()
    if options.isReordered { try writer.reorder(threads: options.threads) }
    let reordered = options.isReordered ? ",\"reorder_s\":\(reordering.seconds)" : ""
    return "{\"docs\":\(count),\"index_s\":\(indexed),\"merge_s\":\(merged)\(reordered)}\n"
  }
}
