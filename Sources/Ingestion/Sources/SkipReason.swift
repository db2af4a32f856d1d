// SPDX-License-Identifier: Apache-2.0

/// Why a file, or a part of one, did not become an article.
///
/// ``code`` and ``detail`` are what is kept on disk; their meaning never changes.
package enum SkipReason: Hashable, Sendable {
  /// A pipe, socket or device.
  case notRegular
  /// A symbolic link met on the way; what it names was not looked at.
  case linkNotFollowed
  /// More bytes than this limit.
  case tooLarge(limit: Int64)
  /// No bytes at all.
  case empty
  /// Bytes, but not a word that a reader would see.
  case noText
  /// Something other than text.
  case binary(BinaryFormat)
  /// The system's error number.
  case unreadable(errno: Int32)
  /// Folders within folders, deeper than this.
  case tooDeep(limit: Int)
  /// A line that is not a JSON object; lines count from 1.
  case badJSON(line: Int)
  /// The file grew, shrank or was replaced between scan and reading.
  case changedWhileRead
  /// A record without title and text; lines count from 1.
  case noArticle(line: Int)
  /// The page could not be taken apart at all, for want of memory or of the HTML library.
  case parserFailed
  /// The file ends too early; bytes count from 0.
  case cutShort(at: Int)
  /// Compressed data that means nothing from here on, or has a wrong checksum.
  case damagedCompression(at: Int)
  /// Compressed data that unpacks to over a thousand times its size.
  case expandsTooMuch
  /// Compressed data within compressed data.
  case compressedTwice
  /// A part of a collection that nobody expects an article in.
  case record(RecordKind)
  /// Something in a web archive that is no record.
  case notARecord(at: Int)
  /// A stored page that is compressed in a way that is not read here.
  case unknownEncoding
  /// Something over which the program died, by a signal of this number.
  case killsReader(signal: Int32)
  /// Something that took longer to read than a limit, in seconds.
  case tooSlow(limit: Int)
  /// Something that needed more memory to be read than a limit, in megabytes.
  case needsTooMuchMemory(limit: Int)
  /// A PDF document, and the program that reads such is not installed.
  case needsPDFProgram
  /// The program that reads PDF documents failed at it.
  case pdfProgramFailed
  /// An office document or book that is damaged.
  case damagedDocument
  /// An office document or book that only opens with a key.
  case encryptedDocument
  /// A part of an export of an archive that is no article; lines count from 1.
  case unknownPart(line: Int)
  /// A part of a book that its reading order names, and that is not in it or cannot be unpacked.
  case missingPart
  /// An item that its agency has withdrawn.
  case withdrawn
}

extension SkipReason {
  /// The number that names the case on disk.
  package var code: UInt8 {
    switch self {
    case .notRegular: 1
    case .linkNotFollowed: 2
    case .tooLarge: 3
    case .empty: 4
    case .noText: 5
    case .binary: 6
    case .unreadable: 7
    case .tooDeep: 8
    case .badJSON: 9
    case .changedWhileRead: 10
    case .noArticle: 11
    case .parserFailed: 12
    case .cutShort: 13
    case .damagedCompression: 14
    case .expandsTooMuch: 15
    case .compressedTwice: 16
    case .record: 17
    case .notARecord: 18
    case .unknownEncoding: 19
    case .killsReader: 20
    case .tooSlow: 21
    case .needsTooMuchMemory: 22
    case .needsPDFProgram: 30
    case .pdfProgramFailed: 31
    case .damagedDocument: 32
    case .encryptedDocument: 33
    case .unknownPart: 34
    case .missingPart: 35
    case .withdrawn: 36
    }
  }

  /// The number that goes with the case (a limit, an error number, a line), else 0.
  package var detail: Int64 {
    switch self {
    case .tooLarge(let limit): limit
    case .binary(let format): Int64(format.rawValue)
    case .unreadable(let errno): Int64(errno)
    case .tooDeep(let limit), .tooSlow(let limit), .needsTooMuchMemory(let limit): Int64(limit)
    case .killsReader(let signal): Int64(signal)
    case .badJSON(let line), .noArticle(let line), .unknownPart(let line): Int64(line)
    case .cutShort(let offset), .damagedCompression(let offset), .notARecord(let offset):
      Int64(offset)
    case .record(let kind): Int64(kind.rawValue)
    default: 0
    }
  }

  /// Whether the same bytes may be read another time, as the file is not what was wrong: a
  /// permission can be given without changing the file's date.
  package var mayPass: Bool {
    switch self {
    case .unreadable, .changedWhileRead, .parserFailed, .needsPDFProgram: true
    default: false
    }
  }

  /// Whether reading it harms the process that does, so that another one must.
  package var isHarmful: Bool {
    switch self {
    case .killsReader, .tooSlow, .needsTooMuchMemory: true
    default: false
    }
  }

  /// Whether this is only a part of a collection that nobody expects an article in, and so nothing
  /// to look after.
  package var isExpected: Bool {
    if case .record = self { true } else { false }
  }

  /// The reason stored as `code` and `detail`; nil for a code of a later version.
  package init?(code: UInt8, detail: Int64) {
    switch code {
    case 1: self = .notRegular
    case 2: self = .linkNotFollowed
    case 3: self = .tooLarge(limit: detail)
    case 4: self = .empty
    case 5: self = .noText
    case 6: self = .binary(BinaryFormat(rawValue: UInt8(clamping: detail)) ?? .unknown)
    case 7: self = .unreadable(errno: Int32(clamping: detail))
    case 8: self = .tooDeep(limit: Int(clamping: detail))
    case 9: self = .badJSON(line: Int(clamping: detail))
    case 10: self = .changedWhileRead
    case 11: self = .noArticle(line: Int(clamping: detail))
    case 12: self = .parserFailed
    case 13: self = .cutShort(at: Int(clamping: detail))
    case 14: self = .damagedCompression(at: Int(clamping: detail))
    case 15: self = .expandsTooMuch
    case 16: self = .compressedTwice
    case 17: self = .record(RecordKind(rawValue: UInt8(clamping: detail)) ?? .data)
    case 18: self = .notARecord(at: Int(clamping: detail))
    case 19: self = .unknownEncoding
    case 20: self = .killsReader(signal: Int32(clamping: detail))
    case 21: self = .tooSlow(limit: Int(clamping: detail))
    case 22: self = .needsTooMuchMemory(limit: Int(clamping: detail))
    case 30: self = .needsPDFProgram
    case 31: self = .pdfProgramFailed
    case 32: self = .damagedDocument
    case 33: self = .encryptedDocument
    case 34: self = .unknownPart(line: Int(clamping: detail))
    case 35: self = .missingPart
    case 36: self = .withdrawn
    default: return nil
    }
  }
}

/// A kind of file that is not text, told by its first bytes.
///
/// The raw values are on disk and never change meaning.
package enum BinaryFormat: UInt8, Hashable, Sendable, CaseIterable {
  case unknown = 0
  case png = 1
  case jpeg = 2
  case gif = 3
  case webp = 4
  case pdf = 5
  case zip = 6
  case gzip = 7
  case executable = 8
  case sqlite = 9
  case video = 10
  case audio = 11
  case font = 12
  case xz = 13
  case bzip2 = 14
  case zstandard = 15
  case sevenZip = 16
  case officeDocument = 17
  case tiff = 18
  case icon = 19

  /// What people call it.
  package var name: String {
    switch self {
    case .unknown: "unknown binary data"
    case .png: "a PNG image"
    case .jpeg: "a JPEG image"
    case .gif: "a GIF image"
    case .webp: "a WebP image"
    case .pdf: "a PDF document"
    case .zip: "a ZIP archive"
    case .gzip: "gzip-compressed data"
    case .executable: "a program"
    case .sqlite: "an SQLite database"
    case .video: "a video"
    case .audio: "a sound recording"
    case .font: "a font"
    case .xz: "xz-compressed data"
    case .bzip2: "bzip2-compressed data"
    case .zstandard: "Zstandard-compressed data"
    case .sevenZip: "a 7-Zip archive"
    case .officeDocument: "an office document"
    case .tiff: "a TIFF image"
    case .icon: "an icon"
    }
  }
}
