// SPDX-License-Identifier: Apache-2.0

import Articles
import InvertedIndex

extension Article {
  /// Calls `body` with each text that can be found, and the field it counts as, in the order of their
  /// places.
  ///
  /// What files an article and what looks at its text again both go by this, so that they agree which
  /// word stands where.
  func forEachIndexedText(_ body: (IndexedField, String) -> Void) {
    func add(_ field: IndexedField, _ text: String?) {
      if let text { body(field, text) }
    }
    add(.title, title?.value)
    add(.deck, deck?.value)
    for author in authors?.value ?? [] { add(.byline, author) }
    add(.dateline, dateline?.value)
    add(.section, section?.value)
    add(.source, source?.value)
    add(.agency, agency?.value)
    for block in paragraphs where block.kind != .caption { add(.body, block.text) }
    for block in paragraphs where block.kind == .caption { add(.caption, block.text) }
  }
}
