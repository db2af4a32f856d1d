// SPDX-License-Identifier: Apache-2.0

import Storage
import SystemPackage

/// One walk of a scanner.
struct SourceWalk<Failure: Error> {
  typealias Finding = SourceScanner.Finding

  private let options: SourceScanner.Options
  private let onFolder: ((FilePath) -> Void)?
  private var batch: [Finding] = []

  private static var batchSize: Int { 1024 }
  private static var ignoreFile: [UInt8] { Array(".morgueignore".utf8) }
  private static var ignoreFileLimit: UInt64 { 1 << 20 }
  /// The name and the first bytes of the file that makes a folder an archive.
  private static var formatFile: [UInt8] { Array("FORMAT".utf8) }
  private static var archiveMagic: [UInt8] { Array("morgue".utf8) }

  init(options: SourceScanner.Options, onFolder: ((FilePath) -> Void)? = nil) {
    self.options = options
    self.onFolder = onFolder
  }

  /// Whether something is to be looked at, `whole` being whether all of its folder is.
  private func isChosen(_ path: FilePath, whole: Bool) -> Bool {
    whole || options.only?.holds(path) ?? true
  }

  /// Whether something is to be looked at, or something in it.
  private func concerns(_ path: FilePath, whole: Bool) -> Bool {
    isChosen(path, whole: whole) || options.only?.leads(through: path) ?? true
  }

  /// Walks `root` and everything below it.
  mutating func walk(
    _ root: FilePath,
    _ body: ([Finding]) throws(Failure) -> Void
  ) throws(Failure) {
    if concerns(root, whole: false), let status = status(of: root) {
      let isWhole = isChosen(root, whole: false)
      if status.kind == .folder {
        let place = Place(
          folder: root,
          below: [],
          depth: 0,
          rules: SourceRules(options),
          isWhole: isWhole
        )
        try enter(place, open(root), body)
      } else if isWhole {
        take(root, status)
      }
    }
    if !batch.isEmpty { try body(batch) }
  }

  /// A folder on the way.
  private struct Place {
    var folder: FilePath
    /// The way from the root, `/` between names.
    var below: [UInt8]
    var depth: Int
    var rules: SourceRules
    /// Whether everything in it is to be looked at.
    var isWhole: Bool
  }

  /// A folder held open, or why it could not be opened.
  private enum Opened: ~Copyable {
    case folder(Folder)
    case failed(Errno)
  }

  private mutating func status(of root: FilePath) -> FileStatus? {
    do throws(FileError) {
      if let status = try FileSystem.status(of: root, followingLink: true) { return status }
      batch.append(.skipped(root, .unreadable(errno: Errno.noSuchFileOrDirectory.rawValue)))
    } catch {
      batch.append(.skipped(root, .unreadable(errno: error.errno.rawValue)))
    }
    return nil
  }

  private func open(_ root: FilePath) -> Opened {
    do throws(FileError) {
      return .folder(try Folder(root, followingLink: true))
    } catch {
      return .failed(error.errno)
    }
  }

  private func open(_ name: [UInt8], in parent: borrowing Folder) -> Opened {
    do throws(FileError) {
      return .folder(try parent.folder(name))
    } catch {
      return .failed(error.errno)
    }
  }

  /// Walks a folder; the recursion is as deep as the folders, and limited by the options.
  private mutating func enter(
    _ place: Place,
    _ opened: consuming Opened,
    _ body: ([Finding]) throws(Failure) -> Void
  ) throws(Failure) {
    switch consume opened {
    case .failed(let errno):
      try put(.skipped(place.folder, .unreadable(errno: errno.rawValue)), body)
    case .folder(let folder):
      if isArchive(folder) { return try put(.passedOver(place.folder, .archive), body) }
      onFolder?(place.folder)
      let entries: [Folder.Entry]
      do throws(FileError) {
        entries = try folder.entries()
      } catch {
        return try put(.skipped(place.folder, .unreadable(errno: error.errno.rawValue)), body)
      }
      try walk(entries, of: folder, reading(place, folder, entries), body)
    }
  }

  private func isArchive(_ folder: borrowing Folder) -> Bool {
    guard
      let file = try? RegularFile.read(Self.formatFile, in: folder, limit: 4096)
    else { return false }
    return file.bytes.starts(with: Self.archiveMagic)
  }

  /// A place with the rules of the folder's own ignore file.
  private func reading(
    _ place: Place,
    _ folder: borrowing Folder,
    _ entries: [Folder.Entry]
  ) -> Place {
    guard entries.contains(where: { $0.name == Self.ignoreFile }),
      let file = try? RegularFile.read(Self.ignoreFile, in: folder, limit: Self.ignoreFileLimit)
    else { return place }
    var changed = place
    changed.rules = place.rules.adding(ignoreFile: file.bytes, in: place.below)
    return changed
  }

  private mutating func walk(
    _ entries: [Folder.Entry],
    of folder: borrowing Folder,
    _ place: Place,
    _ body: ([Finding]) throws(Failure) -> Void
  ) throws(Failure) {
    let pages = PageFolders(entries.map(\.name))
    for entry in entries {
      let path = place.folder.appending(name: entry.name)
      guard concerns(path, whole: place.isWhole) else { continue }
      let isWhole = isChosen(path, whole: place.isWhole)
      let below =
        place.below.isEmpty
        ? entry.name : place.below + [UInt8(ascii: "/")] + entry.name
      let status: FileStatus
      do throws(FileError) {
        status = try folder.status(of: entry.name)
      } catch {
        try put(.skipped(path, .unreadable(errno: error.errno.rawValue)), body)
        continue
      }
      let isFolder = status.kind == .folder
      if let rule = place.rules.rule(path: below, name: entry.name, isFolder: isFolder) {
        try put(.passedOver(path, rule), body)
      } else if isFolder, pages.holds(entry.name) {
        try put(.passedOver(path, .pageFolder), body)
      } else if isFolder, place.depth + 1 >= options.maximumDepth {
        try put(.skipped(path, .tooDeep(limit: options.maximumDepth)), body)
      } else if isFolder {
        let next = Place(
          folder: path,
          below: below,
          depth: place.depth + 1,
          rules: place.rules,
          isWhole: isWhole
        )
        try enter(next, open(entry.name, in: folder), body)
      } else if isWhole {
        take(path, status)
        try flush(body)
      }
    }
  }

  /// Makes a finding of anything but a folder.
  private mutating func take(_ path: FilePath, _ status: FileStatus) {
    switch status.kind {
    case .regular: batch.append(finding(path, status))
    case .link: batch.append(.skipped(path, .linkNotFollowed))
    default: batch.append(.skipped(path, .notRegular))
    }
  }

  private func finding(_ path: FilePath, _ status: FileStatus) -> Finding {
    let size = Int64(clamping: status.size)
    // A mailbox often has a name without an ending; what it is will be seen when it is read.
    let mayBeCollection = SourceScanner.isNamedCollection(path) || path.extension == nil
    let limit = mayBeCollection ? options.maximumCollectionSize : options.maximumSize
    if size > limit { return .skipped(path, .tooLarge(limit: limit)) }
    if size == 0 { return .skipped(path, .empty) }
    return .file(
      SourceFile(
        path: path,
        size: size,
        modified: status.modified,
        device: status.device,
        inode: status.inode
      )
    )
  }

  private mutating func put(
    _ finding: Finding,
    _ body: ([Finding]) throws(Failure) -> Void
  ) throws(Failure) {
    batch.append(finding)
    try flush(body)
  }

  private mutating func flush(_ body: ([Finding]) throws(Failure) -> Void) throws(Failure) {
    guard batch.count >= Self.batchSize else { return }
    try body(batch)
    batch.removeAll(keepingCapacity: true)
  }
}

/// The folders that browsers save beside a page: `Name_files` beside `Name.html`.
private struct PageFolders {
  private let names: Set<[UInt8]>

  private static let endings = [
    "_files", "-files", ".files", "_arquivos", "_archivos", "_fichiers", "-Dateien", "_bestanden",
  ]
  .map { Array($0.utf8) }
  private static let pages = [".html", ".htm", ".xhtml", ".HTML", ".HTM", ".shtml"]
    .map { Array($0.utf8) }

  init(_ names: [[UInt8]]) {
    self.names = Set(names)
  }

  /// Whether `folder` is one, because its page lies beside it.
  func holds(_ folder: [UInt8]) -> Bool {
    for ending in Self.endings where folder.count > ending.count {
      guard folder.suffix(ending.count).elementsEqual(ending) else { continue }
      let page = Array(folder.dropLast(ending.count))
      if Self.pages.contains(where: { names.contains(page + $0) }) { return true }
    }
    return false
  }
}
