// SPDX-License-Identifier: Apache-2.0

/// A reader of bytes under test: runs it on any bytes and tells what promise it broke.
package protocol Probe {
  /// Makes what sound bytes there are to be changed.
  init() throws

  /// Inputs to begin with.
  var seeds: [[UInt8]] { get }

  /// Runs the reader on one input.
  func run(_ input: [UInt8]) throws(BrokenPromise)
}

/// The readers of what the archive itself keeps, of queries and of readers' own files.
package enum ProbeTarget: String, CaseIterable, Sendable {
  /// Commit points, the line of `FORMAT`, and what an archive makes of them.
  case manifest
  /// The container of every sealed file: header, table of contents, sums, footer.
  case sealed
  /// A whole segment: opened, verified, walked, searched, merged and reordered.
  case segment
  /// Blocks of terms, and dictionaries of them.
  case dictionary
  /// Postings lists and positions.
  case postings
  /// Packs, files of articles, catalogues: read, walked, merged, purged, rebuilt from.
  case stored
  /// Queries: parsed, printed, planned, searched, explained, and shown in texts.
  case query
  /// Names, lists of queries, patterns of files to pass over, templates of lines.
  case names

  /// A probe of this reader.
  package func make() throws -> any Probe {
    switch self {
    case .manifest: try ManifestProbe()
    case .sealed: try SealedProbe()
    case .segment: try SegmentProbe()
    case .dictionary: try DictionaryProbe()
    case .postings: try PostingsProbe()
    case .stored: try StoredProbe()
    case .query: try QueryProbe()
    case .names: try NamesProbe()
    }
  }
}
