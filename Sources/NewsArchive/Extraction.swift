// SPDX-License-Identifier: Apache-2.0

package import Articles
import ArticleStore
package import Ingestion
import Storage
package import SystemPackage

/// What filing sources would make of them, worked out without an archive; see `morgue extract`.
///
/// The same files are taken as by `index`, the same reader reads them. One source is in memory at a
/// time; a large file of many articles is mapped and read in parts.
package final class Extraction {
  private let options: SourceScanner.Options
  private let isStopped: () -> Bool
  private let archive: Archive?
  private let listsDropped: Bool
  private var reader = ArticleReader()

  /// With an `archive`, what it knows of the pages of a site is left out of others, as `index` does;
  /// with `listsDropped`, articles say what of their pages was not taken, which costs some time.
  package init(
    options: SourceScanner.Options = SourceScanner.Options(),
    archive: Archive? = nil,
    listsDropped: Bool = true,
    isStopped: @escaping () -> Bool = { false }
  ) {
    self.options = options
    self.archive = archive
    self.listsDropped = listsDropped
    self.isStopped = isStopped
  }

  /// Hands over what the files below the paths hold, in the order of the walk; stops early if
  /// `isStopped` says so.
  package func run(
    _ roots: [FilePath],
    _ body: (Finding) throws(ArchiveError) -> Void
  ) throws(ArchiveError) {
    let scanner = SourceScanner(options: options)
    for root in roots where !isStopped() {
      try scanner.scan(root) { (findings) throws(ArchiveError) in
        for finding in findings where !isStopped() { try take(finding, body) }
      }
    }
  }

  /// Hands over what bytes from memory hold, with a file's name to go by.
  package func run(
    _ bytes: [UInt8],
    name: String?,
    _ body: (Finding) throws(ArchiveError) -> Void
  ) throws(ArchiveError) {
    var source = Source(path: FilePath(name ?? ""))
    var hint = SourceHint(fileName: name)
    hint.wantsDropped = listsDropped
    try read(bytes, hint, &source, body)
  }

  private func take(
    _ finding: SourceScanner.Finding,
    _ body: (Finding) throws(ArchiveError) -> Void
  ) throws(ArchiveError) {
    switch finding {
    case .file(let file) where file.isLargeCollection || file.size > options.maximumSize:
      try takeParts(of: file, body)
    case .file(let file): try take(file, body)
    case .skipped(let path, let reason):
      try body(.skipped(SkippedSource(path: path, reason: reason, range: nil)))
    case .passedOver: break
    }
  }

  private func take(
    _ file: SourceFile,
    _ body: (Finding) throws(ArchiveError) -> Void
  ) throws(ArchiveError) {
    let contents: RegularFile
    do throws(RegularFile.Failure) {
      contents = try RegularFile.read(file.path, limit: UInt64(options.maximumSize))
    } catch {
      let skipped = SkippedSource(path: file.path, reason: SkipReason(error), range: nil)
      return try body(.skipped(skipped))
    }
    var source = Source(path: file.path)
    try read(contents.bytes, hint(for: file), &source, body)
  }

  private func hint(for file: SourceFile) -> SourceHint {
    var hint = SourceHint(fileName: file.name, modified: file.modified)
    hint.wantsDropped = listsDropped
    return hint
  }

  private func takeParts(
    of file: SourceFile,
    _ body: (Finding) throws(ArchiveError) -> Void
  ) throws(ArchiveError) {
    let map: MappedFile
    do throws(FileError) {
      map = try MappedFile(file.path)
    } catch {
      let reason = SkipReason.unreadable(errno: error.errno.rawValue)
      return try body(.skipped(SkippedSource(path: file.path, reason: reason, range: nil)))
    }
    let hint = hint(for: file)
    var parts = unsafe SourceParts(of: map.buffer, as: hint, about: 1 << 20)
    guard parts.isCollection || map.count <= options.maximumSize else {
      let reason = SkipReason.tooLarge(limit: options.maximumSize)
      return try body(.skipped(SkippedSource(path: file.path, reason: reason, range: nil)))
    }
    var source = Source(path: file.path)
    var skips = ReadResult()
    var hasArticles = false
    var released = 0
    while !isStopped(), let part = unsafe parts.next(in: map.buffer) {
      var result = unsafe reader.read(part, of: map.buffer, as: hint)
      let articles = unsafe source.extracted(result, of: map.buffer)
      try put(articles, [], source, body)
      hasArticles = hasArticles || !articles.isEmpty
      result.articles = []
      skips.append(result)
      map.release(released..<max(released, part.place.lowerBound))
      released = part.place.lowerBound
    }
    try put([], skips.skipped, source, body)
    if !hasArticles, skips.skipped.isEmpty, !isStopped() {
      try body(.skipped(SkippedSource(path: file.path, reason: .noText, range: nil)))
    }
  }

  private func read(
    _ bytes: [UInt8],
    _ hint: SourceHint,
    _ source: inout Source,
    _ body: (Finding) throws(ArchiveError) -> Void
  ) throws(ArchiveError) {
    let result = reader.read(bytes, as: hint)
    let articles = unsafe bytes.withUnsafeBytes { unsafe source.extracted(result, of: $0) }
    try put(articles, result.skipped, source, body)
  }

  private func put(
    _ articles: [ExtractedArticle],
    _ skips: [SkippedPart],
    _ source: Source,
    _ body: (Finding) throws(ArchiveError) -> Void
  ) throws(ArchiveError) {
    for article in articles {
      var article = article
      if let archive { try translated { try article.dropBoilerplate(knownTo: archive) } }
      try body(.article(article))
    }
    for part in skips {
      var skipped = SkippedSource(path: source.path, reason: part.reason, range: part.range)
      skipped.count = part.count
      try body(.skipped(skipped))
    }
  }
}

extension Extraction {
  /// One thing that a source held.
  package enum Finding: Sendable {
    case article(ExtractedArticle)
    case skipped(SkippedSource)
  }

  /// How far the reading of a source has come.
  struct Source {
    let path: FilePath
    /// Of the next article.
    var ordinal = 0

    /// The articles that were read from `bytes`.
    mutating func extracted(
      _ result: ReadResult,
      of bytes: UnsafeRawBufferPointer
    ) -> [ExtractedArticle] {
      var last: DigestedOriginal?
      return result.articles.map { read in
        defer { ordinal += 1 }
        // A feed's articles share one original, as long as all of them.
        let known = last.flatMap { $0.original == read.original ? $0 : nil }
        let original = unsafe known ?? DigestedOriginal(read.original, of: bytes)
        last = original
        return ExtractedArticle(read, self, original)
      }
    }
  }
}

/// An article as it would be filed.
package struct ExtractedArticle: Sendable {
  /// As it was named or found; empty for standard input without a name.
  package var path: FilePath
  /// Counts the articles of one source from 0.
  package var ordinal: Int
  package var article: Article
  package var mediaType: String
  /// The IANA name of the charset, in lower case.
  package var charset: String
  /// Where the article's original lies in the source, as it is or packed, in bytes.
  package var place: Range<Int>
  /// Of the original, unpacked, in bytes.
  package var size: Int
  /// Of the original, 64 hexadecimal digits.
  package var sha256: String
  /// What a reader may want to know, as clauses.
  package var notes: [String]
  /// What is on the page and not in the article, as far as the reader says.
  package var dropped: [DroppedText] = []

  /// The body as it is searched and quoted: all paragraphs but captions, an empty line between
  /// each two.
  package var body: String {
    article.paragraphs.lazy.filter { $0.kind != .caption }.map(\.text).joined(separator: "\n\n")
  }
}

/// A text of a page that would not be filed with the article.
package struct DroppedText: Hashable, Sendable {
  package var text: String
  package var kind: Paragraph.Kind
  /// Why, as a clause.
  package var reason: String
  /// How much it looked like the article's text, from 0 to 1, where that was asked.
  package var score: Double?

  init(_ block: DroppedBlock) {
    text = block.text
    kind = block.kind
    reason = block.reason.sentence
    score = Double(block.percent) / 100
  }

  package init(text: String, kind: Paragraph.Kind, reason: String, score: Double? = nil) {
    self.text = text
    self.kind = kind
    self.reason = reason
    self.score = score
  }
}

extension ExtractedArticle {
  /// Leaves out what an archive knows from the other pages of the site.
  fileprivate mutating func dropBoilerplate(knownTo archive: Archive) throws {
    let identity = ArticleIdentity(of: article)
    guard let page = PageLines(of: article, identity: identity, mediaType: mediaType) else {
      return
    }
    let learned = try BoilerplateLearning()
      .boilerplate(of: article, page, as: page.likelyID, in: archive.view.store)
    dropped += learned.dropped.map { number in
      let paragraph = article.paragraphs[number]
      let reason = "other pages of the site have it, too"
      return DroppedText(text: paragraph.text, kind: paragraph.kind, reason: reason)
    }
    article = learned.removed(from: article)
  }

  fileprivate init(
    _ read: ReadArticle,
    _ source: Extraction.Source,
    _ digested: DigestedOriginal
  ) {
    path = source.path
    ordinal = source.ordinal
    article = withLanguage(read.article)
    mediaType = read.mediaType
    charset = read.charset
    place = read.original.place
    size = digested.size
    sha256 = digested.sha256
    notes = read.notes.map { "\($0)" }
    dropped = read.dropped.map(DroppedText.init)
  }
}

/// A source, or a part of one, that would not be filed.
package struct SkippedSource: Sendable {
  package var path: FilePath
  package var reason: SkipReason
  /// In bytes; nil if the whole source was not even read.
  package var range: Range<Int>?
  /// How many parts of the source this stands for.
  package var count = 1
  /// Whether it is nothing in which anybody expects an article, such as a picture.
  package var isExpected: Bool { reason.isExpected }
}

/// The original of an article with its digest.
private struct DigestedOriginal {
  let original: ReadOriginal
  let size: Int
  let sha256: String

  /// The original of an article that was read from `bytes`.
  init(_ original: ReadOriginal, of bytes: UnsafeRawBufferPointer) {
    self.original = original
    switch original {
    case .range(let range):
      let part = unsafe UnsafeRawBufferPointer(rebasing: bytes[range])
      size = range.count
      sha256 = unsafe SHA256.hash(part).description
    case .bytes(let own, _):
      size = own.count
      sha256 = SHA256.hash(own).description
    }
  }
}
