// SPDX-License-Identifier: Apache-2.0

import SystemPackage

/// What the command line asks for.
struct DriverOptions {
  enum Command: Equatable {
    case build(corpus: FilePath)
    case add(documents: FilePath)
    case serve
  }

  let command: Command
  let index: FilePath
  /// How many builders work at once; more than one lets heavy searches use a second thread.
  private(set) var threads = 1
  /// Bytes of documents that may wait in memory, over all threads, before they become a segment.
  private(set) var memoryBudget = 256 << 20
  /// Whether building ends with a single segment.
  private(set) var isMerged = true
  /// Whether the single segment's documents are then put in order, as a full merge does.
  private(set) var isReordered = false

  init(_ arguments: [String]) throws(BenchmarkError) {
    let words = arguments.filter { !$0.hasPrefix("--") }
    switch (words.first, words.count) {
    case ("build", 3): command = .build(corpus: FilePath(words[2]))
    case ("add", 3): command = .add(documents: FilePath(words[2]))
    case ("serve", 2): command = .serve
    case (let word?, _): throw .usage("\(word): unknown, or with too few or too many arguments")
    case (nil, _): throw .usage("no command")
    }
    index = FilePath(words[1])
    for option in arguments where option.hasPrefix("--") { try set(option) }
    guard isMerged || !isReordered else {
      throw .usage("--reorder puts one segment in order, and --no-merge leaves several")
    }
  }

  private mutating func set(_ option: String) throws(BenchmarkError) {
    let parts = option.split(separator: "=", maxSplits: 1)
    let isOfServe = command == .serve && parts[0] == "--threads"
    if case .build = command {
    } else if !isOfServe {
      throw .usage("\(option): no option of this command")
    }
    let number = parts.count > 1 ? Int(parts[1]) : nil
    switch (parts[0], number) {
    case ("--no-merge", nil) where parts.count == 1: isMerged = false
    case ("--reorder", nil) where parts.count == 1: isReordered = true
    case ("--threads", let count?) where 1...256 ~= count: threads = count
    case ("--memory", let megabytes?) where 16...1 << 20 ~= megabytes:
      memoryBudget = megabytes << 20
    default: throw .usage("\(option): no such option, or not a number it takes")
    }
  }
}
