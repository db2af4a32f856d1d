// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Ingestion
import Storage

/// A file, or a part of a large one, for a thread to read.
struct ReadingTask: Sendable {
  let file: SourceFile
  /// What the catalogue knows of the file.
  let known: FileRecord?
  let content: Content

  enum Content: Sendable {
    /// Not looked at yet.
    case unread
    /// Already in memory, as standard input is.
    case bytes([UInt8], name: String?)
    /// A part of a mapped file.
    case part(MappedFile, SourcePart)
  }

  /// The greatest size of a page, in bytes.
  let limit: Int64
  /// Of a part, which of the file's it is, from 0.
  var part: UInt32?
}

extension ReadingTask {
  var isPart: Bool {
    if case .part = content { true } else { false }
  }

  /// Not from a file.
  var isMemory: Bool {
    if case .bytes = content { true } else { false }
  }

  /// As the journal of what is being read has it; nil for what no other process could read again.
  var work: WorkEntry? {
    isMemory ? nil : WorkEntry(file, part: part)
  }

  var size: Int64 {
    if case .part(_, let part) = content { Int64(part.count) } else { file.size }
  }
}
