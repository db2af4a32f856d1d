// SPDX-License-Identifier: Apache-2.0

@testable import Searching
import TestSupport
import Testing

/// Patterns, misspellings and what is suggested do not depend on accents, apostrophes or hyphens, in
/// any script.
struct ScriptPatternTests {
  /// A word as an article has it, patterns and misspellings that must find it, and such as must not.
  struct Row: Sendable {
    var text: String
    var patterns: [String]
    var misspellings: [String]
    var others: [String]
  }

  static let rows = [
    Row(
      text: "Der Präsident Müller sprach.",
      patterns: ["Präs*", "pras*", "*üller", "m?ller", "MU\u{308}L*"],
      misspellings: ["Präsidnet", "prasdent", "Mülker"],
      others: ["pres*", "m??ller"]
    ),
    Row(
      text: "Ông Nguyễn Phú Trọng đến Đà Nẵng.",
      patterns: ["Ngu*n", "nguy*", "*ọng", "n?ng", "đ*n"],
      misspellings: ["Nguyen", "Ngyuễn", "Trông"],
      others: ["ngo*"]
    ),
    Row(
      text: "İstanbul’da Erdoğan konuştu.",
      patterns: ["istan*", "İstan*", "*doğan", "erdo?an"],
      misspellings: ["Erdogam", "Edroğan"],
      others: ["ista?"]
    ),
    Row(
      text: "Η Θεσσαλονίκη και ο Σεφέρης.",
      patterns: ["Θεσσαλ*", "θεσσαλονικ?", "*φερης", "ΣΕΦ*Σ"],
      misspellings: ["θεσαλονίκη", "Σεφερις"],
      others: ["θεσσ?"]
    ),
    Row(
      text: "Зелёная река вышла из берегов.",
      patterns: ["Зелё*", "зеле*", "*река*", "бер?гов"],
      misspellings: ["зелоная", "берегав"],
      others: ["река?"]
    ),
    Row(
      text: "Об'єднання сіл Прикарпаття.",
      patterns: ["прикарп*", "*карпатт*", "сі?"],
      misspellings: ["прикарпття", "Прикарпатя"],
      others: ["прикарп?"]
    ),
    Row(
      text: "הַמֶּמְשָׁלָה הודיעה היום.",
      patterns: ["הממש*", "*משלה", "הממ?לה"],
      misspellings: ["הממשלא", "הממלשה"],
      others: ["הממש?"]
    ),
    Row(
      text: "أعلنت الحكومةُ عن القرار.",
      patterns: ["الحكو*", "*حكومة*", "القر?ر"],
      misspellings: ["الحوكمة", "القراد"],
      others: ["القر?"]
    ),
    Row(
      text: "सरकार ने हिन्दी में कहा।",
      patterns: ["सरक*", "*रकार", "हिन्द*"],
      misspellings: ["सकरार", "सरकर"],
      others: ["सर?"]
    ),
    Row(
      text: "সরকার ঘোষণা করেছে।",
      patterns: ["সরক*", "*রকার"],
      misspellings: ["সকরার", "সরকর"],
      others: ["সর?"]
    ),
    Row(
      text: "அரசாங்கம் அறிவித்தது.",
      patterns: ["அரசா*", "*அறிவி*"],
      misspellings: ["அரசாங்கம"],
      others: ["அர?"]
    ),
    Row(
      text: "საქართველო და თბილისი.",
      patterns: ["საქართ*", "თბ?ლისი", "*ველო"],
      misspellings: ["საქრთველო", "თბილსიი"],
      others: ["თბ?"]
    ),
    Row(
      text: "Հայաստանի կառավարությունը։",
      patterns: ["հայաստ*", "ՀԱՅ*Ի", "*վարություն*"],
      misspellings: ["հայստանի"],
      others: ["հայ?"]
    ),
    Row(
      text: "የኢትዮጵያ መንግሥት።",
      patterns: ["የኢትዮ*", "*ግሥት"],
      misspellings: ["የኢትጵያ"],
      others: ["የኢ?"]
    ),
    Row(
      text: "Le café d’Orsay, l’hôtel Élysée.",
      patterns: ["caf?", "Élys*", "elys*", "*tel", "h?tel"],
      misspellings: ["cafè", "Elisée", "hotle"],
      others: ["café?"]
    ),
  ]

  private func found(_ query: Query, in text: String) throws -> Bool {
    let documents = [
      SearcherTests.document("Nothing of the kind."), SearcherTests.document(text, language: ""),
    ]
    let segments = try SearchSegments(documents, sizes: [1])
    return try Searcher(segments.readers).search(SearchRequest(query)).hits.contains {
      $0.article == 1
    }
  }

  @Test(arguments: ScriptPatternTests.rows)
  func `finds words by patterns`(_ row: Row) throws {
    for pattern in row.patterns {
      #expect(try found(Query(.pattern(pattern)), in: row.text), "\(pattern)")
    }
    for pattern in row.others {
      #expect(try !found(Query(.pattern(pattern)), in: row.text), "\(pattern)")
    }
  }

  @Test(arguments: ScriptPatternTests.rows)
  func `finds and suggests words by misspellings`(_ row: Row) throws {
    let segments = try SearchSegments([SearcherTests.document(row.text, language: "")], sizes: [1])
    let searcher = try Searcher(segments.readers)
    for word in row.misspellings {
      #expect(try found(Query(.fuzzy(word, edits: 2)), in: row.text), "\(word)")
      #expect(try !searcher.nearest(to: word, in: nil, limit: 3).isEmpty, "\(word)")
    }
  }
}
