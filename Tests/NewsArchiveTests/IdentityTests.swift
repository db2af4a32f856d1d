// SPDX-License-Identifier: Apache-2.0

import Articles
import NewsArchive
import SystemPackage
import Testing

/// What is an article, what a version of one, and what one more sighting.
struct IdentityTests {
  private let archive: SampleArchive

  init() throws { archive = try SampleArchive() }

  private let ferry = """
    Ferry stays in harbour

    The ferry to the islands stayed in harbour on Monday because its only captain had gone ashore \
    to vote and could not be found before the tide turned.

    """

  @Test func `the same file twice is one article`() throws {
    try archive.write(ferry, to: "ferry.txt")
    #expect(try archive.index().added == 1)
    let second = try archive.index()
    #expect(second.added == 0)
    #expect(second.unchanged == 1)
    #expect(second.bytes == 0, "a file of the same size and time is not read")
    #expect(second.generation == 1, "nothing new, no new generation")
  }

  @Test func `a file that was only touched is unchanged`() throws {
    try archive.write(ferry, to: "ferry.txt")
    try archive.index()
    try archive.write(ferry, to: "ferry.txt")
    let report = try archive.index()
    #expect(report.unchanged == 1)
    #expect(report.added + report.changed + report.copies == 0)
  }

  @Test func `a new text at the same path is a new version`() throws {
    try archive.write(ferry, to: "ferry.txt")
    try archive.index()
    let id = try archive.id("captain")
    try archive.write(ferry + "\nThe captain was found at noon, asleep.\n", to: "ferry.txt")
    #expect(try archive.index().changed == 1)
    #expect(try archive.id("asleep") == id)
    let opened = try archive.open()
    let old = try opened.article(opened.reference("\(id)@1"))
    #expect(old.article.paragraphs.count == 1)
    #expect(old.newestVersion == 2)
    let new = try opened.article(opened.reference("\(id)"))
    #expect(new.version == 2)
    #expect(new.article.paragraphs.count == 2)
  }

  @Test func `a new text at the same address is a new version, wherever the file lies`() throws {
    let url = "https://tribune.example/2024/ferry"
    let body = "The ferry to the islands stayed in harbour on Monday and nobody knew why."
    try archive.write(record(title: "Ferry", body: body, url: url), to: "monday.jsonl")
    try archive.index()
    try archive.write(
      record(title: "Ferry", body: body + " On Tuesday it sailed.", url: url + "?utm_source=x"),
      to: "tuesday.jsonl"
    )
    #expect(try archive.index().changed == 1)
    #expect(try archive.titles("ferry") == ["Ferry"])
    #expect(try archive.titles("ferry", allVersions: true) == ["Ferry", "Ferry"])
    let opened = try archive.open()
    let id = try archive.id("sailed")
    let old = try opened.original(of: opened.reference("\(id)@1"))
    #expect(!String(decoding: old, as: UTF8.self).contains("Tuesday"))
  }

  @Test func `only old versions have what the newest has not`() throws {
    try archive.write(ferry, to: "ferry.txt")
    try archive.index()
    try archive.write(ferry.replacingWords("captain", "pilot"), to: "ferry.txt")
    try archive.index()
    #expect(try archive.titles("captain").isEmpty)
    #expect(try archive.titles("captain", allVersions: true).count == 1)
    #expect(try archive.titles("pilot").count == 1)
  }

  @Test func `the same text elsewhere is a copy`() throws {
    try archive.write(ferry, to: "ferry.txt")
    try archive.index()
    try archive.write(ferry, to: "again.txt")
    let report = try archive.index()
    #expect(report.copies == 1)
    #expect(report.added == 0)
    let opened = try archive.open()
    let article = try opened.article(opened.reference("\(archive.id("captain"))"))
    let names = article.sightings.map { FilePath(String(decoding: $0, as: UTF8.self)) }
    #expect(names.map { $0.lastComponent?.string } == ["ferry.txt", "again.txt"])
  }

  @Test func `copies within one run are copies`() throws {
    for name in ["a", "b", "c"] { try archive.write(ferry, to: "\(name).txt") }
    let report = try archive.index()
    #expect(report.added == 1)
    #expect(report.copies == 2)
  }

  @Test func `articles on standard input are never versions of one another`() throws {
    #expect(try archive.index([], input: ferry).added == 1)
    let other = "Storm takes roof\n\nThe roof of the school landed in the market on Friday.\n"
    #expect(try archive.index([], input: other).added == 1)
    #expect(try archive.index([], input: other).added == 0, "the same bytes again: nothing happens")
    #expect(try archive.titles("").count == 2)
  }

  @Test func `an id is found by every unique beginning of it`() throws {
    try archive.write(ferry, to: "ferry.txt")
    try archive.index()
    let opened = try archive.open()
    let id = try archive.id("captain")
    for length in 1...13 {
      #expect(try opened.reference(String(id.description.prefix(length))).id == id)
    }
    #expect(try opened.reference(id.description.uppercased()).id == id)
    for wrong in ["", "u", "\(id)0", "\(id)@", "\(id)@0", "\(id)@x", "?"] {
      #expect(throws: ArchiveError.self) { try opened.reference(wrong) }
    }
    #expect(throws: ArchiveError.self) { try opened.article(opened.reference("\(id)@2")) }
  }
}

extension String {
  func replacingWords(_ old: String, _ new: String) -> String {
    split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
  }
}
