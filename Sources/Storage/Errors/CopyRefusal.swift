// SPDX-License-Identifier: Apache-2.0

/// Why no copy of an archive is made in a place.
package enum CopyRefusal: Error, Sendable, Equatable {
  /// It is the archive itself.
  case itself
  /// It lies inside the archive that is to be copied.
  case inside
  /// The folder that the copy's folder would lie in is not there.
  case noParent
  /// It is no folder, or one that holds things that are none of ours.
  case notEmpty
  /// It is another archive, or a copy of another one that was not finished.
  case otherArchive
  /// It is an archive, where a new one was to be made.
  case archive
  /// It holds a copy of a later generation; both numbers, theirs first.
  case later(UInt64, UInt64)
  /// It holds a copy that was written to since: its last commit is none of the archive's.
  case diverged
  /// It holds a copy with originals or decisions that the archive does not have.
  case knowsMore
  /// It holds an archive of that version, which is not this program's.
  case format(String)
  /// It holds a copy whose list of files is damaged.
  case damaged(CorruptionError)
}
