// SPDX-License-Identifier: Apache-2.0

/// A version of the layout of archives, as `FORMAT` says it.
///
/// A program reads archives of its own major version. Later ones it leaves alone; earlier ones it
/// rebuilds from their originals, whose layout stays readable, from the first that was released on.
package struct FormatVersion: Sendable, Equatable, CustomStringConvertible {
  package let major: UInt32
  package let minor: UInt32

  package init(major: UInt32, minor: UInt32) {
    self.major = major
    self.minor = minor
  }

  /// What this program writes.
  package static let current = FormatVersion(major: 6, minor: 0)
  /// The first major version that was released: every later program rebuilds from it.
  package static let firstReleased: UInt32 = 6

  /// As it stands in `FORMAT`.
  package var description: String { "\(major).\(minor)" }
}

extension Manifest {
  /// The major version as which the files were written: the first of the archive's numbers, and the
  /// first released one if there is none.
  ///
  /// It is apart from `FORMAT` so that an archive of which only one of the two has been replaced yet
  /// says what is still to be done.
  package var formatMajor: UInt32 {
    let number = attributes.first ?? 0
    return number == 0 ? FormatVersion.firstReleased : UInt32(clamping: number)
  }
}
