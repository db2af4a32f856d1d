// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Ingestion

extension FileRecord {
  /// So many different problems of one file are kept; what comes then is counted with its like.
  private static let mostProblems = 1000

  /// Whether it, or a part of it, harms its reader.
  var isHarmful: Bool {
    problems.contains { SkipReason($0).isHarmful }
  }

  /// Notes a problem; those with the same reason are counted.
  mutating func add(_ problem: FileProblem) {
    let isFull = problems.count >= Self.mostProblems
    let like = problems.firstIndex {
      $0.code == problem.code && (isFull || $0.detail == problem.detail)
    }
    if let like {
      problems[like].count += problem.count
    } else {
      problems.append(problem)
    }
  }
}

extension FileProblem {
  init(_ reason: SkipReason, count: Int = 1) {
    self.init(
      code: UInt16(reason.code),
      detail: String(reason.detail),
      count: UInt64(clamping: count)
    )
  }
}

extension SkipReason {
  /// The reason that the catalogue kept.
  init(_ problem: FileProblem) {
    let code = UInt8(clamping: problem.code)
    self = SkipReason(code: code, detail: Int64(problem.detail) ?? 0) ?? .parserFailed
  }
}
