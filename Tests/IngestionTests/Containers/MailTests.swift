// SPDX-License-Identifier: Apache-2.0

import Articles
import TestSupport
import Testing

@testable import Ingestion

/// Articles out of mails, mailboxes and pages saved as mails.
@Suite
struct MailTests {
  private let body = """
    The gulls are back on the square, and nobody knows why.

    They came from the harbour, said the keeper of the light, and sat down by the fountain.
    """

  private func read(_ text: String, name: String = "a.eml") -> ReadResult {
    read(Array(text.utf8), name: name)
  }

  private func read(_ bytes: [UInt8], name: String = "a.eml") -> ReadResult {
    var reader = ArticleReader()
    return reader.read(bytes, as: SourceHint(fileName: name))
  }

  private func mail(_ extra: String = "", subject: String = "Gulls return", _ text: String)
    -> String
  {
    """
    Received: from mx.bell.example by mail.reader.example; Tue, 3 Jun 2025 08:00:04 +0200
    From: Ada Quill <ada@bell.example>
    To: reader@reader.example
    Subject: \(subject)
    Date: Tue, 3 Jun 2025 08:00:00 +0200
    Message-ID: <1@bell.example>
    MIME-Version: 1.0
    \(extra)

    \(text)
    """
  }

  @Test
  func `a plain mail is an article with its subject, date and sender`() throws {
    let result = read(mail("Content-Type: text/plain; charset=utf-8", body))
    let article = try #require(result.articles.first?.article)
    #expect(article.title == Sourced("Gulls return", .record))
    #expect(article.published?.value.iso8601 == "2025-06-03T08:00:00+02:00")
    #expect(article.authors?.value == ["Ada Quill"])
    #expect(
      article.paragraphs.map(\.text) == [
        "The gulls are back on the square, and nobody knows why.",
        "They came from the harbour, said the keeper of the light, and sat down by the fountain.",
      ]
    )
    #expect(result.articles.first?.mediaType == "message/rfc822")
  }

  @Test(
    arguments: [
      ("Ada Quill", ["Ada Quill"]), ("\"Ada Quill\" <a@b.example>", ["Ada Quill"]),
      ("<a@b.example>", nil), ("a@b.example", nil),
    ] as [(String, [String]?)]
  )
  func `a sender without a name is no author`(sender: String, authors: [String]?) throws {
    let text = "From: \(sender)\nOrganization: Border Bell\nMIME-Version: 1.0\n\n\(body)"
    let article = try #require(read(text).articles.first?.article)
    #expect(article.authors?.value == authors)
    #expect(article.source == Sourced("Border Bell", .record))
  }

  @Test
  func `the sender of a newsletter is its outlet`() throws {
    let text = mail("List-Id: <daily.bell.example>\nArchived-At: <https://bell.example/d/1>", body)
    let article = try #require(read(text).articles.first?.article)
    #expect(article.source == Sourced("Ada Quill", .record))
    #expect(article.authors == nil)
    #expect(article.url == Sourced("https://bell.example/d/1", .record))
  }

  @Test
  func `of alternatives the page is taken, and what is attached is counted`() throws {
    let text = mail(
      "Content-Type: multipart/mixed; boundary=\"out=er\"",
      """
      This is a mail in parts.
      --out=er
      Content-Type: multipart/alternative; boundary=inner

      --inner
      Content-Type: text/plain

      Only plain.
      --inner
      Content-Type: text/html; charset=utf-8

      \(samplePage("Gulls return"))
      --inner--
      --out=er
      Content-Type: application/pdf; name=a.pdf
      Content-Disposition: attachment; filename=a.pdf
      Content-Transfer-Encoding: base64

      JVBERi0=
      --out=er--
      """
    )
    let result = read(text)
    let article = try #require(result.articles.first?.article)
    #expect(article.paragraphs.count == 4)
    #expect(!article.paragraphs.contains { $0.text.contains("Only plain") })
    #expect(result.skipped.map(\.reason) == [.record(.attachment)])
    #expect(result.articles.first?.notes == [])
  }

  @Test(arguments: [
    ("quoted-printable", "Die M=C3=B6wen sind zur=\nück am Platz, sagen alle."),
    ("base64", "RGllIE3DtndlbiBzaW5kIHp1csO8Y2sgYW0gUGxhdHos\nIHNhZ2VuIGFsbGUu"),
    ("8bit", "Die Möwen sind zurück am Platz, sagen alle."),
  ])
  func `transfer encodings are taken away`(name: String, text: String) throws {
    let extra = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: \(name)"
    let article = try #require(read(mail(extra, text)).articles.first?.article)
    #expect(article.paragraphs.map(\.text) == ["Die Möwen sind zurück am Platz, sagen alle."])
  }

  @Test
  func `a charset of the old days is decoded`() throws {
    let extra = "Content-Type: text/plain; charset=\"iso-8859-1\""
    let text = mail(extra, "Die Möwen sind zurück am Platz, sagen alle.")
    let bytes = text.unicodeScalars.map { UInt8($0.value) }
    let article = try #require(read(bytes).articles.first?.article)
    #expect(article.paragraphs.map(\.text) == ["Die Möwen sind zurück am Platz, sagen alle."])
  }

  @Test(arguments: [
    ("=?utf-8?Q?M=C3=B6wen_zur=C3=BCck?=", "Möwen zurück"),
    ("=?UTF-8?B?TcO2d2Vu?= =?utf-8?b?IHp1csO8Y2s=?=", "Möwen zurück"),
    ("=?utf-8?Q?M=C3?=\n =?utf-8?Q?=B6wen?= zurück", "Möwen zurück"),
    ("=?iso-8859-1*de?q?M=F6wen?=, again", "Möwen, again"),
    ("Gulls =? return ?=", "Gulls =? return ?="),
    ("=?x?Z?abc?= =?utf-8?Q?", "=?x?Z?abc?= =?utf-8?Q?"),
  ])
  func `words of a header are decoded`(value: String, expected: String) {
    let bytes = Array(value.utf8)
    #expect(EncodedWords.decoded(bytes.span) == expected)
  }

  @Test(arguments: [
    (#"text/html; charset="utf-8"; name=a"#, "text/html", "charset", "utf-8"),
    ("Multipart/Mixed;boundary=\"a;b\\\"c\"", "multipart/mixed", "boundary", "a;b\"c"),
    ("a/b; name*=utf-8'de'M%C3%B6we.pdf", "a/b", "name", "Möwe.pdf"),
    ("a/b; name*0*=iso-8859-1''M%F6; name*1=\"we.pdf\"", "a/b", "name", "Möwe.pdf"),
    ("a/b; name*0=Gul; name*1=ls", "a/b", "name", "Gulls"),
  ])
  func `parameters of a header are decoded`(
    value: String,
    type: String,
    name: String,
    expected: String
  ) {
    let parsed = HeaderValue(value)
    #expect(parsed.value == type)
    #expect(parsed[name] == expected)
    #expect(parsed["other"] == nil)
  }

  @Test
  func `flowing lines are joined`() {
    let text = Array("One \nline. \n\nTwo\n From here.\n-- \nsign".utf8)
    let joined = FlowedText.joined(text.span, deletesSpace: false)
    #expect(String(decoding: joined, as: UTF8.self) == "One line. \nTwo\nFrom here.\n-- \nsign\n")
  }

  @Test
  func `a mail within a mail is an article of its own`() throws {
    let inner = mail("Content-Type: text/plain", subject: "The inner one", body)
    let text = mail(
      "Content-Type: multipart/mixed; boundary=x",
      "--x\n\nSee the mail below, it is about gulls.\n--x\nContent-Type: message/rfc822\n\n\(inner)\n--x--\n"
    )
    let result = read(text)
    #expect(result.articles.map(\.article.title?.value) == ["Gulls return", "The inner one"])
    #expect(result.articles.map(\.ordinal) == [0, 1])
    #expect(Set(result.articles.map(\.original)) == [.range(0..<text.utf8.count)])
  }

  @Test
  func `a mailbox gives each mail with its own bytes`() throws {
    let one = mail(
      "Content-Type: text/plain",
      "First the gulls came.\n\n>From the harbour they came.\n"
    )
    let two = mail("Content-Type: text/plain", subject: "Ferry late", "From the pier, said all.\n")
    let from = "From ada@bell.example Tue Jun  3 08:00:00 2025\n"
    let box = from + one + "\n" + from + two
    let result = read(box, name: "Inbox")
    #expect(result.articles.map(\.article.title?.value) == ["Gulls return", "Ferry late"])
    #expect(
      result.articles.map { String(decoding: Array(box.utf8)[$0.original.place], as: UTF8.self) }
        == [one, two]
    )
    let first = try #require(result.articles.first?.article)
    #expect(first.paragraphs.last?.text == "From the harbour they came.")
    let alone = read(one, name: "Inbox")
    #expect(alone.articles.map(\.article) == [first])
  }

  @Test
  func `a page saved by a browser has its address and date`() throws {
    let text = """
      From: <Saved by Blink>
      Snapshot-Content-Location: https://bell.example/gulls
      Subject: =?utf-8?Q?Gulls?=
      Date: Tue, 3 Jun 2025 08:00:00 -0000
      MIME-Version: 1.0
      Content-Type: multipart/related;
      \ttype="text/html";
      \tboundary="----MultipartBoundary--x----"


      ------MultipartBoundary--x----
      Content-Type: text/html
      Content-ID: <frame-0@mhtml.blink>
      Content-Transfer-Encoding: quoted-printable
      Content-Location: https://bell.example/gulls

      \(samplePage("Gulls return").replacing("=", with: "=3D"))
      ------MultipartBoundary--x----
      Content-Type: image/png
      Content-Transfer-Encoding: base64
      Content-Location: https://bell.example/gulls.png

      iVBORw0KGgo=
      ------MultipartBoundary--x------
      """
    let result = read(text, name: "gulls.mhtml")
    let read = try #require(result.articles.first)
    #expect(read.article.title?.value == "Gulls return")
    #expect(read.article.url == Sourced("https://bell.example/gulls", .file))
    #expect(read.article.captured?.value.iso8601 == "2025-06-03T08:00:00Z")
    #expect(read.article.published == nil)
    #expect(read.article.paragraphs.count == 4)
    #expect(read.mediaType == "multipart/related")
    #expect(result.skipped.isEmpty)
  }

  @Test
  func `a text with labels is no mail`() throws {
    let text = "From: Ada Quill\nSubject: Gulls return\nDate: June 3, 2025\n\n\(body)\n"
    let read = try #require(read(text, name: "a.txt").articles.first)
    #expect(read.mediaType == "text/plain")
    #expect(read.article.title?.value == "Gulls return")
  }

  @Test
  func `levels without end are no danger`() {
    var text = "MIME-Version: 1.0\n"
    for level in 0..<3000 {
      text += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n"
    }
    let result = read(text)
    #expect(!result.skipped.isEmpty)
    var nested = body
    for _ in 0..<200 {
      nested = "MIME-Version: 1.0\nContent-Type: message/rfc822\n\n" + nested
    }
    #expect(!read(nested).skipped.isEmpty)
  }

  @Test
  func `every cut and every changed byte leaves articles or reasons`() {
    let text = mail(
      "Content-Type: multipart/alternative; boundary=x",
      """
      --x
      Content-Type: text/plain; charset=utf-8
      Content-Transfer-Encoding: base64

      RGllIE3DtndlbiBzaW5kIHp1csO8Y2sgYW0gUGxhdHos
      --x
      Content-Type: text/html
      Content-Transfer-Encoding: quoted-printable

      <p>Gulls =3D gulls on the square.</p>
      --x--
      """
    )
    let file = Array("From a@b Tue Jun  3 08:00:00 2025\n\(text)\n".utf8)
    for name in ["a.eml", "a.mbox"] {
      for end in 1..<file.count {
        let result = read(Array(file[..<end]), name: name)
        #expect(!result.articles.isEmpty || !result.skipped.isEmpty, "cut at \(end)")
      }
      for place in file.indices {
        var changed = file
        changed[place] ^= 0x15
        let result = read(changed, name: name)
        #expect(!result.articles.isEmpty || !result.skipped.isEmpty, "changed at \(place)")
      }
    }
  }
}
