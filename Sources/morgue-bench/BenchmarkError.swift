// SPDX-License-Identifier: Apache-2.0

import InvertedIndex
import Storage
import SystemPackage

/// Why a benchmark cannot go on.
enum BenchmarkError: Error {
  case usage(String)
  /// The corpus is not what it must be; the text says where and why.
  case corpus(String)
  case storage(StorageError)
  /// The index was made from text that was not cut at blanks.
  case analyzer(AnalyzerMismatch)
  /// What was added is not found.
  case notFound(String)
  case output(FileError)
  /// Whoever reads the answers has gone.
  case closed

  init(_ failure: OutputStream.Failure) {
    switch failure {
    case .closed: self = .closed
    case .file(let error): self = .output(error)
    }
  }

  /// The status to exit with, as `morgue` has them.
  var status: Int32 {
    switch self {
    case .usage: 64
    case .corpus, .analyzer, .storage(.corruption), .notFound: 65
    case .storage(.notAnArchive): 66
    case .storage(.alreadyExists): 73
    case .storage(.busy): 75
    case .storage, .output, .closed: 74
    }
  }

  /// One line that says what is wrong.
  var sentence: String {
    switch self {
    case .usage(let what): "\(TerminalText.escape(what)); see morgue-bench --help"
    case .corpus(let what), .notFound(let what): TerminalText.escape(what)
    case .storage(let error): TerminalText.escape(Self.sentence(of: error))
    case .analyzer(let error): TerminalText.escape(error.description)
    case .output(let error): TerminalText.escape(error.description)
    case .closed: "nobody reads the answers"
    }
  }

  private static func sentence(of error: StorageError) -> String {
    switch error {
    case .file(let error): error.description
    case .corruption(let error): error.description
    case .busy: "another process is writing to this index"
    case .lockLost: "the index's lock was taken away meanwhile"
    case .notAnArchive(let path): "\(path.string) is not an index"
    case .alreadyExists(let path): "\(path.string): no index can be made here, it is not empty"
    case .networkFileSystem(let path): "\(path.string) is on a network file system"
    case .newerFormat(let found, let supported), .olderFormat(let found, let supported):
      "the index has format \(found), this program reads \(supported)"
    case .noSpace(let needed, let available):
      "not enough room: \(needed) bytes are needed and \(available) are free"
    case .unconfirmed(_, let error): "the disk did not confirm the commit: \(error.description)"
    case .refused(let path, _): "\(path.string): no copy can be made here"
    case .stopped: "stopped"
    }
  }
}
