// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Storage

/// One thing that verification found not to be as it ought to.
package struct Finding: Hashable, Sendable {
  /// What is the matter.
  package enum Kind: String, Sendable {
    /// Not as it was written.
    case damaged
    /// Not there.
    case missing
    /// An original whose bytes are not those that came.
    case changed
    /// Sound by itself, and does not fit the rest.
    case wrong
    /// Nobody knows it; harmless.
    case extra
  }

  package var kind: Kind
  /// What it is about: a place within the archive, or what else names it.
  package var subject: String
  /// What is wrong with it, as the end of a sentence; empty where the kind says all.
  package var detail: String
  /// The SHA-256 of an original, 64 hexadecimal digits; nil for everything else.
  package var sha256: String?
  /// The articles that have the original, as they are typed: `7f3a@1`.
  package var articles: [String] = []
  /// Where the original came from; raw bytes.
  package var path: [UInt8]?
  /// What the finding is about, for whoever mends it.
  var culprit = Culprit.other

  /// What to mend.
  enum Culprit: Hashable, Sendable {
    case file(FileID)
    case original(Digest)
    case previousManifest
    case note
    /// The index does not fit the store.
    case index
    /// The articles or the catalogue do not fit each other or the originals.
    case store
    case other
  }

  /// Whether anything is lost or wrong by it.
  package var isDamage: Bool { kind != .extra }

  /// A file of the archive that is not as it was written.
  init(_ error: CorruptionError, culprit: Culprit) {
    kind = error.kind == .missing ? .missing : .damaged
    subject = error.file
    detail = error.kind == .missing ? "" : "\(error.kind.sentence) (at byte \(error.offset))"
    self.culprit = culprit
  }

  init(_ kind: Kind, _ subject: String, _ detail: String = "", culprit: Culprit = .other) {
    self.kind = kind
    self.subject = subject
    self.detail = detail
    self.culprit = culprit
  }
}

extension Finding: CustomStringConvertible {
  /// One line without the kind, not yet made safe for a terminal.
  package var description: String {
    var text = detail.isEmpty ? subject : "\(subject): \(detail)"
    if !articles.isEmpty { text += ", of \(articles.joined(separator: ", "))" }
    if let path {
      text += ", from \(path.isEmpty ? "standard input" : String(decoding: path, as: UTF8.self))"
    }
    return text
  }
}
