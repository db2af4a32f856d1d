// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Articles
import Ingestion
import Storage
import SystemPackage
import TextAnalysis

/// What a thread made of a ``ReadingTask``.
struct ReadingOutcome: Sendable {
  var articles: [ReadingResult] = []
  var skipped: [SkippedPart] = []
  /// Of the whole file; nil if it was not read, or read in parts.
  var digest: Digest?
  /// As it was when it was opened.
  var stat: FileStat
  /// The bytes are those of the catalogue's record.
  var isUnchanged = false
  var byteCount: Int64 = 0
}

/// An article that a thread has prepared.
struct ReadingResult: Sendable {
  var prepared: PreparedArticle
  /// Where the original is within the file.
  var range: Range<UInt64>
  var ordinal: UInt32
  var mediaType: String
  var notes: [ReadNote]
  /// Of a web page.
  var lines: PageLines?
}

/// One thread's tools for reading files.
struct FileReading: ~Copyable {
  private var reader = ArticleReader()

  mutating func outcome(of task: ReadingTask) -> ReadingOutcome {
    switch task.content {
    case .unread: return wholeFile(task)
    case .bytes(let bytes, let name):
      return outcome(bytes, task, hint: SourceHint(fileName: name), stat: task.file.stat)
    case .part(let map, let part):
      let hint = SourceHint(fileName: task.file.name, modified: task.file.modified)
      var outcome = ReadingOutcome(stat: task.file.stat)
      outcome.byteCount = Int64(part.place.count)
      let result = unsafe reader.read(part, of: map.buffer, as: hint)
      unsafe add(result, of: map.buffer, to: &outcome)
      return outcome
    }
  }

  private mutating func wholeFile(_ task: ReadingTask) -> ReadingOutcome {
    do throws(RegularFile.Failure) {
      let file = try RegularFile.read(task.file.path, limit: UInt64(task.limit))
      let stat = FileStat(
        size: file.status.size,
        modified: file.status.modified,
        device: file.status.device,
        inode: file.status.inode
      )
      let hint = SourceHint(fileName: task.file.name, modified: task.file.modified)
      return outcome(file.bytes, task, hint: hint, stat: stat)
    } catch {
      var outcome = ReadingOutcome(stat: task.file.stat)
      outcome.skipped = [SkippedPart(SkipReason(error))]
      return outcome
    }
  }

  private mutating func outcome(
    _ bytes: [UInt8],
    _ task: ReadingTask,
    hint: SourceHint,
    stat: FileStat
  ) -> ReadingOutcome {
    var outcome = ReadingOutcome(stat: stat)
    let digest = SHA256.hash(bytes)
    outcome.digest = digest
    outcome.byteCount = Int64(bytes.count)
    if let known = task.known, known.digest == digest, !known.isSkipped {
      outcome.isUnchanged = true
      return outcome
    }
    unsafe bytes.withUnsafeBytes { buffer in
      let result = unsafe reader.read(buffer, as: hint)
      unsafe add(result, of: buffer, to: &outcome)
    }
    return outcome
  }

  private func add(
    _ result: ReadResult,
    of bytes: UnsafeRawBufferPointer,
    to outcome: inout ReadingOutcome
  ) {
    outcome.skipped = result.skipped
    var originals = SharedOriginals()
    outcome.articles = result.articles.indices.map { index in
      let read = result.articles[index]
      let place = read.original.place
      let isShared = result.articles.sharesOriginal(at: index)
      let prepared = PreparedArticle(
        withLanguage(read.article),
        original: unsafe originals.prepared(read.original, of: bytes),
        sharesOriginal: isShared,
        claim: read.claimedID
      )
      return ReadingResult(
        prepared: prepared,
        range: UInt64(place.lowerBound)..<UInt64(place.upperBound),
        ordinal: UInt32(clamping: read.ordinal),
        mediaType: read.mediaType,
        notes: read.notes,
        lines: prepared.pageLines(mediaType: read.mediaType)
      )
    }
  }
}

/// Digests and compresses originals, one that several articles in a row share only once.
struct SharedOriginals {
  private var last: (original: ReadOriginal, prepared: PreparedOriginal)?

  /// The original of an article that was read from `bytes`, ready to be stored.
  mutating func prepared(
    _ original: ReadOriginal,
    of bytes: UnsafeRawBufferPointer
  ) -> PreparedOriginal {
    if let last, last.original == original { return last.prepared }
    let prepared =
      switch original {
      case .range(let range):
        unsafe PreparedOriginal(UnsafeRawBufferPointer(rebasing: bytes[range]))
      case .bytes(let own, _): unsafe own.withUnsafeBytes { unsafe PreparedOriginal($0) }
      }
    last = (original, prepared)
    return prepared
  }
}

extension [ReadArticle] {
  /// Whether the article before or after was read from the same bytes.
  func sharesOriginal(at index: Int) -> Bool {
    let original = self[index].original
    return index > 0 && self[index - 1].original == original
      || index + 1 < count && self[index + 1].original == original
  }
}

/// The article, its language recognised from the text if nothing says it.
func withLanguage(_ article: Article) -> Article {
  guard article.language == nil else { return article }
  var sample = article.title?.value ?? ""
  for block in article.paragraphs where sample.utf8.count < 2000 { sample += "\n" + block.text }
  let language = LanguageDetector.detect(sample)
  guard language != .unknown else { return article }
  var known = article
  known.language = Sourced(language.code, .derived)
  return known
}

extension SourceFile {
  var stat: FileStat {
    FileStat(
      size: UInt64(clamping: size),
      modified: modified,
      device: device,
      inode: inode
    )
  }

  /// The last component, for a reader that looks at its ending.
  var name: String? { path.lastComponent?.string }
}

extension SkipReason {
  /// Why a file that the scan found could not be read.
  init(_ failure: RegularFile.Failure) {
    switch failure {
    case .link: self = .linkNotFollowed
    case .notRegular: self = .notRegular
    case .tooLarge(_, let limit): self = .tooLarge(limit: Int64(clamping: limit))
    case .changedWhileRead: self = .changedWhileRead
    case .file(let error): self = .unreadable(errno: error.errno.rawValue)
    }
  }
}
