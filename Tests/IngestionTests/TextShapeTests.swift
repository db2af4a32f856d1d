// SPDX-License-Identifier: Apache-2.0

import Articles
import Ingestion
import Testing

private let first = """
  The harbour authority said on Monday that the old lighthouse would be lit again next spring, \
  after two winters in the dark.
  """
private let second = """
  Work on the lantern began in April and has cost less than was feared, the authority said, and \
  the rest will go to the road.
  """

@Suite
struct TextShapeTests {
  private func kinds(_ text: String, name: String = "a.txt") throws -> [Paragraph] {
    try article(text, name: name).paragraphs
  }

  // MARK: Lines

  @Test(arguments: ["\r", "\n", "\r\n"])
  func `a text is the same with any line end, with or without the last`(end: String) throws {
    let lines = [
      "Lighthouse to shine again", "", "By Ada Quill", "31 July 2025", "", first, "", second,
    ]
    let closed = try article(lines.joined(separator: end) + end)
    #expect(try article(lines.joined(separator: end)) == closed)
    #expect(closed.title?.value == "Lighthouse to shine again")
    #expect(closed.authors?.value == ["Ada Quill"])
    #expect(closed.published?.value.iso8601 == "2025-07-31")
    #expect(closed.paragraphs.map(\.text) == [first, second])
  }

  @Test
  func `mixed line ends are line ends`() throws {
    let article = try article("Lighthouse to shine again\r\n\r\(first)\n\r\n\(second)\r")
    #expect(article.title?.value == "Lighthouse to shine again")
    #expect(article.paragraphs.map(\.text) == [first, second])
  }

  @Test
  func `articles of a text that grows in UTF-8 share the whole original`() throws {
    // One byte a letter in windows-1251, two in UTF-8.
    let sea = "\u{43c}\u{43e}\u{440}\u{435} \u{438} \u{43f}\u{43e}\u{440}\u{442} "
    let long = String(repeating: sea, count: 60) + "\u{43e}\u{43a}."
    let text = "Tide\n\nBy Ada Quill\n\n\(first)\n\u{C}Port\n\nBy Bo Ferry\n\n\(long)\n"
    let bytes = text.unicodeScalars.map { scalar in
      UInt8(scalar.value < 0x80 ? scalar.value : scalar.value - 0x410 + 0xC0)
    }
    var reader = ArticleReader()
    let result = reader.read(bytes, as: SourceHint(fileName: "tides.txt"))
    #expect(result.articles.map(\.article.title?.value) == ["Tide", "Port"])
    #expect(result.articles.map(\.charset) == ["windows-1251", "windows-1251"])
    #expect(result.articles.map(\.original.place) == [0..<bytes.count, 0..<bytes.count])
    #expect(result.articles.map(\.ordinal) == [0, 1])
  }

  @Test
  func `zero bytes are no text and end none`() throws {
    let article = try article("Lighthouse to\0 shine again\n\n\(first)\0\n\n\(second)")
    #expect(article.title?.value == "Lighthouse to shine again")
    #expect(article.paragraphs.map(\.text) == [first, second])
  }

  @Test
  func `a line of a megabyte is one paragraph`() throws {
    let long = String(repeating: "The lamp burns on. ", count: 50_000)
    let paragraphs = try kinds("Lighthouse to shine again\n\n\(long)\n\n\(second)")
    #expect(paragraphs.map(\.text.utf8.count) == [long.utf8.count - 1, second.utf8.count])
  }

  @Test
  func `a headline alone is a title`() throws {
    let article = try article("Lighthouse to shine again")
    #expect(article.title?.value == "Lighthouse to shine again")
  }

  @Test(arguments: ["\n\n \n", "\u{FEFF}", "\u{0C}\u{0C}", "---\n---", "###"])
  func `a file without words is passed over with a reason`(text: String) {
    let result = read(text)
    #expect(result.articles.isEmpty && result.skipped.map(\.reason) == [.noText])
  }

  // MARK: Scripts

  @Test
  func `Chinese needs no blanks`() throws {
    let text = """
      盐港灯塔明年春天将重新点亮

      作者：王小明
      2025年7月31日 08:20

      新华社盐港7月31日电 港务局星期一表示，这座老灯塔在黑暗中度过两个冬天之后，明年春天将重新点亮。渔民和两家轮渡公司一直要求这样做。

      “没有人相信，”守灯三十一年的方太太说。她每个星期天仍然爬上一百四十四级台阶。
      """
    let article = try article(text)
    #expect(article.title?.value == "盐港灯塔明年春天将重新点亮")
    #expect(article.authors?.value == ["王小明"])
    #expect(article.published?.value.iso8601 == "2025-07-31T08:20")
    #expect(article.agency?.value == "新华社")
    #expect(article.dateline?.value == "盐港")
    #expect(article.paragraphs.count == 2)
  }

  @Test
  func `wrapped Japanese is joined without blanks`() throws {
    let text = """
      塩港の灯台、来春に再び点灯へ

      港湾当局は月曜日、古い灯台を来年の春に再び点灯すると発表し
      た。二度の冬の間、灯台は暗いままだった。漁師と二つのフェリ
      ー会社がこれを求めていた。議会は新しい灯器の予算を可決して
      いる。
      """
    let paragraphs = try kinds(text)
    #expect(paragraphs.count == 1)
    #expect(paragraphs.first?.text.contains("発表した。二度の冬") == true)
  }

  @Test
  func `Arabic is read from its own labels and digits`() throws {
    let text = """
      منارة ميناء الملح تضيء من جديد

      بقلم ليلى حداد
      ٣١ يوليو ٢٠٢٥

      قالت سلطة الميناء يوم الاثنين إن المنارة القديمة ستضاء من جديد في الربيع المقبل بعد شتاءين من الظلام.
      """
    let article = try article(text)
    #expect(article.title?.value == "منارة ميناء الملح تضيء من جديد")
    #expect(article.authors?.value == ["ليلى حداد"])
    #expect(article.published?.value.iso8601 == "2025-07-31")
    #expect(article.paragraphs.count == 1)
  }

  // MARK: Wrapped text

  @Test
  func `hyphens of compounds stay, lists and verse keep their lines`() throws {
    let text = """
      Lighthouse to shine again

      The harbour authority said on Monday that the old lighthouse and its well-
      known keeper would be back next spring, after two winters in the dark. Fisher-
      men and the ferry lines had asked for it, and the council voted the money
      at once.

      - a new lantern of forty lamps, which was made in the town of Glassbury
        and paid for by the ferry lines
      - two keepers

      Burn, lamp,
      over the bay,
      night and day.
      """
    #expect(
      try kinds(text).map { $0.text.prefix(40) } == [
        "The harbour authority said on Monday tha", "a new lantern of forty lamps, which was ",
        "two keepers", "Burn, lamp,", "over the bay,", "night and day.",
      ]
    )
    #expect(try kinds(text)[0].text.contains("its well-known keeper"))
    #expect(try kinds(text)[0].text.contains("Fishermen and the ferry"))
    #expect(try kinds(text)[1].kind == .listItem)
  }

  @Test
  func `two wrapped lines are one paragraph where the first has no room`() throws {
    let text = """
      Lighthouse to shine again

      The harbour authority said on Monday that the old lighthouse would
      be lit again next spring.
      """
    #expect(try kinds(text).count == 1)
  }

  // MARK: Markdown

  @Test
  func `Markdown gives kinds, and loses its marks`() throws {
    let text = """
      ---
      title: >
        Lighthouse to shine
        again
      author:
        name: "Ada Quill"
      date: 2025-07-31T14:05:00+02:00
      tags:
        - coast
      ---
      ![The lamp at dusk](lamp.jpg)

      The [harbour authority](https://bell.example/a_b) said *on Monday* that the **old** lighthouse
      would be `lit` again, see <https://bell.example> and snake_case \\*stars\\*.

      Two winters
      -----------

      ### In the dark ###

      1. First the lamp
      2. Then the road

      > Nobody believed it.

      ```
      lamp = on
      ```

      [1]: https://bell.example/
      """
    let article = try article(text, name: "a.md")
    #expect(article.title?.value == "Lighthouse to shine again")
    #expect(article.authors?.value == ["Ada Quill"])
    #expect(article.published?.value.iso8601 == "2025-07-31T14:05:00+02:00")
    #expect(
      article.paragraphs == [
        Paragraph("The lamp at dusk", kind: .caption),
        Paragraph(
          """
          The harbour authority said on Monday that the old lighthouse would be lit again, see \
          https://bell.example and snake_case *stars*.
          """
        ),
        Paragraph("Two winters", kind: .heading), Paragraph("In the dark", kind: .heading),
        Paragraph("First the lamp", kind: .listItem), Paragraph("Then the road", kind: .listItem),
        Paragraph("Nobody believed it.", kind: .quote), Paragraph("lamp = on"),
      ]
    )
  }

  @Test
  func `brackets without end cost no time`() {
    let open = String(repeating: "[", count: 100_000) + String(repeating: "](http", count: 20_000)
    #expect(read("# Lighthouse to shine again\n\n\(open)").articles.count == 1)
  }

  // MARK: One article

  @Test(arguments: [
    "\n\n***\n\n", "\n\n* * *\n\n", "\n\n---\n\n", "\n\n\n\n\n",
    "\n\n***\n\nTwo winters in the dark\n\n",
    "\n\n---\n\n## Two winters in the dark\n\n", "\n\nTwo winters in the dark\n\n",
    "\n\nAnalysis: why it took so long\n\nBy Bo Ferry\n\n",
  ])
  func `breaks between scenes part no articles`(separator: String) {
    let text =
      "Lighthouse to shine again\n\nBy Ada Quill\n31 July 2025\n\n\(first)\(separator)\(second)"
    #expect(read(text).articles.count == 1)
  }

  @Test
  func `an inexact date is completed by the day of capture, and marked so`() throws {
    let head = "Title: Lighthouse to shine again\nRetrieved: 2025-08-02\n\n"
    for (line, expected) in [
      ("Yesterday", "2025-08-01"), ("3 days ago", "2025-07-30"), ("July 31", "2025-07-31"),
      ("December 24", "2024-12-24"), ("Today, 14:05", "2025-08-02T14:05"),
    ] {
      let article = try article("\(head)\(line)\n\n\(first)")
      #expect(article.published?.value.iso8601 == expected)
      #expect(article.published?.origin == .derived)
    }
    for line in ["3 hours ago", "2 weeks ago"] {
      #expect(try article("\(head)\(line)\n\n\(first)").published == nil)
    }
  }

  @Test(
    arguments: [
      ("LA MESILLA, Guatemala (AP) — ", "LA MESILLA, Guatemala", "AP"),
      ("WASHINGTON, D.C. (AP) — ", "WASHINGTON, D.C.", "AP"),
      ("ST. JOHN'S (Reuters) - ", "ST. JOHN'S", "Reuters"), ("PARIS (AFP) – ", "PARIS", "AFP"),
      ("BERLIN, Feb 26 (dpa) - ", "BERLIN", "dpa"), ("Berlin (dpa) - ", "Berlin", "dpa"),
      ("Moskau/Kiew (dpa) - ", "Moskau/Kiew", "dpa"), ("MADRID, 3 ene. (EFE).- ", "MADRID", "EFE"),
      ("Frankfurt am Main (dpa/lhe) - ", "Frankfurt am Main", "dpa/lhe"),
      ("Rio de Janeiro, 26 fev (Lusa) – ", "Rio de Janeiro", "Lusa"),
      ("(ANSA) - ROMA, 26 FEB - ", "ROMA", "ANSA"),
      ("Roma, 26 feb. - (Adnkronos) - ", "Roma", "Adnkronos"),
      ("МОСКВА, 26 февраля. /ТАСС/. ", "МОСКВА", "ТАСС"),
      ("МОСКВА, 26 фев — РИА Новости. ", "МОСКВА", "РИА Новости"),
      ("BEIJING, Feb. 26 (Xinhua) -- ", "BEIJING", "Xinhua"), ("(CNN) -- ", nil, "CNN"),
      ("NEW YORK (CNN Business) -- ", "NEW YORK", "CNN Business"), ("(CNN) ", nil, "CNN"),
      ("SALTHAVEN (AP) ", "SALTHAVEN", "AP"),
      ("BELGRADE (BETA) - ", "BELGRADE", "BETA"),
    ] as [(String, String?, String)]
  )
  func `datelines of many services give place and service`(
    lead: String,
    place: String?,
    agency: String
  ) throws {
    let article = try article("Lighthouse to shine again\n\n\(lead)\(first)\n\n\(second)")
    #expect(article.dateline?.value == place)
    #expect(article.agency?.value == agency)
    #expect(article.published == nil)
    #expect(article.paragraphs.count == 2)
  }

  @Test(arguments: [
    ("By Ada Quill in Salthaven", ["Ada Quill"]),
    ("By Ada Quill | The Salthaven Bell", ["Ada Quill"]),
    ("By Ada Quill and Bo Ferry, The Associated Press", ["Ada Quill", "Bo Ferry"]),
    ("By Ada Quill (Reuters)", ["Ada Quill"]),
    ("By Ada Quill July 31, 2025 3:15 p.m. ET", ["Ada Quill"]),
    ("Ada Quill | 31 July 2025", ["Ada Quill"]), ("Ada Quill, Reuters", ["Ada Quill"]),
    ("Por Ada Quill, Salthaven, 31 de julio de 2025", ["Ada Quill"]),
  ])
  func `bylines name people, not places and outlets`(line: String, authors: [String]) throws {
    let article = try article("Lighthouse to shine again\n\n\(line)\n\n\(first)\n\n\(second)")
    #expect(article.authors?.value.filter { $0 != "Salthaven" } == authors)
    #expect(article.paragraphs.count == 2)
  }

  @Test(arguments: [
    "By ADA QUILL\nStaff Writer", "BY ADA QUILL\nSalthaven Bell Staff Writer\nJuly 31, 2025",
    "**By ADA QUILL** | *July 31, 2025*", "By ADA QUILL | 5 hours ago", "ADA QUILL\nJuly 31, 2025",
  ])
  func `offices and marks of emphasis are no text`(lines: String) throws {
    for gap in ["\n", "\n\n"] where gap == "\n\n" || !lines.hasPrefix("**") {
      let article = try article("Lighthouse to shine again\(gap)\(lines)\n\n\(first)\n\n\(second)")
      #expect(article.title?.value == "Lighthouse to shine again")
      #expect(article.authors?.value == ["ADA QUILL"])
      #expect(article.paragraphs.map(\.text) == [first, second])
    }
  }

  @Test
  func `what is left out of a text is told with its reason`() throws {
    let text = """
      BC-STORM-COAST
      UPDATE 1-Lighthouse to shine again

      3 hours ago

      Share

      \(first)

      \(second) (Reporting by Ada Quill; Editing by Bo Ferry)

      ###

      (c) Copyright Bell 2025. All rights reserved.

      Related:
      Gulls return
      """
    var hint = SourceHint(fileName: "a.txt")
    hint.wantsDropped = true
    var reader = ArticleReader()
    let read = try #require(reader.read(Array(text.utf8), as: hint).articles.first)
    #expect(read.article.paragraphs.map(\.text) == [first, second])
    #expect(
      Set(read.dropped.map(\.reason)) == [
        .slug, .inexactDate, .phrase, .credit, .separator, .copyright, .related,
      ]
    )
    #expect(read.article.authors?.value == ["Ada Quill"])
  }
}
