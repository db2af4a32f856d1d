// SPDX-License-Identifier: Apache-2.0

package import SystemPackage

/// Files and folders below a root, so that a walk need not look at anything else.
///
/// A folder stands for all that is in it. Paths are as the walk makes them, absolute and with no link
/// on the way.
package struct ChosenPaths: Hashable, Sendable {
  private var chosen: Set<FilePath> = []
  /// The folders that lead there.
  private var leading: Set<FilePath> = []

  package init(_ paths: some Sequence<FilePath>) {
    for path in paths {
      chosen.insert(path)
      var folder = path.removingLastComponent()
      while !folder.isEmpty, leading.insert(folder).inserted, folder.lastComponent != nil {
        folder.removeLastComponent()
      }
    }
  }

  /// Whether a path was chosen itself.
  func holds(_ path: FilePath) -> Bool { chosen.contains(path) }

  /// Whether a chosen path lies below a folder.
  func leads(through folder: FilePath) -> Bool { leading.contains(folder) }
}
