// SPDX-License-Identifier: Apache-2.0

/// What the JSON of a command holds: the words of `morgue help json`, and what tests hold it against.
///
/// A contract with scripts: within version 1 keys may be added, none changes its meaning or goes.
package struct JSONShape: Sendable {
  /// What stands behind a key.
  package indirect enum Value: Sendable {
    case string
    case integer
    case number
    case bool
    case strings
    case objects([Key])
    case object([Key])
  }

  /// A key of an object.
  package struct Key: Sendable {
    package let name: String
    package let value: Value
    /// Whether it is left out where nothing is known.
    package let mayLack: Bool
    package let meaning: String
  }

  /// What is typed to see it.
  package let commands: String
  /// What one line is.
  package let line: String
  package let keys: [Key]

  /// All shapes, in the order of help.
  package static let all = [
    results, counts, answers, article, explanation, status, problems, filing, extracted,
    notExtracted, labels, keptSearches, exported, verified, repaired,
  ]
}

extension JSONShape.Key {
  /// A key that is always there.
  static func always(
    _ name: String,
    _ value: JSONShape.Value,
    _ meaning: String
  ) -> Self {
    Self(name: name, value: value, mayLack: false, meaning: meaning)
  }

  /// A key that is left out where nothing is known.
  static func known(
    _ name: String,
    _ value: JSONShape.Value,
    _ meaning: String
  ) -> Self {
    Self(name: name, value: value, mayLack: true, meaning: meaning)
  }

  /// The key that every line has.
  static let version = always("version", .integer, "of this description: 1")
}

extension JSONShape {
  /// The description as lines of at most 80 columns.
  package static var help: String {
    all.map { shape in
      "\(shape.commands)\n\(shape.line):\n\n"
        + rows(of: shape.keys, indent: 2).joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  private static func rows(of keys: [Key], indent: Int) -> [String] {
    keys.flatMap { key -> [String] in
      let name = String(repeating: " ", count: indent) + key.name + (key.mayLack ? "?" : "")
      let meaning = key.meaning.isEmpty ? "" : "  " + key.meaning
      let row = padded(name, 20) + "  " + padded(key.value.name, meaning.isEmpty ? 0 : 8) + meaning
      return [row] + rows(of: key.value.inner, indent: indent + 2)
    }
  }
}

extension JSONShape.Value {
  /// As it is called in help.
  fileprivate var name: String {
    switch self {
    case .string: "string"
    case .integer: "integer"
    case .number: "number"
    case .bool: "boolean"
    case .strings: "[string]"
    case .objects: "[object]"
    case .object: "object"
    }
  }

  /// The keys of the objects it is made of.
  fileprivate var inner: [JSONShape.Key] {
    switch self {
    case .objects(let keys), .object(let keys): keys
    default: []
    }
  }
}
