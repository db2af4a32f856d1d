// SPDX-License-Identifier: Apache-2.0

/// Four letters that say what a section of a sealed file holds.
///
/// The first letter is the lowest byte, so that the letters read in order in a dump of the file.
package struct SectionTag: RawRepresentable, Hashable, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// From exactly four ASCII letters.
  package init(_ letters: StaticString) {
    precondition(letters.utf8CodeUnitCount == 4, "a section tag has four letters")
    rawValue = letters.withUTF8Buffer { bytes in
      bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
  }
}

extension SectionTag: ExpressibleByStringLiteral {
  /// From exactly four ASCII letters.
  package init(stringLiteral letters: StaticString) { self.init(letters) }
}

extension SectionTag: CustomStringConvertible {
  /// The four letters, as far as they are printable.
  package var description: String {
    let letters = (0..<4).map { UInt8(truncatingIfNeeded: rawValue >> (8 * $0)) }
    return String(decoding: letters.map { (0x21...0x7E).contains($0) ? $0 : 0x3F }, as: UTF8.self)
  }
}
