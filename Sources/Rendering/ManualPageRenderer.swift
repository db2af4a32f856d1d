// SPDX-License-Identifier: Apache-2.0

/// Pages of the manual in the language of `man`, for groff and mandoc.
package enum ManualPageRenderer {
  /// The page as the text of its file; `version` is what its foot says.
  package static func text(_ page: ManualPage, version: String) -> String {
    var lines = [
      ".TH \"\(page.name.uppercased())\" \"\(page.section)\" \"\" \"\(version)\" \"morgue manual\"",
      ".SH NAME", "\(escaped(page.name)) \\- \(escaped(page.abstract))",
    ]
    if !page.synopsis.isEmpty { lines += [".SH SYNOPSIS"] + verbatim(page.synopsis) }
    if !page.examples.isEmpty { lines += [".SH EXAMPLES"] + verbatim(page.examples) }
    if !page.description.isEmpty { lines += [".SH DESCRIPTION"] + paragraphs(page.description) }
    for section in page.entries where !section.entries.isEmpty {
      lines.append(".SH \(escaped(section.title.uppercased()))")
      for entry in section.entries {
        lines += [".TP", line("\\fB\(escaped(entry.term))\\fR"), line(escaped(entry.text))]
      }
    }
    if !page.seeAlso.isEmpty {
      lines += [".SH SEE ALSO", line(escaped(page.seeAlso.joined(separator: ", ")))]
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Lines that are neither filled nor joined.
  private static func verbatim(_ lines: [String]) -> [String] {
    [".nf"] + lines.map { line(escaped($0)) } + [".fi"]
  }

  /// Text that is filled, but for lines that begin with blanks.
  private static func paragraphs(_ text: String) -> [String] {
    var result: [String] = []
    var isVerbatim = false
    for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let stays = part.hasPrefix("  ")
      if stays != isVerbatim, !part.isEmpty {
        result.append(stays ? ".nf" : ".fi")
        isVerbatim = stays
      }
      result.append(part.isEmpty ? ".PP" : line(escaped(String(part))))
    }
    if isVerbatim { result.append(".fi") }
    return result
  }

  /// A line that cannot be taken for a request, which a point or an apostrophe would begin.
  private static func line(_ text: String) -> String {
    text.hasPrefix(".") || text.hasPrefix("'") || text.hasPrefix("\\(aq") ? "\\&" + text : text
  }

  /// Signs that mean something to `man`, or that it would exchange for prettier ones, as they are.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case "\u{20}"..."\u{7E}": result.unicodeScalars.append(scalar)
      default:
        guard scalar.value >= 0xA0 else { continue }
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
      }
    }
    return result
  }
}
