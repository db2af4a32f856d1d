// SPDX-License-Identifier: Apache-2.0

import Testing
import TextAnalysis

@Suite struct WordTests {
  @Test(arguments: [
    ("The Old Bridge", "the|old|bridge"),
    ("El Niño azotó Perú", "el|nino|azoto|peru"),
    ("Ο Δήμαρχος μίλησε", "ο|δημαρχοσ|μιλησε"),
    ("Городской совет, ёлка и край", "городской|совет|елка|и|край"),
    ("Այսօր Երևանում", "այսօր|երեւանում"),
    ("ראש הממשלה אמר", "ראש|הממשלה|אמר"),
    ("قال الرئيس إن الحكومة", "قال|الرييس|ان|الحكومه"),
    ("प्रधान मंत्री ने कहा", "प्रधान|मंत्री|ने|कहा"),
    ("প্রধানমন্ত্রী বলেছেন", "প্রধানমন্ত্রী|বলেছেন"),
    ("பிரதமர் கூறினார்", "பிரதமர்|கூறினார்"),
    ("ጠቅላይ ሚኒስትሩ", "ጠቅላይ|ሚኒስትሩ"),
    ("საქართველოს პრეზიდენტი", "საქართველოს|პრეზიდენტი"),
    ("Thủ tướng Việt Nam", "thu|tuong|viet|nam"),
    ("北京市", "北京|京市|市"),
    ("ドナルド・トランプ", "ドナ|ナル|ルド|ドト|トラ|ラン|ンプ|プ"), ("東京・大阪", "東京|京|大阪|阪"),
    ("東京タワー", "東京|京タ|タワ|ワー|ー"),
    ("서울시", "서울|울시|시"),
    ("ไทย", "ไท|ทย|ย"),
    ("ປະເທດ", "ປະ|ະເ|ເທ|ທດ|ດ"),
    ("កម្ពុជា", "កម្ពុ|ម្ពុជា|ជា"),
    ("မြန်မာ", "မြန်|န်မာ|မာ"),
  ])
  func `cuts words in every script`(text: String, expected: String) {
    #expect(terms(text).joined(separator: "|") == expected)
  }

  @Test(arguments: [
    ("U.S.", "us"), ("The U.N. said", "the|un|said"), ("U.S.-based", "us|based"),
    ("J.K. Rowling", "jk|rowling"), ("George W. Bush", "george|w|bush"), ("e.g. this", "eg|this"),
    ("at 5 p.m.", "at|5|pm"), ("S. Korea", "s|korea"), ("U.S.'s", "us"), ("U.S", "us"),
    ("end.Start", "end|start"), ("J.Lo", "j|lo"), ("т.е. так", "те|так"),
    ("A.B.C.News", "abc|news"),
    ("AT&T", "at&t"), ("R&D and S&P 500", "r&d|and|s&p|500"), ("Marks&Spencer", "marks|spencer"),
    ("a & b", "a|b"), ("Q&A", "q&a"), ("&c", "c"),
  ])
  func `joins acronyms`(text: String, expected: String) {
    #expect(terms(text).joined(separator: "|") == expected)
  }

  @Test(arguments: [
    ("Trump's", "trump"), ("TRUMP’S wall", "trump|wall"),
    ("the players' union", "the|players|union"),
    ("don't", "dont"), ("don’t", "dont"), ("donʼt", "dont"), ("we're", "we're"), ("I'm", "im"),
    ("they've", "theyve"), ("We’ll", "we'll"), ("he'd", "he'd"), ("who're", "who're"),
    ("l'économie", "l|economie"), ("L’Équipe", "l|equipe"),
    ("qu'il", "qu|il"), ("jusqu’à", "jusqu|a"), ("lorsqu'on", "lorsqu|on"),
    ("puisqu'elle", "puisqu|elle"), ("quelqu'un", "quelqu|un"), ("dell'anno", "dell|anno"),
    ("nell’aria", "nell|aria"), ("O'Brien", "o|brien"), ("aujourd'hui", "aujourdhui"),
    ("d'aujourd'hui", "d|aujourdhui"), ("rock'n'roll", "rocknroll"), ("'quoted'", "quoted"),
    ("the '90s", "the|90s"), ("1990's", "1990"), ("п'ять", "пять"), ("м’яч", "мяч"),
    ("д'Арк", "д|арк"), ("Qurʾān", "quran"),
    ("Ta'if", "taif"), ("shari'a", "sharia"), ("Hawaiʻi", "hawaii"), ("ʿAbd", "abd"),
    ("Türkiye'nin", "turkiyenin"), ("ג'ורג'", "גורג"), ("צה\"ל", "צהל"), ("צה״ל", "צהל"),
    ("it's", "it"), ("she's.", "she"), ("'s", "s"), ("''", ""), ("a'", "a"),
  ])
  func `reads apostrophes`(text: String, expected: String) {
    #expect(terms(text).joined(separator: "|") == expected)
  }

  @Test(arguments: [
    ("1,000,000", "1000000"), ("1,000", "1000"), ("1000", "1000"), ("3.5", "3.5"), ("3,5", "3.5"),
    ("$1.13bn", "1.13bn"), ("in 2024.", "in|2024"), ("20.000 personas", "20000|personas"),
    ("1.234.567,89", "1234567.89"), ("1,234.56", "1234.56"), ("0.125", "0.125"),
    ("0,125", "0.125"), ("12.05.2024", "12.05.2024"), ("1,2,3", "1|2|3"), ("10.1.2.3", "10.1.2.3"),
    ("192.168.1.1", "192.168.1.1"), ("1'000'000", "1000000"), ("14:30", "14|30"), ("50%", "50"),
    ("G20", "g20"), ("MH370", "mh370"), ("COVID-19", "covid|19"), ("90s", "90s"), ("2nd", "2nd"),
    ("٣٬٥٠٠", "3500"), ("२०२४", "2024"), ("１２３", "123"), ("CO₂", "co2"), ("km²", "km"),
    ("3.5.", "3.5"), ("v2.0", "v2.0"), ("5,000m", "5000m"), ("1,000,20", "1000|20"), ("1/2", "1|2"),
    ("2024,2025", "2024|2025"), (".5", "5"), ("+44 20 7946", "44|20|7946"), ("5'tan", "5|tan"),
  ])
  func `reads numbers`(text: String, expected: String) {
    #expect(terms(text).joined(separator: "|") == expected)
  }

  @Test(arguments: [
    ("COVID-19", "covid|19"), ("left–right", "left|right"), ("foo_bar", "foo|bar"),
    ("https://example.org/news?id=5", "https|example|org|news|id|5"), ("a@b.org", "a|b|org"),
    ("@paper #tag", "paper|tag"), ("and/or", "and|or"), ("col·lecció", "colleccio"),
    ("Πέμπτη·Κυριακή", "πεμπτη|κυριακη"), ("soft\u{ad}hyphen", "softhyphen"),
    ("می‌خواهم", "ميخواهم"), ("a\u{200b}b", "ab"), ("ａｂｃ", "abc"), ("ﬁnance", "finance"),
    ("Straße", "strasse"), ("Ærø", "aero"), ("Łódź", "lodz"), ("Đà Nẵng", "da|nang"),
    ("İstanbul", "istanbul"), ("Diyarbakır", "diyarbakir"), ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
    ("e\u{301}cole", "ecole"), ("ｶﾞｽ", "ガス|ス"), ("か\u{3099}く", "がく|く"),
    ("\u{1112}\u{1161}\u{11ab}\u{1100}\u{116e}\u{11a8}", "한국|국"), ("كــتاب", "كتاب"),
    ("كِتَابٌ", "كتاب"), ("שָׁלוֹם", "שלום"), ("iPhone手机15", "iphone|手机|机|15"),
    ("👍🏽 ok", "ok"), ("Ⅳ", "iv"), ("№ 5", "5"), ("naïve café", "naive|cafe"),
    ("ŉ", "n"), ("Kŷiv", "kyiv"), ("Hausa ƙasa ɗaya", "hausa|kasa|daya"), ("№5", "5"),
  ])
  func `folds and separates`(text: String, expected: String) {
    #expect(terms(text).joined(separator: "|") == expected)
  }

  @Test(arguments: [
    ("Ramírez", "ramirez", "ramírez"), ("Rami\u{301}rez", "ramirez", "ramírez"),
    ("ÉCOLE", "ecole", "école"), ("ộ", "o", "ộ"), ("o\u{302}\u{323}", "o", "ộ"),
    ("o\u{323}\u{302}", "o", "ộ"), ("Straße", "strasse", "straße"), ("Ёлка", "елка", "ёлка"),
    ("plain", "plain", "plain"), ("１２", "12", "12"), ("ﬁn", "fin", "fin"),
    ("col·lecció", "colleccio", "col·lecció"), ("don’t", "dont", "don't"),
    ("أحمد", "احمد", "أحمد"),
    ("がく", "がく", "がく"), ("İ", "i", "i"),
  ])
  func `keeps the lower-cased form with accents`(text: String, term: String, surface: String) {
    let first = tokens(text).first
    #expect(first?.text == term)
    #expect(first?.surface == Array(surface.utf8))
    #expect(first?.flags.contains(.hasSurface) == (term != surface))
  }

  @Test(arguments: [
    ("Trump's wall", "Trump|wall"), ("U.S. troops", "U.S.|troops"), ("l’été", "l|été"),
    ("1,000 x", "1,000|x"), ("北京市", "北京|京市|市"), ("«Rami\u{301}rez»", "Rami\u{301}rez"),
    ("U.S.'s army", "U.S.|army"), ("don’t,", "don’t"),
  ])
  func `ranges point at the words`(text: String, expected: String) {
    #expect(sources(text).joined(separator: "|") == expected)
  }

  @Test(arguments: [
    ("e-mail", "e|+email:2|mail"), ("E‑Mail", "e|+email:2|mail"),
    ("COVID–19", "covid|+covid19:2|19"),
    ("e - mail", "e|mail"), ("e--mail", "e|mail"), ("word—word", "word|word"), ("-x-", "x"),
    ("mother-in-law", "mother|+motherin:2|+motherinlaw:3|in|+inlaw:2|law"),
    ("a-b-c-d-e", "a|+ab:2|+abc:3|+abcd:4|b|+bc:2|+bcd:3|c|+cd:2|d|e"),
    ("2024-05-12", "2024|05|12"), ("19-year-old", "19|+19year:2|+19yearold:3|year|+yearold:2|old"),
    ("U.S.-based", "us|+usbased:2|based"), ("Ré-Élection", "re|+reelection:2|election"),
    ("O'Brien", "o|+obrien:2|brien"), ("o'clock", "o|+oclock:2|clock"), ("d'une", "d|une"),
    ("N’Djamena", "n|+ndjamena:2|djamena"), ("d'Alembert", "d|+dalembert:2|alembert"),
    (
      "Saint-Jean-d'Angély",
      "saint|+saintjean:2|+saintjeand:3|+saintjeandangely:4|jean|+jeand:2|+jeandangely:3|d|+dangely:2|angely"
    ),
    ("McDonald's", "mcdonald|+mcdonalds:1"), ("the 1990's", "the|1990|+1990s:1"),
    ("mother's", "mother"), ("Türkiye'nin", "turkiyenin|+turkiye:1"), ("Don't", "dont"),
    ("govern-\nment", "govern|+government:2|ment"),
    ("govern-\r\n  ment", "govern|+government:2|ment"),
    ("pre-\nWar", "pre|war"), ("al-ʿAzīz", "al|+alaziz:2|aziz"), ("בית־ספר", "בית|+ביתספר:2|ספר"),
    ("Нью-Йорк", "нью|+ньюйорк:2|йорк"), ("5G-手机", "5g|手机|机"), ("手机-5G", "手机|机|5g"),
    ("soft\u{ad}-hyphen", "soft|+softhyphen:2|hyphen"),
  ])
  func `says what words with hyphens or apostrophes are in one`(text: String, expected: String) {
    #expect(joinedTerms(text) == expected)
  }

  @Test
  func `a joined form stands where its first word does, and covers all of them`() {
    let found = tokens(Array("an e-mail came".utf8))
    #expect(found.map(\.position) == [0, 1, 1, 2, 3])
    #expect(found[2].range == 3..<9)
    #expect(tokens("an e-mail came").map(\.position) == [0, 1, 2, 3])
  }

  @Test
  func `positions count tokens from where they are told to`() {
    var analyzer = Analyzer()
    var batch = TokenBatch()
    var positions: [UInt32] = []
    let text = Array("one two 北京 three".utf8)
    let next = text.withUnsafeBufferPointer { text in
      analyzer.analyze(text, from: 7, batch: &batch) { batch in
        for index in 0..<batch.count { positions.append(batch.position[index]) }
      }
    }
    #expect(positions == [7, 8, 9, 10, 11])
    #expect(next == 12)
    #expect(batch.count == 0)
  }

  @Test
  func `only the last character of a run is marked as its end`() {
    #expect(tokens("北京市 abc 中").map(\.isRunEnd) == [false, false, true, false, true])
  }

  @Test(arguments: ["x", "é", "ﬃ", "क", "x'", "北", "1"])
  func `a term has at most 255 bytes and ends at a character`(character: String) {
    for padding in 0..<4 {
      let text = String(repeating: "y", count: padding) + String(repeating: character, count: 700)
      for token in tokens(text) {
        #expect(token.term.count <= 255 && token.surface.count <= 255)
        #expect(Array(token.text.utf8) == token.term)
        #expect(Array(token.surfaceText.utf8) == token.surface)
      }
    }
  }

  @Test
  func `a batch never holds more than it has room for, and nothing is lost`() {
    var analyzer = Analyzer()
    var batch = TokenBatch()
    let words = (0..<3000).map { "Wörd\($0)" + String(repeating: "ab", count: $0 % 120) }
    let text = Array(words.joined(separator: " ").utf8)
    var seen = 0
    var batches = 0
    text.withUnsafeBufferPointer { text in
      _ = analyzer.analyze(text, from: 0, batch: &batch) { batch in
        batches += 1
        seen += batch.count
        for index in 0..<batch.count {
          let term = Array(batch.term(index))
          #expect(batch.hash[index] == TermHash.hash(term))
          #expect(batch.offset[index] % 8 == 0)
          let padded = (term.count + 7) & ~7
          let padding = (term.count..<padded).map { batch.arena[Int(batch.offset[index]) + $0] }
          #expect(padding.allSatisfy { $0 == 0 })
        }
      }
    }
    #expect(seen == 3000)
    #expect(batches >= 3000 / TokenBatch.capacity)
  }
}
