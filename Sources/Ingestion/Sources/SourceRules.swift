// SPDX-License-Identifier: Apache-2.0

/// Which names are passed over, by options and by the `.morgueignore` files met on the way.
struct SourceRules: Sendable {
  private let include: [Glob]
  private let exclude: [Glob]
  private let includesHidden: Bool
  /// Patterns of ignore files, each with the path of its folder below the root.
  private var ignores: [(folder: [UInt8], patterns: [Glob])] = []

  init(_ options: SourceScanner.Options) {
    include = options.include.map { Glob($0.utf8) }
    exclude = options.exclude.map { Glob($0.utf8) }
    includesHidden = options.includesHidden
  }

  /// The rules below a folder with an ignore file.
  func adding(ignoreFile text: [UInt8], in folder: [UInt8]) -> SourceRules {
    var rules = self
    let patterns = text.split { $0 == 0x0A || $0 == 0x0D }.compactMap { line -> Glob? in
      let end = line.lastIndex { !$0.isBlank }.map { $0 + 1 } ?? line.startIndex
      let pattern = line[line.startIndex..<end]
      return pattern.isEmpty || pattern.first == UInt8(ascii: "#") ? nil : Glob(pattern)
    }
    if !patterns.isEmpty { rules.ignores.append((folder, patterns)) }
    return rules
  }

  /// The rule by which an entry is passed over; nil if it is to be read.
  ///
  /// `path` is the way from the root to the entry, its name included.
  func rule(path: [UInt8], name: [UInt8], isFolder: Bool) -> SourceScanner.Rule? {
    if !includesHidden, name.first == UInt8(ascii: ".") { return .hidden }
    if exclude.contains(where: { $0.matches(path: path, name: name, isFolder: isFolder) }) {
      return .excluded
    }
    if isIgnored(path: path, name: name, isFolder: isFolder) { return .ignoreFile }
    guard !isFolder, !include.isEmpty else { return nil }
    let isWanted = include.contains { $0.matches(path: path, name: name, isFolder: false) }
    return isWanted ? nil : .excluded
  }

  /// Whether the last pattern that matches says so; a deeper file speaks after a higher one.
  private func isIgnored(path: [UInt8], name: [UInt8], isFolder: Bool) -> Bool {
    var ignored = false
    for (folder, patterns) in ignores {
      let below = folder.isEmpty ? path : Array(path.dropFirst(folder.count + 1))
      for glob in patterns where glob.matches(path: below, name: name, isFolder: isFolder) {
        ignored = !glob.isNegated
      }
    }
    return ignored
  }
}
