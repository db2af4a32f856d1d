// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage

/// `serve`: answers `COMMAND\tQUERY` line by line until there are no more.
struct Serving {
  /// What is asked about a query.
  enum Command: Equatable {
    case count
    case top(Int)
    case topAndCount(Int)
    case show(Int)

    /// Reads `COUNT`, `TOP_10`, `TOP_10_COUNT` or `SHOW_10`.
    init?(_ text: ArraySlice<UInt8>) {
      let parts = String(decoding: text, as: UTF8.self)
        .split(separator: "_", omittingEmptySubsequences: false)
      let number = parts.count > 1 ? Int(parts[1]) : nil
      guard parts.count == 1 || number ?? 0 > 0 else { return nil }
      switch (parts[0], number, parts.dropFirst(2)) {
      case ("COUNT", nil, []): self = .count
      case ("TOP", let limit?, []): self = .top(limit)
      case ("TOP", let limit?, ["COUNT"]): self = .topAndCount(limit)
      case ("SHOW", let limit?, []): self = .show(limit)
      default: return nil
      }
    }
  }

  static let unsupported = "UNSUPPORTED"
  private let index: WordIndex
  private let mayShare: Bool

  init(_ options: DriverOptions) throws(BenchmarkError) {
    index = try WordIndex(at: options.index)
    mayShare = options.threads > 1
  }

  /// Answers until standard input ends.
  func run() throws(BenchmarkError) {
    var input = InputLines()
    while let line = input.next() {
      try Driver.write(try checkedAnswer(line) + "\n")
    }
  }

  private func checkedAnswer(_ line: ArraySlice<UInt8>) throws(BenchmarkError) -> String {
    do throws(CorruptionError) {
      return try answer(line)
    } catch {
      throw .storage(.corruption(error))
    }
  }

  /// The answer to one line; the time in it covers parsing and searching.
  private func answer(_ line: ArraySlice<UInt8>) throws(CorruptionError) -> String {
    let clock = Stopwatch()
    let tab = line.firstIndex(of: UInt8(ascii: "\t")) ?? line.endIndex
    guard let command = Command(line[..<tab]), let query = WordQuery(line[tab...].dropFirst())
    else { return Self.unsupported }
    let search = try WordSearch(query, in: index, mayShare: mayShare)
    switch command {
    case .count:
      let count = try search.count()
      return "\(count)\t\(clock.nanoseconds)"
    case .top(let limit):
      let top = try search.top(limit)
      let time = clock.nanoseconds
      return "\(top.count)\t\(time)"
    case .topAndCount(let limit):
      let count = try search.count()
      _ = try search.top(limit)
      return "\(count)\t\(clock.nanoseconds)"
    case .show(let limit):
      let top = try search.top(limit)
      let time = clock.nanoseconds
      return "\(top.count)\t\(time)\t\(try search.hits(top))"
    }
  }
}
