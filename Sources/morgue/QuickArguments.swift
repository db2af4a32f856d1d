// SPDX-License-Identifier: Apache-2.0

/// Arguments read by a plain list of names, for the commands that are typed all day.
///
/// The argument parser looks at its own types to learn a command's options, which takes longer than
/// a search. So these are read here first; whatever is not plainly right (an unknown name, a value
/// that is missing, empty or looks like an option) is left to that parser, which says what is wrong
/// with it. What is understood here means the same there.
struct QuickArguments {
  /// The names that are known.
  struct Names {
    /// Options followed by a value, or by `=` and a value.
    var options: [String]
    /// Options whose value may begin with a dash.
    var unconditional: [String] = []
    var flags: [String]
    /// Whether a word may begin with a dash if it cannot be an option: `-(a b)`.
    var hasNegations = false
  }

  /// What is no option, in order.
  private(set) var words: [String] = []
  private var values: [(name: String, value: String)] = []
  private var flags: [String] = []

  /// Nil if anything is not plainly right.
  init?(_ arguments: ArraySlice<String>, names: Names) {
    var rest = arguments
    while let word = rest.popFirst() {
      guard !word.isEmpty else { return nil }
      if word.utf8.first != UInt8(ascii: "-") || word == "-"
        || names.hasNegations && Commands.isNegation(word)
      {
        words.append(word)
      } else if names.flags.contains(word) {
        flags.append(word)
      } else if let (name, value) = Self.option(word, names, &rest) {
        values.append((name, value))
      } else {
        return nil
      }
    }
  }

  private static func option(
    _ word: String,
    _ names: Names,
    _ rest: inout ArraySlice<String>
  ) -> (name: String, value: String)? {
    if names.options.contains(word) {
      let mayDash = names.unconditional.contains(word)
      guard let value = rest.popFirst(), !value.isEmpty,
        mayDash || value.utf8.first != UInt8(ascii: "-")
      else { return nil }
      return (word, value)
    }
    guard word.hasPrefix("--"), let place = word.firstIndex(of: "=") else { return nil }
    let (name, value) = (String(word[..<place]), word[word.index(after: place)...])
    return names.options.contains(name) && !value.isEmpty ? (name, String(value)) : nil
  }

  /// The words with a blank between each two.
  var joinedWords: String {
    var text = words.first ?? ""
    for word in words.dropFirst() {
      text += " "
      text += word
    }
    return text
  }

  /// Whether a flag stands there under any of its names.
  func has(_ names: String...) -> Bool {
    flags.contains { names.contains($0) }
  }

  /// The last value of an option under any of its names.
  func value(_ names: String...) -> String? {
    values.last { names.contains($0.name) }?.value
  }

  /// All values of an option.
  func values(_ name: String) -> [String] {
    values.filter { $0.name == name }.map(\.value)
  }

  /// The last value of an option, made a `Value`; nil if there is none.
  ///
  /// - Throws: ``NotPlain`` for a value that is none of them.
  func value<Value>(
    _ names: String...,
    as make: (String) -> Value?
  ) throws(NotPlain) -> Value? {
    var last: Value?
    // The parser minds every value, also one that a later one takes the place of.
    for option in values where names.contains(option.name) {
      guard let value = make(option.value) else { throw NotPlain() }
      last = value
    }
    return last
  }

  /// The arguments must be read, and complained about, by the whole parser.
  struct NotPlain: Error {}
}
