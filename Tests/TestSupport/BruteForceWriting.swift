// SPDX-License-Identifier: Apache-2.0

/// How words must be written, beyond what terms tell apart.
package struct BruteForceWriting: Sendable {
  package enum Rule: Sendable {
    /// Letter by letter as typed; typed without a capital, capitals are free.
    case asTyped
    /// Capitals where they were typed and nowhere else; accents are free.
    case capitalsAsTyped
    case allCapitals
    case anyCapitals
    case noCapitals
  }

  package let rule: Rule

  package init(_ rule: Rule) {
    self.rule = rule
  }

  /// Whether a word of a text is written as it was typed in a question.
  func allows(_ word: String, typed: String) -> Bool {
    let letters = word.filter(\.isLetter)
    switch rule {
    case .asTyped:
      let isFree = typed.allSatisfy { !$0.isUppercase }
      return (isFree ? word.lowercased() : word) == typed
    case .capitalsAsTyped: return word.map(\.isUppercase) == typed.map(\.isUppercase)
    case .allCapitals: return !letters.isEmpty && letters.allSatisfy { $0.isUppercase }
    case .anyCapitals: return letters.contains { $0.isUppercase }
    case .noCapitals: return !letters.contains { $0.isUppercase }
    }
  }
}

extension BruteForceSearcher {
  /// The words of a document by their positions, as they are written.
  package func words(of document: Int) -> [UInt32: String] {
    var words: [UInt32: String] = [:]
    for word in world.documents[document].words { words[word.position] = word.text }
    return words
  }
}
