// SPDX-License-Identifier: Apache-2.0

import Glibc
import Ingestion
import Storage
import SystemPackage
import TestSupport
import Testing

@Suite
struct SourceScannerTests {
  private let folder: TemporaryDirectory

  init() throws {
    folder = try TemporaryDirectory()
  }

  private func make(_ name: String, _ text: String = "x") throws {
    var path = folder.path
    for part in name.split(separator: "/").dropLast() {
      path.append(String(part))
      try FileSystem.makeFolder(path)
    }
    try folder.write(Array(text.utf8), to: name)
  }

  /// What a scan finds, each as one line with the path below the root.
  private func scan(_ options: SourceScanner.Options = .init()) -> [String] {
    var found: [String] = []
    SourceScanner(options: options).scan(folder.path) { (batch: [SourceScanner.Finding]) in
      for finding in batch {
        switch finding {
        case .file(let file): found.append(below(file.path))
        case .skipped(let path, let reason): found.append("\(below(path)): \(reason)")
        case .passedOver(let path, let rule): found.append("\(below(path)): \(rule)")
        }
      }
    }
    return found
  }

  private func below(_ path: FilePath) -> String {
    String(path.string.dropFirst(folder.path.string.count + 1))
  }

  @Test
  func `files come in the order of their bytes, folders in their place`() throws {
    for name in ["b.txt", "a/z.txt", "a/B.txt", "c/d/e.txt"] { try make(name) }
    #expect(scan() == ["a/B.txt", "a/z.txt", "b.txt", "c/d/e.txt"])
  }

  @Test
  func `hidden files, saved folders and archives are passed over`() throws {
    for name in [".git/x", "p.html", "p_files/s.js", "q_files/kept.txt", "i/segments/x", ".hidden"]
    {
      try make(name)
    }
    try make("i/FORMAT", "morgue archive 1.0\n")
    #expect(
      scan() == [
        ".git: hidden", ".hidden: hidden", "i: archive", "p.html", "p_files: pageFolder",
        "q_files/kept.txt",
      ]
    )
  }

  @Test
  func `ignore files speak for what lies below them`() throws {
    try make(".morgueignore", "# drafts\ndrafts/\n*.tmp\n!keep.tmp\n/top.txt\n")
    for name in ["drafts/a", "a.tmp", "s/keep.tmp", "s/b.tmp", "top.txt", "s/top.txt"] {
      try make(name)
    }
    #expect(
      scan().filter { !$0.hasPrefix(".m") } == [
        "a.tmp: ignoreFile", "drafts: ignoreFile", "s/b.tmp: ignoreFile", "s/keep.tmp", "s/top.txt",
        "top.txt: ignoreFile",
      ]
    )
  }

  @Test
  func `globs include and exclude`() throws {
    for name in ["a.html", "b.txt", "s/c.html", "s/t/d.html", "x/e.html"] { try make(name) }
    var options = SourceScanner.Options()
    options.include = ["*.html"]
    options.exclude = ["s/**/d.html", "x"]
    #expect(
      scan(options) == [
        "a.html", "b.txt: excluded", "s/c.html", "s/t/d.html: excluded", "x: excluded",
      ]
    )
  }

  @Test
  func `links, pipes and large files are skipped with a reason`() throws {
    try make("a.txt")
    try make("big.txt", "0123456789")
    try make("empty.txt", "")
    #expect(symlink("/etc", folder.appending("link").string) == 0)
    #expect(symlink("self", folder.appending("self").string) == 0)
    #expect(mkfifo(folder.appending("pipe").string, 0o600) == 0)
    var options = SourceScanner.Options()
    options.maximumSize = 9
    #expect(
      scan(options) == [
        "a.txt", "big.txt: larger than 9 bytes", "empty.txt: empty", "link: link not followed",
        "pipe: not a regular file", "self: link not followed",
      ]
    )
  }

  @Test
  func `names need not be text`() throws {
    let raw = folder.path.appending(name: [0x63, 0xFF, 0xFE, 0x0A])
    try TemporaryDirectory.write([0x78], to: raw)
    var found: [FilePath] = []
    SourceScanner().scan(folder.path) { (batch: [SourceScanner.Finding]) in
      for case .file(let file) in batch { found.append(file.path) }
    }
    #expect(found == [raw])
    #expect(try RegularFile.read(found[0], limit: 10).bytes == [0x78])
  }

  @Test
  func `folders deeper than the limit are reported`() throws {
    try make("1/2/3/4/x.txt")
    var options = SourceScanner.Options()
    options.maximumDepth = 3
    #expect(scan(options) == ["1/2/3: folders deeper than 3 levels"])
  }

  @Test
  func `a root may be a file, and may be missing`() throws {
    try make(".hidden.txt")
    var found: [SourceScanner.Finding] = []
    for name in [".hidden.txt", "missing"] {
      SourceScanner().scan(folder.appending(name)) { (batch: [SourceScanner.Finding]) in
        found += batch
      }
    }
    guard case .file(let file) = try #require(found.first) else {
      Issue.record("no file")
      return
    }
    #expect(file.size == 1)
    #expect(found.last == .skipped(folder.appending("missing"), .unreadable(errno: ENOENT)))
  }

  @Test
  func `reasons survive being stored`() {
    let reasons: [SkipReason] = [
      .notRegular, .linkNotFollowed, .tooLarge(limit: 1 << 40), .empty, .noText, .binary(.png),
      .unreadable(errno: 13), .tooDeep(limit: 9), .badJSON(line: 7), .changedWhileRead,
      .noArticle(line: 3), .parserFailed,
    ]
    for reason in reasons {
      #expect(SkipReason(code: reason.code, detail: reason.detail) == reason)
    }
    #expect(SkipReason(code: 200, detail: 0) == nil)
    #expect(Set(reasons.map(\.code)).count == reasons.count)
  }
}
