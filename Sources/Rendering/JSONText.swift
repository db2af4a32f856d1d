// SPDX-License-Identifier: Apache-2.0

/// Builds one JSON object on one line (RFC 8259), keys in the order given.
///
/// Control characters, the line separators that break other readers, and what turns the direction of
/// text on a screen leave as escapes of four hexadecimal digits.
package struct JSONObject {
  private var text = "{"

  package init() {}

  /// The finished object.
  package var description: String { text + "}" }

  package mutating func add(_ key: String, _ value: String?) {
    if let value { add(key, raw: Self.quoted(value)) }
  }

  package mutating func add(_ key: String, _ value: some BinaryInteger) {
    add(key, raw: String(value))
  }

  package mutating func add(_ key: String, _ value: Bool) {
    add(key, raw: value ? "true" : "false")
  }

  /// A number that is not finite is left out, since JSON has no word for it.
  package mutating func add(_ key: String, _ value: Double) {
    if value.isFinite { add(key, raw: "\(value)") }
  }

  package mutating func add(_ key: String, _ values: [String]) {
    add(key, raw: "[" + values.map(Self.quoted).joined(separator: ",") + "]")
  }

  package mutating func add(_ key: String, _ value: JSONObject) {
    add(key, raw: value.description)
  }

  package mutating func add(_ key: String, _ values: [JSONObject]) {
    add(key, raw: "[" + values.map(\.description).joined(separator: ",") + "]")
  }

  private mutating func add(_ key: String, raw: String) {
    if text.utf8.count > 1 { text += "," }
    text += Self.quoted(key) + ":" + raw
  }

  static func quoted(_ value: String) -> String {
    var quoted = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{061C}",
        "\u{200E}", "\u{200F}", "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}":
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
