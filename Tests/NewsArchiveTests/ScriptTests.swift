// SPDX-License-Identifier: Apache-2.0

import Articles
import Foundation
import NewsArchive
import Testing

/// Words of many scripts, filed and searched for in every way they are written: with and without
/// marks, apostrophes and hyphens, composed and decomposed.
///
/// Each way finds all the others, marked.
@Suite struct ScriptTests {
  /// Each row is one word.
  static let words: [[String]] = [
    // Latin
    ["Łódź", "Lodz", "ŁÓDŹ"], ["Straße", "Strasse", "STRASSE"], ["Søren", "Soren"],
    ["Æthelred", "Aethelred"], ["cœur", "coeur"], ["Þórunn", "Thorunn"], ["Ħamrun", "Hamrun"],
    ["Diyarbakır", "Diyarbakir", "DİYARBAKIR"], ["İzmir", "Izmir", "izmir"], ["Đồng", "Dong"],
    ["Nguyễn", "Nguyen"], ["Ramírez", "Ramirez", "RAMÍREZ"], ["ﬁnance", "finance"],
    ["Ｔｏｋｙｏ", "Tokyo"], ["col·lecció", "collecció", "colleccio"], ["Kŷiv", "Kyiv"],
    // Hyphens of all kinds
    ["COVID-19", "COVID19", "COVID‑19", "COVID–19", "covid\u{2212}19"],
    ["e-mail", "email", "E‐mail"],
    ["soft\u{ad}ware", "software"], ["ré-élection", "reelection", "réélection"],
    ["Marie-Claire", "Marieclaire"], ["W-2", "W2"], ["Il-76", "Il76"],
    // Apostrophes of all kinds
    ["O'Brien", "O’Brien", "OʼBrien", "OBrien"], ["don't", "don’t", "dont"],
    ["Qur'an", "Qurʾān", "Quran"], ["Hawaiʻi", "Hawai'i", "Hawaii"],
    ["aujourd'hui", "aujourd’hui", "aujourdhui"], ["McDonald's", "McDonald’s", "McDonalds"],
    ["N'Djamena", "N’Djamena", "Ndjamena"], ["d'Alembert", "d’Alembert", "Dalembert"],
    ["Ta'izz", "Taʿizz", "Taizz"], ["1990's", "1990s"], ["o'clock", "o`clock"], ["U.N.", "UN"],
    // Greek
    ["Αθήνα", "ΑΘΗΝΑ", "Αθηνα", "Ἀθήνα"], ["Σίσυφος", "ΣΙΣΥΦΟΣ", "Σισυφος"],
    // Cyrillic
    ["ёлка", "елка", "ЁЛКА"], ["п'ять", "п’ять", "пять"], ["Нью-Йорк", "Нью‑Йорк", "НьюЙорк"],
    ["Край", "край"],
    // Hebrew
    ["שָׁלוֹם", "שלום"], ["בית־ספר", "בית-ספר", "ביתספר"], ["צה״ל", "צהל"],
    ["ג'ירפה", "ג׳ירפה", "גירפה"],
    // Arabic and Persian
    ["كِتَابٌ", "كتاب", "كــتاب", "کتاب"], ["أحمد", "احمد"], ["مدرسة", "مدرسه"], ["مستشفى", "مستشفي"],
    ["مسؤول", "مسوول"], ["می‌خواهم", "میخواهم"],
    // Devanagari, Bengali, Tamil
    ["क़लम", "कलम"], ["हिन्‍दी", "हिन्दी"], ["পড়া", "পড়া"], ["கொடி", "கொடி"],
    // Thai, Lao, Khmer
    ["กรุงเทพ"], ["ວຽງຈັນ"], ["កម្ពុជា"],
    // Korean, Japanese, Chinese
    ["한국", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}"], ["ガス", "ｶﾞｽ", "カ\u{3099}ス"],
    ["ドナルド・トランプ", "ドナルドトランプ", "ﾄﾞﾅﾙﾄﾞ･ﾄﾗﾝﾌﾟ"], ["北京"], ["\u{f900}山", "\u{8c48}山"],
    // Georgian, Armenian, Ethiopic
    ["საქართველო", "ᲡᲐᲥᲐᲠᲗᲕᲔᲚᲝ"], ["Երևան", "Երեւան", "ԵՐԵՒԱՆ"], ["ինչո՞ւ", "ինչու"], ["ሰላም"],
    // Digits
    ["٢٠٢٤", "2024", "２０２４", "२०२४"],
  ]

  private let archive: SampleArchive

  init() throws {
    archive = try SampleArchive()
    for (row, spellings) in Self.words.enumerated() {
      for (column, spelling) in Self.forms(spellings).enumerated() {
        try archive.write(
          "Report \(row)x\(column)\n\nIt stands there (\(spelling)), and nothing more.\n",
          to: "\(row)-\(column).txt"
        )
      }
    }
    try archive.index()
  }

  /// All ways to write a word, each composed and decomposed.
  private static func forms(_ spellings: [String]) -> [String] {
    var forms: [String] = []
    for spelling in spellings {
      let normal = [
        spelling, spelling.precomposedStringWithCanonicalMapping,
        spelling.decomposedStringWithCanonicalMapping,
      ]
      for form in normal where !forms.contains(where: { $0.utf8.elementsEqual(form.utf8) }) {
        forms.append(form)
      }
    }
    return forms
  }

  @Test func `every way to write a word finds all others and marks them`() throws {
    let archive = try archive.open()
    for (row, spellings) in Self.words.enumerated() {
      let forms = Self.forms(spellings)
      for typed in forms + forms.map({ "\"\($0)\"" }) {
        var options = SearchOptions(query: typed)
        options.limit = .max
        let hits = try archive.search(options).hits
        let titles = hits.compactMap { $0.article.title?.value }.filter {
          $0.hasPrefix("Report \(row)x")
        }
        #expect(Set(titles).count == forms.count, "\(typed): \(titles)")
        for hit in hits where hit.article.title?.value.hasPrefix("Report \(row)x") ?? false {
          #expect(isMarked(hit), "\(typed) in \(hit.fragments.map(\.text))")
        }
      }
    }
  }

  /// Whether what stands in brackets is marked, from its first letter on.
  private func isMarked(_ hit: FoundArticle) -> Bool {
    hit.fragments.contains { fragment in
      let bytes = Array(fragment.text.utf8)
      guard let open = bytes.firstIndex(of: UInt8(ascii: "(")) else { return false }
      return fragment.marks.contains { $0.lowerBound == open + 1 }
    }
  }
}
