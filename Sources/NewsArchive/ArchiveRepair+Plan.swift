// SPDX-License-Identifier: Apache-2.0

import Storage

extension ArchiveRepair {
  /// Says what would be done, and does none of it; needs no lock.
  func plan(_ directory: ArchiveDirectory, format: CorruptionError?) throws {
    if let format {
      report.found.append(Finding(format, culprit: .other))
      did("FORMAT: write it anew")
    }
    if let damage = try manifestDamage(directory) {
      report.found.append(Finding(damage, culprit: .other))
      did("MANIFEST: make it anew, with articles, catalogue and index, from the originals")
      return
    }
    let manifest = try directory.readManifest()
    report.generation = manifest.generation
    let findings = try look(at: directory).findings.filter(\.isDamage)
    report.wasStopped = isStopped()
    report.found += findings
    for finding in findings where finding.culprit == .previousManifest {
      did("MANIFEST.prev: write it anew")
    }
    for finding in findings where finding.culprit == .note {
      did("VERIFIED: move it to quarantine")
    }
    plan(Damage(findings, in: manifest))
  }

  private func plan(_ damage: Damage) {
    for pack in damage.packs {
      did("\(pack.place): take its sound originals into a new pack, move it to quarantine")
    }
    for file in damage.files { did("\(file.place): move it to quarantine") }
    if damage.needsStore {
      did("articles, catalogue and index: make them anew from the originals")
    } else if damage.needsIndex {
      did("index: index the articles anew that were in it")
    }
  }
}
