// SPDX-License-Identifier: Apache-2.0

import Storage

/// Walks one table of several runs as if they were one: by key, the newest state of each thing.
struct CatalogueMerge {
  private let runs: [CatalogueFile]
  private let table: CatalogueTable
  private var next: [Int]
  /// The key of each run's next row; nil at its end.
  private var heads: [UInt64?]

  /// A record where it lies.
  struct Found {
    let run: CatalogueFile
    let key: UInt64
    let payload: UnsafeRawBufferPointer
  }

  /// `runs` are oldest first.
  init(_ runs: [CatalogueFile], _ table: CatalogueTable) throws(CorruptionError) {
    self.runs = runs
    self.table = table
    next = [Int](repeating: 0, count: runs.count)
    heads = []
    for run in runs {
      heads.append(run.count(table) > 0 ? try run.row(0, of: table).key : nil)
    }
  }

  /// The records of the next key, oldest first; none at the end.
  mutating func nextGroup() throws(CorruptionError) -> [Found] {
    guard let least = heads.lazy.compactMap(\.self).min() else { return [] }
    var found: [Found] = []
    for index in runs.indices.reversed() where heads[index] == least {
      found = try take(least, ofRunAt: index, unlessIn: found) + found
    }
    return found
  }

  /// Takes a run's records with `key`, except states of things that a newer run knows.
  private mutating func take(
    _ key: UInt64,
    ofRunAt index: Int,
    unlessIn newer: [Found]
  ) throws(CorruptionError) -> [Found] {
    let run = runs[index]
    var found: [Found] = []
    while heads[index] == key {
      let payload = try run.row(next[index], of: table).payload
      let identity = payload.prefix(table.identityLength)
      let isOld = newer.contains { $0.payload.starts(with: identity) }
      if !isOld { found.append(Found(run: run, key: key, payload: payload)) }
      next[index] += 1
      let isAtEnd = next[index] == run.count(table)
      heads[index] = isAtEnd ? nil : try run.row(next[index], of: table).key
    }
    return found
  }
}
