// SPDX-License-Identifier: Apache-2.0

package import NewsArchive
import Storage

/// Readers' labels with the number of articles that have each.
package enum LabelsRenderer {
  /// A line for each, the numbers first and right-aligned.
  package static func text(_ labels: [LabelCount]) -> String {
    let width = labels.map { String($0.articles).utf8.count }.max() ?? 1
    return labels.map { label in
      let number = String(label.articles)
      let margin = String(repeating: " ", count: width - number.utf8.count)
      return "\(margin)\(number)  \(TerminalText.escape(label.name))\n"
    }.joined()
  }

  /// One object a line.
  package static func json(_ labels: [LabelCount]) -> String {
    labels.map { label in
      var object = JSONObject()
      object.add("version", 1)
      object.add("tag", label.name)
      object.add("articles", label.articles)
      return object.description + "\n"
    }.joined()
  }
}
