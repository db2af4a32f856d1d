// SPDX-License-Identifier: Apache-2.0

/// A field's name, value as text, and origin.
package struct FieldLine: Hashable, Sendable {
  package let name: String
  package let value: String
  package let origin: Origin
}

extension Article {
  /// All fields that are known but the body, in the order in which people read them.
  ///
  /// Several authors are separated by `; `.
  package var fieldValues: [FieldLine] {
    let dates = [("published", published), ("updated", updated), ("captured", captured)]
    return [
      field("title", title), field("deck", deck),
      authors.map {
        FieldLine(name: "byline", value: $0.value.joined(separator: "; "), origin: $0.origin)
      },
      field("agency", agency), field("dateline", dateline), field("section", section),
      field("source", source), field("url", url), field("canonical", canonicalURL),
    ].compactMap { $0 }
      + dates.compactMap { name, date in
        date.map { FieldLine(name: name, value: $0.value.iso8601, origin: $0.origin) }
      }
      + [field("lang", language), field("image", leadImage)].compactMap { $0 }
  }

  private func field(_ name: String, _ value: Sourced<String>?) -> FieldLine? {
    value.map { FieldLine(name: name, value: $0.value, origin: $0.origin) }
  }
}
