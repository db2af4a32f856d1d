// SPDX-License-Identifier: Apache-2.0

import Articles
package import NewsArchive
import Storage

/// A kept search as it would be typed.
package enum KeptSearchRenderer {
  /// The name, a tab, the query and the options.
  package static func text(_ search: KeptSearch) -> String {
    let options = search.options.chosen.map { option in
      option.value.isEmpty ? "--\(option.name)" : "--\(option.name) \(quoted(option.value))"
    }
    let query = search.options.query.isEmpty ? [] : [quoted(search.options.query)]
    return "\(search.name)\t\((query + options).joined(separator: " "))\n"
  }

  /// What stands before the new results of one of several searches.
  package static func heading(_ name: String, _ count: Int, style: TextStyle) -> String {
    style.bold("\(TerminalText.escape(name)): \(count) new") + "\n\n"
  }

  /// One object on a line.
  package static func json(_ search: KeptSearch) -> String {
    var object = JSONObject()
    object.add("version", 1)
    object.add("name", search.name)
    object.add("query", search.options.query)
    var options = JSONObject()
    for option in search.options.chosen {
      if option.value.isEmpty {
        options.add(option.name, true)
      } else {
        options.add(option.name, option.value)
      }
    }
    object.add("options", options)
    object.add("saved", ArticleDate(seconds: search.saved, precision: .second).iso8601)
    object.add("seen", search.seen)
    return object.description + "\n"
  }

  /// Between the quotation marks of shells, safe for a terminal.
  private static func quoted(_ text: String) -> String {
    let parts = TerminalText.escape(text).split(separator: "'", omittingEmptySubsequences: false)
    return "'" + parts.joined(separator: #"'\''"#) + "'"
  }
}
