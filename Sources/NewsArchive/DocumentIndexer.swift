// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Articles
import InvertedIndex
import Storage
import TextAnalysis

/// A text that search must learn.
struct NewDocument: Sendable {
  var id: ArticleID
  var version: UInt32
  /// With readers' corrections.
  var article: Article
  /// When the version was filed, in seconds since 1970.
  var filed: Int64
  /// The number of the commit that filed it.
  var revision: UInt64
}

/// Puts articles into segments, one builder for each thread.
final class DocumentIndexer {
  private let builders: [BuilderBox]

  init(threads: Int) {
    builders = (0..<max(1, threads)).map { _ in BuilderBox() }
  }

  /// Bytes held for documents that are not sealed.
  var memoryInUse: Int { builders.reduce(0) { $0 + $1.memoryInUse } }
  var isEmpty: Bool { builders.allSatisfy(\.isEmpty) }
  var isFull: Bool { builders.contains(where: \.isFull) }

  /// Analyses and inverts the documents on all threads; each takes a run of neighbours.
  func add(_ documents: [NewDocument]) {
    let share = (documents.count + builders.count - 1) / builders.count
    guard share > 0 else { return }
    inParallel(count: (documents.count + share - 1) / share) { [builders] number in
      let start = min(number * share, documents.count)
      let end = min(start + share, documents.count)
      for document in documents[start..<end] { builders[number].add(document) }
    }
  }

  /// Writes what the builders hold as segments of the transaction, and empties them.
  func seal(into transaction: inout Transaction) throws(StorageError) {
    for box in builders where !box.isEmpty {
      let count = box.count
      let receipt = try box.seal(into: transaction.newFile(.segment))
      transaction.add(receipt, attributes: [UInt64(count)])
    }
  }
}

/// A builder that one thread at a time works on.
///
/// `DocumentIndexer` gives each thread its own, and seals when none is at work.
private final class BuilderBox: @unchecked Sendable {
  private var builder = SegmentBuilder()

  var memoryInUse: Int { builder.memoryInUse }
  var isEmpty: Bool { builder.documentCount == 0 }
  var isFull: Bool { builder.isFull }
  var count: Int { builder.documentCount }

  func add(_ document: NewDocument) {
    document.add(to: &builder)
  }

  func seal(
    into file: consuming SealedFileWriter
  ) throws(StorageError) -> SealedFileReceipt {
    var fresh = SegmentBuilder()
    swap(&builder, &fresh)
    fresh.isInOrderOfTime = true
    return try fresh.seal(into: file)
  }
}

extension NewDocument {
  /// Analyses and inverts the text.
  func add(to builder: inout SegmentBuilder) {
    builder.begin()
    article.forEachIndexedText { builder.add(field: $0, text: $1) }
    let addresses = [article.url?.value, article.canonicalURL?.value].compactMap(\.self)
    for words in AddressWords.texts(of: addresses) { builder.add(field: .url, text: words) }
    builder.finish(metadata)
  }

  /// What a segment knows of it besides its words.
  var metadata: DocumentMetadata {
    DocumentMetadata(
      articleID: id.rawValue,
      version: version,
      published: article.published?.value.seconds,
      precision: article.published.map { DatePrecision($0.value.precision) } ?? .day,
      language: article.language.flatMap { Language(code: $0.value) } ?? .unknown,
      source: article.source?.value,
      section: article.section?.value,
      authors: article.authors?.value ?? [],
      filed: filed,
      revision: revision
    )
  }
}

extension DatePrecision {
  init(_ precision: ArticleDate.Precision) {
    switch precision {
    case .year: self = .year
    case .month: self = .month
    case .day: self = .day
    case .minute: self = .minute
    case .second: self = .second
    }
  }
}
