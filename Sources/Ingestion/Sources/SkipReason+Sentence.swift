// SPDX-License-Identifier: Apache-2.0

import SystemPackage

extension SkipReason: CustomStringConvertible {
  /// The reason as a clause: lower case, no full stop, no path.
  package var description: String {
    switch self {
    case .notRegular: "not a regular file"
    case .linkNotFollowed: "link not followed"
    case .tooLarge(let limit): "larger than \(Self.readable(bytes: limit))"
    case .empty: "empty"
    case .noText: "no text"
    case .binary(let format): "not text: \(format.name)"
    case .unreadable(let errno): Errno(rawValue: errno).description
    case .tooDeep(let limit): "folders deeper than \(limit) levels"
    case .badJSON(let line): "line \(line): not a JSON object"
    case .changedWhileRead: "changed while being read"
    case .noArticle(let line): "line \(line): neither title nor text"
    case .parserFailed: "the HTML library could not read it"
    case .cutShort(let offset): "cut short at byte \(offset)"
    case .damagedCompression(let offset): "compressed data damaged at byte \(offset)"
    case .expandsTooMuch: "unpacks to over a thousand times its size"
    case .compressedTwice: "compressed twice"
    case .record(let kind): kind.name
    case .notARecord(let offset): "no record of a web archive at byte \(offset)"
    case .unknownEncoding: "compressed in a way that is not known here"
    case .killsReader(let signal): "the program died while reading it (\(Self.name(of: signal)))"
    case .tooSlow(let limit): "took longer than \(limit) s to read (--max-time)"
    case .needsTooMuchMemory(let limit): "needed more than \(limit) MB to be read (--memory)"
    case .needsPDFProgram: "a PDF document; install pdftotext (of poppler-utils) to have it read"
    case .pdfProgramFailed: "a PDF document that pdftotext could not read"
    case .damagedDocument: "a damaged document"
    case .encryptedDocument: "an encrypted document"
    case .unknownPart(let line): "line \(line): a part of the export that is no article"
    case .missingPart: "a chapter that the book names, but that is missing, damaged or too large"
    case .withdrawn: "an article that its agency has withdrawn"
    }
  }

  private static func name(of signal: Int32) -> String {
    switch signal {
    case 4: "SIGILL"
    case 5: "SIGTRAP"
    case 6: "SIGABRT"
    case 7: "SIGBUS"
    case 8: "SIGFPE"
    case 9: "SIGKILL"
    case 11: "SIGSEGV"
    default: "signal \(signal)"
    }
  }

  private static func readable(bytes: Int64) -> String {
    let units: [(Int64, String)] = [(1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB")]
    for (unit, name) in units where bytes >= unit && bytes % unit == 0 {
      return "\(bytes / unit) \(name)"
    }
    return "\(bytes) bytes"
  }
}
