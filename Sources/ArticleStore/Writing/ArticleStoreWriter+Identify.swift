// SPDX-License-Identifier: Apache-2.0

import Articles
package import Storage

extension ArticleStoreWriter {
  /// Tells what an article that was read from `path` is.
  ///
  /// In this order: bytes that are filed, if they hold one article; a text that is filed; a text at an address that is filed
  /// (alike, where only the page itself names the address);
  /// one whose canonical address is filed and whose text is alike; for a file that holds nothing
  /// else (`isAlone`) and has no address, the article its path held before; for one without an address
  /// from an export, the article of the id it had if the texts are alike; else a new one. Texts
  /// too short to say which article they are (``ArticleIdentity/isSubstantial``) do not make pages
  /// with different addresses one.
  package func identify(
    _ prepared: PreparedArticle,
    atPath path: [UInt8],
    isAlone: Bool
  ) throws(CorruptionError) -> Filing {
    // A file of many articles has a long record, and nothing here asks for it.
    let file = isAlone && !path.isEmpty ? try file(atPath: path) : nil
    let seen = Seen(prepared: prepared, path: path, file: file)
    if !prepared.sharesOriginal, let known = try filed(original: prepared.original.digest) {
      return try again(known.article, known.version, seen)
    }
    let identity = prepared.identity
    if let known = try article(for: identity.fingerprint), try tells(known, seen) {
      return try again(known.article, known.version, seen)
    }
    if let url = identity.ownURL, let id = try article(atAddress: url) {
      let isBelieved = identity.isURLClaimed ? try isAlike(prepared.article, id) : true
      if isBelieved { return try changed(id, seen) }
    }
    if let url = identity.canonicalURL, let id = try article(atAddress: url),
      try isAlike(prepared.article, id)
    {
      return try changed(id, seen)
    }
    if let id = try articleByPath(seen) { return try changed(id, seen) }
    if let id = try claimed(seen) { return try changed(id, seen) }
    return .newArticle(try freeID(for: prepared))
  }

  /// An article that was just read and the place it was read from.
  private struct Seen {
    let prepared: PreparedArticle
    let path: [UInt8]
    /// What the file held before, if it now holds this article and nothing else.
    let file: FileRecord?

    var digest: Digest { prepared.original.digest }
  }

  /// A text that is filed as `version`.
  ///
  /// It is a sighting, unless the file held the newest version and has gone back to an older one.
  private func again(
    _ id: ArticleID,
    _ version: UInt32,
    _ seen: Seen
  ) throws(CorruptionError) -> Filing {
    if let file = seen.file, file.articles.contains(id), let newest = try versions(of: id).last {
      if file.digest == seen.digest {
        let isNewest = newest.original == seen.digest
        return .unchanged(id, version: isNewest ? newest.version : version)
      }
      if newest.version > version, file.digest == newest.original {
        return .newVersion(id, version: newest.version + 1)
      }
    }
    // The bytes may have been lost since they were seen here.
    if try hasSighting(of: id, original: seen.digest, at: seen.path) {
      return .unchanged(id, version: version)
    }
    return .sighting(id, version: version)
  }

  /// Whether equal texts are enough to say that they are one article.
  private func tells(_ known: KeyRecord, _ seen: Seen) throws(CorruptionError) -> Bool {
    let identity = seen.prepared.identity
    if identity.isSubstantial || !identity.hasURL { return true }
    let version = try versions(of: known.article).last { $0.version == known.version }
    return version.map { !$0.hasURL } ?? false
  }

  /// A text at a place that an article is known by.
  private func changed(_ id: ArticleID, _ seen: Seen) throws(CorruptionError) -> Filing {
    let versions = try versions(of: id)
    let fingerprint = seen.prepared.identity.fingerprint
    if let same = versions.last(where: { $0.fingerprint == fingerprint }) {
      return try again(id, same.version, seen)
    }
    return .newVersion(id, version: (versions.last?.version ?? 0) + 1)
  }

  /// The article known by an address: as its id, or because it was seen there.
  private func article(atAddress key: TextFingerprint) throws(CorruptionError) -> ArticleID? {
    // An id may also be the one that an export gave an article without any address.
    if try versions(of: key.articleID).contains(where: \.hasURL) { return key.articleID }
    return try article(for: key)?.article
  }

  private func exists(_ id: ArticleID) throws(CorruptionError) -> Bool {
    try !versions(of: id).isEmpty
  }

  private func isAlike(_ article: Article, _ id: ArticleID) throws(CorruptionError) -> Bool {
    guard let other = try newest(id) else { return false }
    return TextResemblance.alike(
      ArticleIdentity.normalizedText(of: article),
      ArticleIdentity.normalizedText(of: other.article)
    )
  }

  /// What the file held before, if it is known by nothing but its path.
  private func articleByPath(_ seen: Seen) throws(CorruptionError) -> ArticleID? {
    guard !seen.prepared.identity.hasURL, let file = seen.file,
      file.articles.count == 1, let newest = try versions(of: file.articles[0]).last, !newest.hasURL
    else { return nil }
    return newest.article
  }

  /// The article that an export says this is a version of.
  private func claimed(_ seen: Seen) throws(CorruptionError) -> ArticleID? {
    guard let id = seen.prepared.claim, !seen.prepared.identity.hasURL,
      try isAlike(seen.prepared.article, id)
    else { return nil }
    return id
  }

  /// The first id that is free: the one of an export if it may be believed, which of an article with
  /// an address is only one that the article would get anyway.
  private func freeID(for prepared: PreparedArticle) throws(CorruptionError) -> ArticleID {
    let identity = prepared.identity
    if let claim = prepared.claim, !identity.hasURL || identity.candidates.contains(claim),
      try !exists(claim)
    {
      return claim
    }
    for id in identity.candidates where try !exists(id) { return id }
    var number: UInt32 = 1
    while try exists(identity.spareID(number)) { number += 1 }
    return identity.spareID(number)
  }
}
