// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import SystemPackage
import TextAnalysis

/// How far a rebuilding had come, as its checkpoint remembers it.
struct ReindexNote: Equatable {
  /// How many entries of the journal are done with.
  var position = 0
  /// What could not be read again, the first thousand.
  var problems: [String] = []
  /// How many articles nothing is left of.
  var lost = 0

  /// As many problems as are kept.
  static let mostProblems = 1000
}

extension ReindexNote {
  /// As bytes of a checkpoint.
  var encoded: [UInt8] {
    var writer = ByteWriter()
    writer.u64(Self.program)
    writer.u64(UInt64(position))
    writer.u64(UInt64(lost))
    writer.u32(UInt32(problems.count))
    for problem in problems {
      writer.u32(UInt32(problem.utf8.count))
      writer.bytes(Array(problem.utf8))
    }
    return writer.bytes
  }

  /// What another run of this very program wrote; nil for anything else.
  init?(decoding bytes: [UInt8]) {
    var reader = unsafe ByteReader(bytes.span.bytes, of: "tmp/reindex")
    do throws(CorruptionError) {
      guard try reader.u64() == Self.program else { return nil }
      position = Int(clamping: try reader.u64())
      lost = Int(clamping: try reader.u64())
      for _ in 0..<min(try reader.u32(), UInt32(Self.mostProblems)) {
        let length = Int(try reader.u32())
        problems.append(String(decoding: try reader.array(length), as: UTF8.self))
      }
    } catch {
      return nil
    }
  }

  /// Tells one build of this program from another, whose articles and terms may be others.
  private static let program: UInt64 = {
    let analyzer = Analyzer.identity
    let status = try? FileSystem.status(of: "/proc/self/exe", followingLink: true)
    let text = "\(analyzer) \(status?.size ?? 0) \(status?.modified ?? 0)"
    return XXH64.hash(Array(text.utf8))
  }()
}
