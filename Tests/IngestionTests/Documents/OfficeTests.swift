// SPDX-License-Identifier: Apache-2.0

import Articles
import Glibc
import Ingestion
import SystemPackage
import TestSupport
import Testing

private let rtf = #"""
  {\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Times;}{\f1\fnil\fcharset204 Arial Cyr;}}
  {\colortbl;\red0\green0\blue0;}{\stylesheet{\s0 Normal;}{\s1\b heading 1;}{\s7 Quote;}}
  {\info{\title Not this}{\author Not me}}{\header Page 1}{\*\generator Word;}
  \pard Gulls return to the square \endash  caf\'e9\par
  \par By Ada Quill\par June 8, 2025\par\par
  They came at dawn{\v hidden}, said {\field{\*\fldinst HYPERLINK "https://bell.example"}{\fldrslt the harbour master}}, and they came in hundreds: \u8220?wind\u8221 ?.\line A second line.\par
  {\pard\s1 Nobody knows why\par}
  \pard {\f1 \'cf\'f0\'e8\'e2\'e5\'f2} and \u-10179?\u-8704?.\par
  {\pard\s7 It was the wind.\par}
  {\listtext\'b7\tab}Bread is forbidden\par
  {\pict\pngblip 89504e470d0a1a0a}\bin4 {{{{The end.\par}
  """#

private let word = """
  <?xml version="1.0" encoding="UTF-8" standalone="yes"?>
  <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
   xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>
  <w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr><w:r><w:t>Gulls return</w:t></w:r></w:p>
  <w:p><w:r><w:t>By Ada Quill</w:t></w:r></w:p>
  <w:p><w:r><w:t>June 8, 2025</w:t></w:r></w:p>
  <w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">They came </w:t></w:r><w:del><w:r><w:delText>at night</w:delText></w:r></w:del><w:ins><w:r><w:t>at dawn</w:t></w:r></w:ins><w:r><w:t>, said the </w:t></w:r><w:hyperlink><w:r><w:t>harbour master</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>on the old square by the sea, where nobody had seen one for nine years.</w:t></w:r></w:p>
  <w:p><w:pPr><w:pStyle w:val="berschrift1"/></w:pPr><w:r><w:t>Nobody knows why</w:t></w:r></w:p>
  <w:p><w:pPr><w:numPr><w:ilvl w:val="0"/></w:numPr></w:pPr><w:r><w:t>Bread is forbidden</w:t></w:r></w:p>
  <w:tbl><w:tr><w:tc><w:p><w:r><w:t>2024</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>none</w:t></w:r></w:p></w:tc></w:tr>
  <w:tr><w:tc><w:p><w:r><w:t>2025</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>hundreds</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
  <w:p><w:r><w:t>It was the wind.</w:t></w:r></w:p>
  <w:sectPr/></w:body></w:document>
  """

private let styles = """
  <w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
  <w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
  <w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style></w:styles>
  """

private let docx = zipped([
  ("[Content_Types].xml", "<Types/>"), ("word/document.xml", word), ("word/styles.xml", styles),
  ("docProps/core.xml", "<cp><title>Not this</title><creator>Not me</creator></cp>"),
])

@Suite
struct OfficeTests {
  @Test
  func `RTF keeps what is read and nothing else`() {
    #expect(
      summaries(rtf, name: "a.rtf") == [
        """
        title (text): Gulls return to the square – café
        byline (text): Ada Quill
        published (text): 2025-06-08
        They came at dawn, said the harbour master, and they came in hundreds: “wind”.
        A second line.
        # Nobody knows why
        Привет and 😀.
        > It was the wind.
        - Bread is forbidden
        The end.
        """
      ]
    )
  }

  @Test
  func `a Word document keeps insertions, styles and tables`() {
    #expect(
      summaries(docx, name: "a.docx") == [
        """
        title (text): Gulls return
        byline (text): Ada Quill
        published (text): 2025-06-08
        They came at dawn, said the harbour master on the old square by the sea, where nobody had seen one for nine years.
        # Nobody knows why
        - Bread is forbidden
        2024 none
        2025 hundreds
        It was the wind.
        """
      ]
    )
  }

  @Test
  func `an OpenDocument text is read too`() {
    let content = """
      <office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text>
      <text:h>Gulls return</text:h><text:p>By Ada Quill</text:p>
      <text:p>They came<text:s/>at dawn,<text:line-break/>and stayed.</text:p>
      </office:text></office:body></office:document-content>
      """
    let file = zipped([
      ("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", content),
    ])
    #expect(
      summaries(file, name: "a.odt") == [
        "title (text): Gulls return\nbyline (text): Ada Quill\nThey came at dawn,\nand stayed."
      ]
    )
  }

  @Test
  func `exports of archives are taken apart in RTF and in Word`() {
    let expected = summaries(ExportSamples.lexis, name: "a.txt")
    let lines = ExportSamples.lexis.split(separator: "\n", omittingEmptySubsequences: false)
    let rich = "{\\rtf1\\ansi " + lines.map { "\($0)\\par" }.joined(separator: "\n") + "}"
    #expect(summaries(rich, name: "a.rtf") == expected)
    let paragraphs = lines.map { "<w:p><w:r><w:t>\($0)</w:t></w:r></w:p>" }.joined()
    let document = "<w:document xmlns:w=\"x\"><w:body>\(paragraphs)</w:body></w:document>"
    let file = zipped([("word/document.xml", document)])
    #expect(summaries(file, name: "a.docx") == expected)
    var reader = ArticleReader()
    let articles = reader.read(file, as: SourceHint()).articles
    #expect(articles.map(\.ordinal) == [0, 1])
    #expect(articles.allSatisfy { $0.original == .range(0..<file.count) })
    let table = ExportSamples.factiva.split(separator: "\n").map {
      $0.replacing("\t", with: "\\cell ") + "\\cell\\row"
    }
    #expect(
      summaries(
        "{\\rtf1 \(table.joined(separator: "\n"))}".replacing("©", with: "\\'a9"),
        name: "a.rtf"
      )
        == summaries(ExportSamples.factiva, name: "a.txt")
    )
  }

  @Test
  func `a book is its chapters`() {
    let chapter = { (title: String, text: String) in
      "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>x</title></head><body>\(title)\(text)</body></html>"
    }
    let opf = """
      <package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
      <dc:title>The Harbour Bell</dc:title><dc:creator>calibre</dc:creator><dc:language>en-GB</dc:language>
      <dc:date>2025-06-08</dc:date></metadata><manifest>
      <item id="ncx" href="toc.ncx"/><item id="cover" href="cover.xhtml"/><item id="a" href="text/a%20b.xhtml"/>
      <item id="b" href="text/b.xhtml"/><item id="c" href="text/c.xhtml"/><item id="nav" href="nav.xhtml" properties="nav"/>
      </manifest><spine toc="ncx"><itemref idref="cover"/><itemref idref="nav"/><itemref idref="a"/><itemref idref="b"/>
      <itemref idref="c"/></spine></package>
      """
    let ncx =
      "<ncx><navMap><navPoint><navLabel><text>Ferry late</text></navLabel><content src=\"text/c.xhtml#x\"/></navPoint></navMap></ncx>"
    let file = zipped([
      ("mimetype", "application/epub+zip"),
      (
        "META-INF/container.xml",
        "<container><rootfiles><rootfile full-path=\"OEBPS/book.opf\"/></rootfiles></container>"
      ),
      ("OEBPS/book.opf", opf), ("OEBPS/toc.ncx", ncx),
      ("OEBPS/nav.xhtml", chapter("<nav>", "<a href=\"text/c.xhtml\">Ferry late</a></nav>")),
      ("OEBPS/cover.xhtml", chapter("", "<p>Cover</p>")),
      (
        "OEBPS/text/a b.xhtml",
        chapter("<h1>Gulls return</h1>", "<p>By Ada Quill</p><p>They came.</p>")
      ),
      ("OEBPS/text/b.xhtml", chapter("", "<p>They stayed.</p>")),
      ("OEBPS/text/c.xhtml", chapter("", "<p>It was the wind.</p>")),
    ])
    let fields = "source: The Harbour Bell\npublished: 2025-06-08\nlang: en"
    #expect(
      summaries(file, name: "a.epub") == [
        "title (text): Gulls return\nbyline (text): Ada Quill\n\(fields)\nThey came.\nThey stayed.",
        "title: Ferry late\n\(fields)\nIt was the wind.",
      ]
    )
  }

  private static func book(_ manifest: String, _ spine: String, _ files: [(String, String)])
    -> [UInt8]
  {
    let container =
      "<container><rootfiles><rootfile full-path=\"O/b.opf\"/></rootfiles></container>"
    let package = "<package><manifest>\(manifest)</manifest><spine>\(spine)</spine></package>"
    let pages = files.map { ("O/" + $0.0, "<html><body>\($0.1)</body></html>") }
    return zipped([("META-INF/container.xml", container), ("O/b.opf", package)] + pages)
  }

  @Test
  func `of several tables of contents the first one names a chapter`() {
    let tables = (1...12).map { "table\($0)" }
    let items = tables.map { "<item id=\"\($0)\" href=\"\($0)\" properties=\"nav\"/>" }
    let file = Self.book(
      items.joined() + "<item id=\"part\" href=\"part\"/>",
      "<itemref idref=\"part\"/>",
      tables.map { ($0, "<nav><a href=\"part\">Tide by \($0)</a></nav>") }
        + [("part", "<p>The bell hung there, and nobody rang it.</p>")]
    )
    var reader = ArticleReader()
    let result = reader.read(file, as: SourceHint(fileName: "a.epub"))
    #expect(result.articles.compactMap(\.article.title?.value) == ["Tide by table1"])
  }

  @Test
  func `no part of a book is lost silently`() {
    let poem =
      "<h1>Tide</h1><p>Gulls over the harbour wall<br/>and the bell that nobody rang</p>"
      + "<p>Salt on the window, salt on the stair<br/>the ferry a light, and then nothing there</p>"
    let links = (1...9).map { "<p><a href=\"\($0).xhtml\">Chapter the \($0)th of it all</a></p>" }
    let ids = ["cover", "out", "gone", "poem", "notes", "list"]
    let file = Self.book(
      ids.map { "<item id=\"\($0)\" href=\"\($0 == "out" ? "../../../etc/out" : $0)\"/>" }.joined(),
      (ids + ["unknown"]).map {
        "<itemref idref=\"\($0)\"\($0 == "notes" ? " linear=\"no\"" : "")/>"
      }.joined(),
      [
        ("cover", "<p>Cover</p>"), ("poem", poem), ("list", links.joined()),
        ("notes", "<h1>Notes</h1><p>The bell hung there.</p>"),
      ]
    )
    var reader = ArticleReader()
    let result = reader.read(file, as: SourceHint(fileName: "a.epub"))
    #expect(result.articles.compactMap(\.article.title?.value) == ["Tide", "Notes"])
    #expect(result.articles.first?.article.paragraphs.count == 2)
    #expect(
      result.skipped == [
        SkippedPart(reason: .record(.bookPage), range: 0..<file.count, count: 2),
        SkippedPart(reason: .missingPart, range: 0..<file.count, count: 3),
      ]
    )
  }

  @Test
  func `a book of which nothing can be read says what is missing`() {
    let file = Self.book("<item id=\"a\" href=\"a\"/>", "<itemref idref=\"a\"/>", [])
    var reader = ArticleReader()
    let result = reader.read(file, as: SourceHint(fileName: "a.epub"))
    #expect(result.articles.isEmpty)
    #expect(result.skipped.map(\.reason) == [.missingPart])
  }

  @Test
  func `damaged, encrypted and other archives have their reasons`() {
    var reader = ArticleReader()
    func reasons(_ bytes: [UInt8]) -> [SkipReason] {
      reader.read(bytes, as: SourceHint(fileName: "a.zip")).skipped.map(\.reason)
    }
    #expect(reasons(zipped([("readme.txt", "Hello")])) == [.binary(.zip)])
    #expect(reasons(Array(docx.dropLast(30))) == [.damagedDocument])
    #expect(reasons(zipped([("word/document.xml", [UInt8](word.utf8), 7)])) == [.damagedDocument])
    #expect(
      reasons(zipped([("META-INF/container.xml", "<x/>"), ("META-INF/rights.xml", "<x/>")]))
        == [.encryptedDocument]
    )
  }

  @Test
  func `a file that says it is small cannot fill the memory`() {
    var bomb = Array("<w:document><w:body><w:p><w:r><w:t>".utf8)
    bomb += [UInt8](repeating: 0x61, count: 33 << 20)
    var reader = ArticleReader()
    for claimed in [nil, 100] as [Int?] {
      let file = zipped([("word/document.xml", bomb, claimed)])
      #expect(
        reader.read(file, as: SourceHint()).skipped.map(\.reason) == [.tooLarge(limit: 32 << 20)]
      )
    }
  }

  @Test
  func `of a document of more than a million elements the first are read`() {
    let runs = String(repeating: "<w:r><w:t>ab </w:t></w:r>", count: 400_000)
    let text = "<w:p><w:r><w:t>Headline</w:t></w:r></w:p><w:p>\(runs)</w:p>"
    let document = "<w:document><w:body>\(text)</w:body></w:document>"
    var reader = ArticleReader()
    let result = reader.read(zipped([("word/document.xml", document)]), as: SourceHint())
    #expect(result.articles.first?.article.title?.value == "Headline")
    #expect(result.articles.first?.notes == [.textMayBeIncomplete])
    let length = result.articles.first?.article.paragraphs.first?.text.utf8.count ?? 0
    #expect((1_000_000...1_100_000).contains(length))
  }

  @Test
  func `groups without end are no danger`() {
    let deep =
      "{\\rtf1 Before.\\par" + String(repeating: "{\\b ", count: 200_000) + "inside"
      + String(repeating: "}", count: 200_000) + "\\par After.}"
    let result = read(deep, name: "a.rtf")
    #expect(result.articles.first?.article.paragraphs.last?.text == "After.")
    #expect(result.articles.first?.notes == [.textMayBeIncomplete])
  }

  @Test
  func `PDF is read by the program or has a reason`() {
    var reader = ArticleReader()
    let result = reader.read(Array("%PDF-1.4\nno document".utf8), as: SourceHint(fileName: "a.pdf"))
    #expect(result.articles.isEmpty)
    let reasons: [SkipReason] = [.needsPDFProgram, .pdfProgramFailed]
    #expect(result.skipped.count == 1 && reasons.contains(result.skipped[0].reason))
  }

  @Test
  func `the program for PDF is given the bytes, and ended when it fails or lingers`() throws {
    let folder = try TemporaryDirectory()
    func outcome(_ script: String, within limit: Duration = .seconds(30)) throws -> PDFText.Outcome
    {
      let path = try folder.write(Array("#!/bin/sh\n\(script)\n".utf8), to: "pdftotext")
      #expect(chmod(path.string, 0o755) == 0)
      return PDFText.read(Array("%PDF-x\u{C}y".utf8).span, by: path.string, within: limit)
    }
    #expect(try outcome("cat") == .text(Array("%PDF-x\ny".utf8)))
    #expect(try outcome("echo \"$*\"") == .text(Array("-q -enc UTF-8 -eol unix - -\n".utf8)))
    #expect(try outcome("cat; exit 1") == .failed)
    #expect(try outcome("exec sleep 1000", within: .zero) == .failed)
    #expect(PDFText.read(Array("%PDF-".utf8).span, by: nil) == .noProgram)
    #expect(PDFText.read(Array("%PDF-".utf8).span, by: "/nowhere/pdftotext") == .failed)
    #expect(
      PDFText.find("pdftotext", in: ".:\(folder.path.string)") == "\(folder.path.string)/pdftotext"
    )
    #expect(PDFText.find("pdftotext", in: "relative:/nowhere") == nil)
  }

  @Test
  func `damage never stops the readers`() {
    expectNoTrap(Array(rtf.utf8), name: "a.rtf", step: 2)
    expectNoTrap(docx, name: "a.docx", step: 5)
    expectNoTrap(
      zipped([("word/document.xml", word)], stored: true),
      name: "a.docx",
      step: 11
    )
  }
}
