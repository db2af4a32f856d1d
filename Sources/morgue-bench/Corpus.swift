// SPDX-License-Identifier: Apache-2.0

import Glibc
import Storage
import SystemPackage

/// Texts that are cut into words already: one document per line, `<number>\t<words>`.
struct Corpus {
  private let file: MappedFile

  init(_ path: FilePath) throws(BenchmarkError) {
    do throws(FileError) {
      file = try MappedFile(path)
    } catch {
      throw .corpus(error.description)
    }
  }

  /// The lines in parts of about the same size, to be read side by side.
  func parts(_ count: Int) -> [Lines] {
    var start = 0
    return (1...count).map { number in
      let end = max(start, lineStart(from: file.count / count * number, isLast: number == count))
      defer { start = end }
      return Lines(file, start..<end)
    }
  }

  /// The last word of the last line; empty if there is none.
  var lastWord: [UInt8] {
    let bytes = unsafe file.buffer
    let end = unsafe bytes.lastIndex { !Self.separators.contains($0) }.map { $0 + 1 } ?? 0
    let start = unsafe bytes[..<end].lastIndex { Self.separators.contains($0) }.map { $0 + 1 } ?? 0
    return unsafe Array(bytes[start..<end])
  }

  private static let separators = Array(" \t\n".utf8)

  /// Where the first line begins that does not begin before `place`.
  private func lineStart(from place: Int, isLast: Bool) -> Int {
    if isLast { return file.count }
    guard place > 0 else { return 0 }
    let rest = unsafe UnsafeRawBufferPointer(rebasing: file.buffer[(place - 1)...])
    return (unsafe rest.firstIndex(of: UInt8(ascii: "\n"))).map { place + $0 } ?? file.count
  }
}

extension Corpus {
  /// A document: its number and its words.
  @safe
  struct Document {
    let number: UInt64
    /// Valid as long as the corpus.
    let words: UnsafeBufferPointer<UInt8>
  }

  /// A walk along neighbouring lines.
  struct Lines {
    private let file: MappedFile
    private var rest: Range<Int>

    fileprivate init(_ file: MappedFile, _ range: Range<Int>) {
      self.file = file
      rest = range
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// The next document; nil after the last.
    ///
    /// - Throws: ``BenchmarkError/corpus(_:)`` with the place of a line that is none.
    mutating func next() throws(BenchmarkError) -> Document? {
      guard !rest.isEmpty, let base = unsafe file.buffer.baseAddress else { return nil }
      let start = unsafe base + rest.lowerBound
      let found = unsafe memchr(start, Int32(UInt8(ascii: "\n")), rest.count)
      let length = unsafe found.map { unsafe UnsafeRawPointer($0) - start } ?? rest.count
      let line = unsafe UnsafeBufferPointer(
        start: start.assumingMemoryBound(to: UInt8.self),
        count: length
      )
      guard let document = unsafe Document(line) else {
        throw .corpus(
          "\(file.path.string): at byte \(rest.lowerBound): not a number, a tab and words"
        )
      }
      rest = min(rest.lowerBound + length + 1, rest.upperBound)..<rest.upperBound
      return document
    }
  }
}

extension Corpus.Document {
  /// Reads a line.
  fileprivate init?(_ line: UnsafeBufferPointer<UInt8>) {
    guard let tab = unsafe line.firstIndex(of: UInt8(ascii: "\t")), tab > 0 else { return nil }
    var number: UInt64 = 0
    for index in 0..<tab {
      let digit = unsafe line[index] &- UInt8(ascii: "0")
      let (tens, isTooLarge) = number.multipliedReportingOverflow(by: 10)
      let (sum, overflows) = tens.addingReportingOverflow(UInt64(digit))
      guard digit < 10, !isTooLarge, !overflows else { return nil }
      number = sum
    }
    self.number = number
    unsafe words = UnsafeBufferPointer(rebasing: line[(tab + 1)...])
  }
}
