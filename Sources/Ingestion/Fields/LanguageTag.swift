// SPDX-License-Identifier: Apache-2.0

/// Language tags as markup and records give them.
enum LanguageTag {
  /// The primary language of a tag such as `en-US`, as ISO 639-1 where there is one; nil if the
  /// text is no tag.
  static func code(of tag: String) -> String? {
    let primary = tag.lowercased().prefix { $0 != "-" && $0 != "_" && $0 != " " && $0 != "," }
    if let short = shorter[String(primary)] { return short }
    guard (2...3).contains(primary.utf8.count), primary.utf8.allSatisfy(\.isLetter) else {
      return nil
    }
    return primary == "und" || primary == "mul" || primary == "zxx" ? nil : String(primary)
  }

  /// Old codes, three-letter codes that have a shorter one, and names.
  private static let shorter: [String: String] = [
    "iw": "he", "in": "id", "ji": "yi", "eng": "en", "deu": "de", "ger": "de", "fra": "fr",
    "fre": "fr", "spa": "es", "por": "pt", "ita": "it", "nld": "nl", "dut": "nl", "rus": "ru",
    "ukr": "uk", "pol": "pl", "ces": "cs", "cze": "cs", "slk": "sk", "hun": "hu", "ron": "ro",
    "rum": "ro", "bul": "bg", "ell": "el", "gre": "el", "tur": "tr", "ara": "ar", "fas": "fa",
    "per": "fa", "heb": "he", "hin": "hi", "zho": "zh", "chi": "zh", "jpn": "ja", "kor": "ko",
    "vie": "vi", "ind": "id", "tha": "th", "swe": "sv", "dan": "da", "nor": "no", "fin": "fi",
    "cat": "ca", "hrv": "hr", "srp": "sr", "slv": "sl", "lit": "lt", "lav": "lv", "est": "et",
    "amh": "am", "hau": "ha", "ibo": "ig", "lin": "ln", "lug": "lg", "orm": "om", "run": "rn",
    "sna": "sn", "som": "so", "swa": "sw", "tir": "ti", "xho": "xh", "yor": "yo", "zul": "zu",
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "spanish": "es",
    "español": "es", "portuguese": "pt", "italian": "it", "russian": "ru", "chinese": "zh",
    "arabic": "ar", "japanese": "ja",
  ]
}
