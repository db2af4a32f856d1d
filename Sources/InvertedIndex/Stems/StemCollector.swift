// SPDX-License-Identifier: Apache-2.0

import Storage
import TextAnalysis

/// Collects which terms share a stem while a segment's terms are written: the section `STEM`.
struct StemCollector: ~Copyable {
  /// A term in a language, and the group it belongs to.
  struct Member: BitwiseCopyable {
    var group: UInt64
    var ordinal: UInt32
    var language: UInt8
    var documentFrequency: UInt32
  }

  /// A group that gets a postings list.
  struct Group {
    var hash: UInt64
    var language: UInt8
    var members: Range<Int>
  }

  private let shelf: StemmerShelf
  private(set) var members = GrowingArray<Member>()
  private var lists: [(hash: UInt64, postings: TermPostings)] = []

  init(languages: [Language]) {
    shelf = StemmerShelf(languages)
  }

  /// Adds a term to its group in each language it occurs in.
  mutating func add(
    key: UnsafeBufferPointer<UInt8>,
    surface: UnsafeBufferPointer<UInt8>,
    ordinal: UInt32,
    languages: LanguageMask,
    documentFrequency: UInt32
  ) {
    let plain = JoinedTerm.form(of: key) ?? key
    guard StemFormat.isStemmed(plain) else { return }
    let form = surface.isEmpty ? plain : surface
    for number in shelf.numbers where languages.contains(number) {
      guard let group = shelf.group(of: form, in: number) else { continue }
      members.append(
        Member(
          group: group,
          ordinal: ordinal,
          language: number,
          documentFrequency: documentFrequency
        )
      )
    }
  }

  /// Sorts the members by group and gives the groups that are worth a list, in that order.
  mutating func groups() -> [Group] {
    let all = UnsafeMutableBufferPointer(start: members.base, count: members.count)
    // The members came in the order of their ordinals, and those of a group keep it.
    RadixSort.sort(all) { $0.group }
    var groups: [Group] = []
    var start = 0
    while start < all.count {
      var end = start + 1
      var total = UInt64(all[start].documentFrequency)
      while end < all.count, all[end].group == all[start].group {
        total += UInt64(all[end].documentFrequency)
        end += 1
      }
      if end - start > 1, total >= StemFormat.listThreshold {
        groups.append(
          Group(hash: all[start].group, language: all[start].language, members: start..<end)
        )
      }
      start = end
    }
    return groups
  }

  /// Remembers the list of a group; groups come in the order of ``groups()``.
  mutating func add(list: TermPostings, of group: Group) {
    lists.append((group.hash, list))
  }

  /// The section, once the lists are known.
  func encode() -> [UInt8] {
    var out = ByteWriter(reservingCapacity: 8 + members.count * 8 + lists.count * 20)
    out.u32(UInt32(members.count))
    out.u32(UInt32(lists.count))
    for member in members.values { out.u32(UInt32(member.group >> 32)) }
    for member in members.values { out.u32(member.ordinal) }
    for list in lists { out.u64(list.hash) }
    var records = ByteWriter()
    for list in lists {
      out.u32(UInt32(records.bytes.count))
      list.postings.encode(into: &records)
    }
    out.bytes(records.bytes)
    return out.bytes
  }
}
