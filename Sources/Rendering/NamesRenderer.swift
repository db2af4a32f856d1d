// SPDX-License-Identifier: Apache-2.0

package import NewsArchive
import Storage
package import SystemPackage

/// Groups of names, as a list and as a file.
package enum NamesRenderer {
  /// A group a line, as it stands in the file, and how many there are.
  package static func text(_ names: KnownNames, style: TextStyle) -> String {
    guard !names.entries.isEmpty else { return "" }
    let lines = names.entries.map { entry in
      entry.names.map { TerminalText.escape($0) }.joined(separator: style.dim(" = ")) + "\n"
    }
    let count = names.entries.count
    let groups = count == 1 ? "1 group" : "\(count) groups"
    return lines.joined() + "\n" + style.dim("\(groups) in \(names.place)") + "\n"
  }

  /// What a person should know besides.
  package static func complaints(_ names: KnownNames, file: FilePath) -> [String] {
    let problems = names.problems.map { "hint: \(TerminalText.escape($0))" }
    guard names.entries.isEmpty, problems.isEmpty else { return problems }
    return [
      "there are no names in \(TerminalText.escape(file)); `morgue names suggest` finds some"
    ]
  }

  /// Suggestions as lines of a file of names, with what they are from in comments.
  package static func file(_ found: NameSuggestions) -> String {
    guard !found.suggestions.isEmpty else { return "" }
    let lines = found.suggestions.map { suggestion in
      "\(suggestion.short) = \(suggestion.long)  # \(articles(suggestion.articles))\n"
    }
    return "# From \(articles(found.articles)); put what means one thing on one line.\n"
      + lines.joined()
  }

  /// What a person should know besides the suggestions.
  ///
  /// - Parameters:
  ///   - found: what is shown of them.
  ///   - suggestions: how many there are in all.
  /// - Returns: lines for standard error.
  package static func complaints(_ found: NameSuggestions, suggestions: Int) -> [String] {
    var lines = found.problems.map { "warning: \(TerminalText.escape($0))" }
    if found.suggestions.count < suggestions {
      lines.append("\(suggestions - found.suggestions.count) more: `--limit 0` shows all")
    }
    if found.known > 0 {
      lines.append(
        "\(found.known) that the file of names has \(found.known == 1 ? "is" : "are") left out"
      )
    }
    if suggestions == 0, found.known == 0 {
      lines.append("no abbreviation is explained in \(articles(found.articles)) often enough")
    }
    return lines
  }

  private static func articles(_ count: Int) -> String {
    count == 1 ? "1 article" : "\(count) articles"
  }
}
