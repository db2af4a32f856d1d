// SPDX-License-Identifier: Apache-2.0

@testable import NewsArchive
import Storage
import SystemPackage
import Testing

/// What is concluded from a journal of what was being read when a process ended.
struct SuspectTests {
  private let limits = ReadingLimits(seconds: 60, megabytes: 1024, bytes: 1 << 25)

  private func work(
    _ name: String,
    _ state: WorkEntry.State = .inWork,
    deaths: UInt32 = 0
  ) -> WorkEntry {
    var entry = WorkEntry(path: Array(name.utf8), size: 1, modified: 2)
    (entry.state, entry.deaths) = (state, deaths)
    return entry
  }

  @Test func `all that was in work is suspected, and none believed guilty`() {
    let suspects = Suspects([work("a"), work("b")], cause: .signal(11), limits: limits)
    #expect(suspects.entries.map(\.state) == [.suspected, .suspected])
    #expect(suspects.fresh == suspects.entries)
    #expect(suspects.concern(Array("a".utf8)))
    #expect(!suspects.concern(Array("c".utf8)))
  }

  @Test func `a second end over what is read alone leaves no doubt`() {
    let found = [work("a", .cleared, deaths: 1), work("a")]
    let suspects = Suspects(found, cause: .tooSlow, limits: limits)
    #expect(suspects.entries.map(\.state) == [.condemned])
    #expect(suspects.entries[0].code == 21)
    #expect(suspects.fresh.isEmpty)
  }

  @Test func `an end that nobody explains is believed the third time`() {
    let second = Suspects([work("a", .cleared, deaths: 1), work("a")], cause: nil, limits: limits)
    #expect(second.entries == [work("a", .cleared, deaths: 2)])
    let third = Suspects(second.entries + [work("a")], cause: nil, limits: limits)
    #expect(third.entries[0].code == 20)
  }

  @Test func `a journal that counts too many ends is believed`() {
    let found = [work("a", .cleared, deaths: .max), work("a")]
    let suspects = Suspects(found, cause: nil, limits: limits)
    #expect(suspects.entries.map(\.deaths) == [.max])
    #expect(suspects.entries[0].code == 20)
  }

  @Test func `another file of that name is not suspected`() {
    let suspects = Suspects([work("a")], cause: nil, limits: limits)
    #expect(suspects[WorkEntry(path: Array("a".utf8), size: 1, modified: 2)] != nil)
    #expect(suspects[WorkEntry(path: Array("a".utf8), size: 1, modified: 3)] == nil)
    #expect(suspects[WorkEntry(path: Array("a".utf8), size: 1, modified: 2, part: 0)] == nil)
  }

  @Test(
    arguments: [.whole, .cuts, .part(0, without: []), .part(7, without: [1, 900])]
      as [ApartReading.Extent]
  )
  func `a process of its own is told what to read`(extent: ApartReading.Extent) {
    let path = FilePath(bytes: Array("/clips/\u{1}".utf8) + [0xFF, 0x20])
    let reading = ApartReading(path, extent, limits)
    #expect(ApartReading(arguments: Array(reading.arguments.dropFirst())) == reading)
  }

  @Test(
    arguments: [
      ["read-apart"], ["read-apart", "0", "1", "1", "whole", "a"],
      ["read-apart", "1", "1", "1", "some", "a"], ["read-apart", "1", "1", "1", "1,x", "a"],
      ["read", "1", "1", "1", "whole", "a"],
    ]
  )
  func `other arguments are not understood`(words: [String]) {
    #expect(ApartReading(arguments: words.map { Array($0.utf8) }) == nil)
  }
}
