// SPDX-License-Identifier: Apache-2.0

import NewsArchive
import Storage
import SystemPackage
import Testing

/// What is left, and what is said, when the system refuses.
struct FailureTests {
  private let archive: SampleArchive

  init() throws {
    archive = try SampleArchive()
  }

  @Test func `a file that could not be read is tried again although it has not changed`() throws {
    let path = try archive.write("Storm\n\nA storm came to Marlow.\n", to: "storm.txt")
    let first = try refusing(.permissionDenied, "open", ofNames: "storm.txt") {
      try archive.index([path])
    }
    #expect(first.skipped == 1)
    let second = try archive.index([path])
    #expect(second.added == 1)
    #expect(second.skipped == 0)
  }

  @Test func `what failed for want of room has changed nothing and says so`() throws {
    try archive.index([archive.write(sampleText(0), to: "0.txt")])
    let path = try archive.write(sampleText(1), to: "1.txt")
    let error = #expect(throws: ArchiveError.self) {
      try refusing(.noSpace, "write", ofNames: "00000002-") { try archive.index([path]) }
    }
    #expect(error?.code == .inputOutput)
    #expect(error?.description.hasSuffix("nothing was changed") == true)
    #expect(try archive.open().generation == 1)
  }

  @Test func `a merge that fails after a commit says that the commit is kept`() throws {
    var failures = 0
    for number in 0..<6 {
      let path = try archive.write(sampleText(number), to: "\(number).txt")
      let committed = number == 0 ? 1 : try archive.open().generation + 1
      // The commit of the articles goes through; what merging writes belongs to the next one.
      let next = "\(hexadecimal(committed + 1))-"
      do {
        try refusing(.noSpace, "write", ofNames: next) { try archive.index([path]) }
      } catch let error as ArchiveError {
        failures += 1
        #expect(
          error.description.hasSuffix("generation \(committed), committed before that, is kept")
        )
        #expect(error.code == .inputOutput)
      }
      #expect(try archive.open().generation == committed)
      #expect(try archive.titles("Report").count == number + 1)
    }
    #expect(failures > 0)
  }

  @Test func `nothing is written beside a segment that the disk refuses to open`() throws {
    try archive.index([archive.write(sampleText(0), to: "0.txt")])
    let error = #expect(throws: ArchiveError.self) {
      try FaultPoint.$handler.withValue({ operation, path in
        operation == "open" && path.extension == "segment" ? .ioError : nil
      }) { _ = try archive.writer() }
    }
    #expect(error?.code == .inputOutput)
    #expect(try archive.open().generation == 1)
  }

  @Test func `a correction that says what is so already makes no generation`() throws {
    try archive.index([archive.write(sampleText(0), to: "0.txt")])
    let id = try archive.id("Report")
    let corrections = [try Correction(assignment: "section=Towns")]
    try archive.writer().edit(id, corrections)
    let generation = try archive.open().generation
    try archive.writer().edit(id, corrections)
    #expect(try archive.open().generation == generation)
  }

  /// Lets a call fail on files whose names begin so.
  @discardableResult
  private func refusing<Result>(
    _ refusal: Errno,
    _ call: String,
    ofNames prefix: String,
    _ body: () throws -> Result
  ) throws -> Result {
    try FaultPoint.$handler.withValue({ operation, path in
      let name = path.lastComponent?.string ?? ""
      return operation == call && name.hasPrefix(prefix) ? refusal : nil
    }) { try body() }
  }

  private func hexadecimal(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
