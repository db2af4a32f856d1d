// SPDX-License-Identifier: Apache-2.0

/// Makes text from outside safe to show, on a terminal and in a pipe alike.
///
/// Titles, addresses, file names, queries echoed back and error messages can hold sequences that
/// move the cursor, rewrite the clipboard or turn the direction of the line; `less -R` and logs
/// carry them on. One line in gives one line out.
package enum TerminalText {
  /// Prose: what is not to be shown becomes U+FFFD, tabs and line ends become spaces.
  ///
  /// The invisible direction marks that Arabic and Hebrew texts hold are left out, as they show
  /// nothing by themselves. Costs a pass over the bytes, and no copy where there is nothing to do.
  package static func escape(_ text: some StringProtocol) -> String {
    escape(String(text))
  }

  /// The same for what is a string already.
  package static func escape(_ text: String) -> String {
    guard !isHarmless(text) else { return text }
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch Harm(scalar) {
      case .none: safe.append(scalar)
      case .blank: safe.append(" ")
      case .mark: continue
      case .control: safe.append("\u{FFFD}")
      }
    }
    return String(safe)
  }

  /// File names: what is not to be shown, or is not UTF-8, is written out (`\x1b`, `\u{202e}`),
  /// so that two names that differ look different.
  package static func escape(name: some Collection<UInt8>) -> String {
    var safe = ""
    var rest = name[...]
    while let first = rest.first {
      let (scalar, length) = leadingScalar(of: rest, first: first)
      if let scalar {
        safe += visible(scalar)
      } else {
        safe += "\\x" + hexadecimal(UInt64(first), digits: 2)
      }
      rest = rest.dropFirst(length)
    }
    return safe
  }

  /// Whether all bytes are printable ASCII, which most titles' are.
  private static func isHarmless(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      for byte in bytes where byte < 0x20 || byte > 0x7E { return false }
      return true
    }
  }

  private static func visible(_ scalar: Unicode.Scalar) -> String {
    guard Harm(scalar) != .none || scalar == "\\" else { return String(scalar) }
    if scalar == "\\" { return "\\\\" }
    let digits = hexadecimal(UInt64(scalar.value), digits: 2)
    return scalar.value < 0x80 ? "\\x\(digits)" : "\\u{\(digits)}"
  }

  /// The first character and its length in bytes; no character and 1 if the bytes are none.
  private static func leadingScalar(
    of bytes: some Collection<UInt8>,
    first: UInt8
  ) -> (Unicode.Scalar?, Int) {
    let length =
      switch first {
      case 0x00...0x7F: 1
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    guard length > 0, let text = String(validating: bytes.prefix(length), as: UTF8.self),
      let scalar = text.unicodeScalars.first, scalar.utf8.count == length
    else { return (nil, 1) }
    return (scalar, length)
  }
}

/// What a character could do to whoever reads it.
private enum Harm {
  case none
  /// Would end or shift the line.
  case blank
  /// Says only which way its neighbours run.
  case mark
  /// Commands the terminal, or turns the text around it.
  case control

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: self = .blank
    case 0x00...0x1F, 0x7F...0x9F: self = .control
    case 0x200E, 0x200F, 0x061C: self = .mark
    case 0x202A...0x202E, 0x2066...0x2069: self = .control
    default: self = .none
    }
  }
}
