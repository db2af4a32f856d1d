// SPDX-License-Identifier: Apache-2.0

private import Glibc
package import SystemPackage

/// What happens in folders, as the system tells it (inotify).
///
/// Nothing is told of what lies below a folder's folders: each is to be watched by itself. File
/// systems of networks tell only what this machine does.
package struct FolderChanges: ~Copyable {
  /// Something that happened.
  package enum Event: Hashable, Sendable {
    /// A file was made; it may be a second name of one that is whole, or be written from now on.
    case made(FilePath)
    /// Bytes of a file were written, and more may come.
    case growing(FilePath)
    /// A file was closed after writing, or moved to this name.
    case complete(FilePath)
    /// A folder was made, or moved to this name.
    case folder(FilePath)
    /// A watched folder was moved away or removed.
    case gone(FilePath)
    /// So much happened that some of it is not told.
    case lost
  }

  private let file: OpenFile
  /// By the numbers that the system gives them.
  private var folders: [Int32: FilePath] = [:]

  private static let wanted = UInt32(
    IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF
      | IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK
  )

  /// Watches nothing yet.
  package init() throws(FileError) {
    let name: FilePath = "inotify"
    let flags = Int32(IN_CLOEXEC | IN_NONBLOCK)
    file = OpenFile(adopting: try systemCall("inotify_init1", name) { inotify_init1(flags) }, name)
  }

  /// Tells from now on what happens in a folder; one that was moved is known by its new name.
  ///
  /// - Throws: ``FileError`` with ENOSPC when the system watches no more folders for this user.
  package mutating func watch(_ folder: FilePath) throws(FileError) {
    let held = file.withDescriptor { $0 }
    let number = try systemCall("inotify_add_watch", folder) {
      folder.withPlatformString { inotify_add_watch(held, $0, Self.wanted) }
    }
    folders[number] = folder
  }

  /// Waits so many milliseconds for something to happen, and answers what has, in order.
  ///
  /// Returns early, with nothing, when a signal comes.
  package mutating func wait(milliseconds: Int32) throws(FileError) -> [Event] {
    let count = file.withDescriptor { held in
      var waiting = pollfd(fd: held, events: Int16(POLLIN), revents: 0)
      return poll(&waiting, 1, milliseconds)
    }
    return count > 0 ? try read() : []
  }

  private mutating func read() throws(FileError) -> [Event] {
    let size = 1 << 16
    let buffer = UnsafeMutableRawBufferPointer.allocate(
      byteCount: size,
      alignment: MemoryLayout<inotify_event>.alignment
    )
    defer { buffer.deallocate() }
    let count: Int
    do {
      count = try file.read(into: buffer)
    } catch {
      guard error.errno == .wouldBlock else { throw error }
      return []
    }
    return events(Self.told(in: UnsafeRawBufferPointer(rebasing: buffer[..<count])))
  }

  /// What the system says of a name.
  private struct Told {
    var mask: UInt32
    var place: Place

    struct Place: Hashable {
      var folder: Int32
      var name: [UInt8]
    }
  }

  private static func told(in bytes: UnsafeRawBufferPointer) -> [Told] {
    var told: [Told] = []
    var offset = 0
    let head = MemoryLayout<inotify_event>.size
    while offset + head <= bytes.count {
      let raw = bytes.load(fromByteOffset: offset, as: inotify_event.self)
      let end = min(bytes.count, offset + head + Int(raw.len))
      let name = [UInt8](bytes[(offset + head)..<end].prefix { $0 != 0 })
      told.append(Told(mask: raw.mask, place: .init(folder: raw.wd, name: name)))
      offset = end
    }
    return told
  }

  /// The events, of each file only the last: a file that is written in pieces is told of a thousand
  /// times.
  private mutating func events(_ told: [Told]) -> [Event] {
    var last: [Told.Place: Int] = [:]
    for (index, one) in told.enumerated() { last[one.place] = index }
    var events: [Event] = []
    for (index, one) in told.enumerated() {
      let isFile = one.mask & UInt32(IN_ISDIR) == 0 && !one.place.name.isEmpty
      if isFile, last[one.place] != index { continue }
      if let event = event(one) { events.append(event) }
    }
    return events
  }

  private mutating func event(_ told: Told) -> Event? {
    func has(_ bits: Int...) -> Bool { bits.contains { told.mask & UInt32($0) != 0 } }
    if has(Int(IN_Q_OVERFLOW)) { return .lost }
    if has(Int(IN_IGNORED)) {
      folders[told.place.folder] = nil
      return nil
    }
    guard let folder = folders[told.place.folder] else { return nil }
    if has(Int(IN_DELETE_SELF), Int(IN_MOVE_SELF)) { return .gone(folder) }
    guard !told.place.name.isEmpty else { return nil }
    let path = folder.appending(name: told.place.name)
    if has(Int(IN_ISDIR)) {
      return has(Int(IN_CREATE), Int(IN_MOVED_TO)) ? .folder(path) : nil
    }
    if has(Int(IN_CLOSE_WRITE), Int(IN_MOVED_TO)) { return .complete(path) }
    return has(Int(IN_CREATE)) ? .made(path) : .growing(path)
  }
}
