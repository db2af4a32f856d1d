// SPDX-License-Identifier: Apache-2.0

/// What may follow `lang:`.
package enum LanguageCode {
  static func isCode(_ text: String) -> Bool {
    (2...3).contains(text.utf8.count)
      && text.utf8.allSatisfy { (0x61...0x7A).contains($0 | 0x20) }
  }

  /// The code of a language spelt out in English or in itself, for a suggestion.
  package static func code(named name: String) -> String? {
    codes[name.lowercased()]
  }

  private static let codes = [
    "arabic": "ar", "chinese": "zh", "dutch": "nl", "english": "en", "french": "fr",
    "français": "fr", "german": "de", "deutsch": "de", "greek": "el", "hebrew": "he",
    "hindi": "hi", "italian": "it", "italiano": "it", "japanese": "ja", "korean": "ko",
    "persian": "fa", "polish": "pl", "portuguese": "pt", "português": "pt", "russian": "ru",
    "spanish": "es", "español": "es", "swedish": "sv", "turkish": "tr", "ukrainian": "uk",
  ]
}
