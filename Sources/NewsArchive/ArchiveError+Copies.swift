// SPDX-License-Identifier: Apache-2.0

import Storage
import SystemPackage

/// The sentences for places in which no backup, and no archive from one, can be made.
extension ArchiveError {
  init(_ refusal: CopyRefusal, at path: FilePath) {
    let place = TerminalText.escape(path)
    switch refusal {
    case .damaged(let error):
      self.init(
        .damaged,
        "the backup in \(place) is damaged: \(TerminalText.escape(error.file)): "
          + error.kind.sentence,
        hint: "move it away and make a new one"
      )
    default:
      self.init(
        .cannotCreate,
        "\(place) \(Self.sentence(refusal))",
        hint: Self.advice(refusal, place)
      )
    }
  }

  private static func sentence(_ refusal: CopyRefusal) -> String {
    switch refusal {
    case .itself: "is the very archive that is to be copied"
    case .inside: "lies inside the archive that is to be copied"
    case .noParent: "cannot be made: the folder it would lie in is not there"
    case .notEmpty: "is not an empty folder and no backup of this archive"
    case .otherArchive: "belongs to another archive"
    case .archive: "is an archive already"
    case .later(let theirs, let ours):
      "holds generation \(theirs), later than generation \(ours) that would take its place"
    case .diverged: "has been written to since it was a backup of this archive"
    case .knowsMore:
      "has changes of its own, or what was purged: articles or decisions the archive does not have"
    case .format(let found): "holds an archive of format \(found), which is not this program's"
    case .damaged: "is damaged"
    }
  }

  private static func advice(_ refusal: CopyRefusal, _ place: String) -> String? {
    switch refusal {
    case .itself, .inside: "name a folder elsewhere, best on another disk"
    case .noParent: nil
    case .notEmpty: "name a folder that is new or empty, or an older backup"
    case .otherArchive: "name another folder"
    case .archive:
      "move it away first; `morgue repair --from BACKUP` takes only what is damaged from a backup"
    case .later, .diverged, .knowsMore:
      "it may hold what the archive has lost; move it away, or back up to another folder"
    case .format: "move it away, or back up to another folder"
    case .damaged: nil
    }
  }
}
