// SPDX-License-Identifier: Apache-2.0

import Glibc

/// What is fuzzed: chosen by the variable `FUZZ_TARGET`, as one program holds all targets.
///
/// Built only with `FUZZ=1`; `scripts/fuzz` does that, makes seeds and runs it.
enum FuzzTarget: String {
  /// Bytes taken for a page: the whole way from bytes to articles.
  case page
  /// The same for plain text, Markdown and JSON Lines.
  case text
  /// Character sets: any bytes with any declared label.
  case charset
  /// Dates in all their forms and languages.
  case dates
  /// Web archives.
  case warc
  /// Mails, boxes of mails, pages saved as MHTML.
  case mime
  /// Anything that is compressed or packed.
  case packed
  /// Feeds and the news formats of agencies.
  case xml
  /// Rich text and the exports of news databases.
  case documents

  /// The one this process was started for.
  static let chosen: FuzzTarget = {
    let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
      preconditionFailure("FUZZ_TARGET is none of the targets: \(name)")
    }
    return target
  }()

  func run(_ bytes: [UInt8]) {
    switch self {
    case .page: Probe.read(bytes, named: ["page.html"])
    case .text: Probe.read(bytes, named: ["article.txt", "article.md", "articles.jsonl"])
    case .charset: Probe.decode(bytes)
    case .dates: Probe.readDate(bytes)
    case .warc: Probe.read(bytes, named: ["crawl.warc"])
    case .mime: Probe.read(bytes, named: ["mail.eml", "box.mbox", "page.mhtml"])
    case .packed:
      Probe.read(bytes, named: ["page.html.gz", "crawl.warc.gz", "text.docx", "b.epub"])
    case .xml: Probe.read(bytes, named: ["feed.xml", "page.xhtml"])
    case .documents: Probe.read(bytes, named: ["text.rtf", "export.txt"])
    }
  }
}

/// Called by libFuzzer with every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzTarget.chosen.run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
