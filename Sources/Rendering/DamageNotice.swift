// SPDX-License-Identifier: Apache-2.0

import Storage

/// What is said where something damaged had to be left out: one line, whatever it is about.
package enum DamageNotice {
  /// The line for standard error; nil if nothing was left out.
  ///
  /// `what` is what lacks something, as in "these results are".
  package static func line(_ damaged: [String], _ what: String = "these results are") -> String? {
    guard let first = damaged.first else { return nil }
    let more = damaged.count > 1 ? " (and \(damaged.count - 1) more)" : ""
    return "warning: \(what) incomplete: \(TerminalText.escape(first))\(more); "
      + "`morgue repair` mends the archive"
  }

  /// Adds what was left out to an object; nothing if nothing was.
  static func add(_ damaged: [String], to object: inout JSONObject) {
    guard !damaged.isEmpty else { return }
    object.add("incomplete", true)
    object.add("damaged", damaged)
  }
}
