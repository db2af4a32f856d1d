// SPDX-License-Identifier: Apache-2.0

import Glibc
import Probes

/// What is fuzzed: chosen by the variable `FUZZ_TARGET`, as one program holds all targets.
///
/// Built only with `FUZZ=1`; `scripts/fuzz` does that, makes seeds and runs it. Beside these there are
/// those of ``ProbeTarget``, which tests run too.
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

/// The reader that this process was started for, with what it needs.
enum ChosenTarget {
  case ingestion(FuzzTarget)
  case probe(any Probes.Probe)

  nonisolated(unsafe) static let current: ChosenTarget = {
    let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
    if let target = FuzzTarget(rawValue: name) { return .ingestion(target) }
    do {
      if let target = ProbeTarget(rawValue: name) { return .probe(try target.make()) }
    } catch {
      preconditionFailure("the world of \(name) cannot be made: \(error)")
    }
    preconditionFailure("FUZZ_TARGET is none of the targets: \(name)")
  }()

  func run(_ bytes: [UInt8]) {
    switch self {
    case .ingestion(let target): target.run(bytes)
    case .probe(let probe):
      do throws(BrokenPromise) { try probe.run(bytes) } catch { stop(error.description) }
    }
  }

  /// Writes inputs to begin with into a folder; those of other targets are made from the corpus.
  func writeSeeds(into folder: String) {
    guard case .probe(let probe) = self else { return }
    for (number, seed) in probe.seeds.enumerated() {
      guard let file = fopen("\(folder)/made-\(number)", "w") else { continue }
      fwrite(seed, 1, seed.count, file)
      fclose(file)
    }
  }
}

/// Ends the process with the name of the promise that was broken.
func stop(_ broken: String) -> Never {
  let line = Array("broken promise: \(broken)\n".utf8)
  _ = write(2, line, line.count)
  abort()
}

/// Called by libFuzzer before anything else: makes seeds and ends if `FUZZ_SEEDS` names a folder.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<CInt>?,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>?
) -> CInt {
  if let folder = getenv("FUZZ_SEEDS") {
    ChosenTarget.current.writeSeeds(into: String(cString: folder))
    exit(0)
  }
  return 0
}

/// Called by libFuzzer with every input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  ChosenTarget.current.run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
