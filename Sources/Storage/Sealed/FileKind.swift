// SPDX-License-Identifier: Apache-2.0

/// What a sealed file holds.
package enum FileKind: UInt8, Sendable, CaseIterable {
  /// The articles' bytes as they came.
  case originals = 1
  /// The articles as they were read.
  case articles = 2
  /// Paths, identities and states.
  case catalogue = 3
  /// A part of the inverted index.
  case segment = 4
  /// Which documents of one segment are not to be found.
  case deletions = 5

  /// The folder of the archive such files lie in.
  package var folder: String {
    switch self {
    case .originals: "originals"
    case .articles: "articles"
    case .catalogue: "catalogue"
    case .segment, .deletions: "segments"
    }
  }

  /// How their names end.
  package var suffix: String {
    switch self {
    case .originals: ".pack"
    case .articles: ".articles"
    case .catalogue: ".catalogue"
    case .segment: ".segment"
    case .deletions: ".deletions"
    }
  }

  /// The archive's folders, each once.
  static let folders = ["originals", "articles", "catalogue", "segments"]
}
