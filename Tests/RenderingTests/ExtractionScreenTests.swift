// SPDX-License-Identifier: Apache-2.0

import Articles
import Ingestion
import Rendering
import SystemPackage
import Testing

@testable import NewsArchive

/// Expected screens of what would be filed.
struct ExtractionScreenTests {
  /// What would be filed of a text with that name.
  private func found(_ text: String, named name: String) throws -> [Extraction.Finding] {
    var findings: [Extraction.Finding] = []
    try Extraction().run(Array(text.utf8), name: name) { (finding) throws(ArchiveError) in
      findings.append(finding)
    }
    return findings
  }

  private func article(_ text: String, named name: String) throws -> ExtractedArticle {
    guard case .article(let article) = try found(text, named: name).first else {
      throw Failed()
    }
    return article
  }

  struct Failed: Error {}

  private var bells: ExtractedArticle {
    var article = Article()
    article.title = Sourced("Bells return to the tower", .openGraph)
    let address = "https://ledger.example/2024/05/bells-return-to-the-tower"
    article.canonicalURL = Sourced(address, .meta)
    article.deck = Sourced("After two months away, all four of them are home again", .text)
    article.paragraphs = [
      Paragraph("The four bells that left the tower in March came home on a hay cart on Saturday."),
      Paragraph("A new rope", kind: .heading),
      Paragraph("We had to buy rope by the metre, and nobody sells bell rope.", kind: .quote),
      Paragraph("The cart with the bells", kind: .caption),
    ]
    return ExtractedArticle(
      path: "bells.html",
      ordinal: 0,
      article: article,
      mediaType: "text/html",
      charset: "windows-1252",
      place: 0..<748,
      size: 748,
      sha256: "ab12",
      notes: ["the character set was guessed"],
      dropped: [
        DroppedText(
          text:
            "Home News Sport Weather Jobs Puzzles Archive Contact Imprint Terms Privacy Letters "
            + "Subscribe",
          kind: .listItem,
          reason: "navigation",
          score: 0.0312
        )
      ]
    )
  }

  @Test func `an article with fields, origins and kinds`() {
    #expect(
      ExtractionRenderer.text(bells, style: TextStyle(width: 60), listsDropped: true) == """
        bells.html
        original   text/html, windows-1252, 748 bytes
        sha-256    ab12
        title      opengraph  Bells return to the tower
        deck       text       After two months away, all four of
                              them are home again
        canonical  meta       https://ledger.example/2024/05/bells-return-to-the-tower
        note       the character set was guessed

        paragraph  The four bells that left the tower in March came
                   home on a hay cart on Saturday.

        heading    A new rope

        quote      We had to buy rope by the metre, and nobody sells
                   bell rope.

        caption    The cart with the bells

        dropped    navigation (3 % article)
                   Home News Sport Weather Jobs Puzzles Archive
                   Contact Imprint Terms Privacy Letters Subscr…

        """
    )
  }

  @Test func `dropped blocks are counted by reason, unless all are wanted`() {
    var extracted = bells
    extracted.dropped += [
      DroppedText(text: "First!", kind: .paragraph, reason: "among comments"),
      DroppedText(text: "Second!", kind: .paragraph, reason: "among comments"),
    ]
    #expect(
      ExtractionRenderer.text(extracted, style: TextStyle(width: 60)).hasSuffix(
        "\n\ndropped    3 blocks: 2 among comments; 1 navigation\n"
      )
    )
  }

  @Test func `nothing in an article reaches a terminal as a command`() throws {
    let extracted = try article("A \u{1B}[31mred\u{202E} title\n\nText.\n", named: "a\u{1B}.txt")
    let screen = ExtractionRenderer.text(extracted, style: TextStyle())
    #expect(!screen.unicodeScalars.contains("\u{1B}"))
    #expect(!screen.unicodeScalars.contains("\u{202E}"))
    #expect(!ExtractionRenderer.json(extracted).unicodeScalars.contains("\u{1B}"))
  }

  @Test func `the parts of a file are counted and placed`() throws {
    let lines = """
      {"title": "One", "body": "The first text."}
      {"title": "Two", "body": "The second text."}
      nonsense

      """
    let findings = try found(lines, named: "two.jsonl")
    #expect(findings.count == 3)
    guard case .article(let second) = findings[1], case .skipped(let bad) = findings[2] else {
      throw Failed()
    }
    #expect(
      ExtractionRenderer.text(second, style: TextStyle()).hasPrefix(
        "two.jsonl, article 2\noriginal   application/json, utf-8, 44 bytes from byte 44\n"
      )
    )
    #expect(
      ExtractionRenderer.json(bad) == """
        {"version":1,"path":"two.jsonl","skipped":"line 3: not a JSON object",\
        "offset":89,"size":8}

        """
    )
  }

  @Test func `an article as JSON`() throws {
    var extracted = try article("Ferry stays\n\nIt stayed in \"harbour\".\n", named: "f.txt")
    extracted.article.language = Sourced("en", .derived)
    #expect(
      ExtractionRenderer.json(extracted) == """
        {"version":1,"path":"f.txt","ordinal":0,"media_type":"text/plain","charset":"utf-8",\
        "size":37,"sha256":"\(extracted.sha256)","offset":0,"notes":[],"fields":[\
        {"name":"title","value":"Ferry stays","origin":"text"},\
        {"name":"lang","value":"en","origin":"derived"}],\
        "paragraphs":[{"kind":"paragraph","text":"It stayed in \\"harbour\\"."}],\
        "body":"It stayed in \\"harbour\\".","dropped":[]}

        """
    )
    #expect(extracted.sha256.count == 64)
  }

  @Test func `twenty complaints, then a number`() throws {
    var complaints = SkipComplaints()
    for number in 1...22 {
      let path = FilePath("f\(number)")
      complaints.add(SkippedSource(path: path, reason: .empty, range: nil))
    }
    #expect(complaints.lines.count == 21)
    #expect(complaints.lines.first == "skipped f1: empty")
    #expect(complaints.lines.last == "and 2 more")
  }

  @Test func `what nobody expects an article in is only counted`() {
    var complaints = SkipComplaints()
    var images = SkippedSource(path: "a.warc", reason: .record(.image), range: nil)
    images.count = 7
    complaints.add(images)
    #expect(complaints.count == 0)
    #expect(complaints.lines == ["left out: \(SkipReason.record(.image)) (7)"])
  }
}
