// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Ingestion
import NewsArchive
import Testing

@testable import morgue

/// What is read without the argument parser means what the parser would have read.
struct PlainArgumentsTests {
  private static let pieces = [
    ["police"], ["la", "mesilla"], ["\"armed vehicles\""], ["--archive", "here"],
    ["--archive=here"],
    ["--color", "never"], ["--color=always"], ["--color", "blue"], ["--after", "2025"],
    ["--before=last-week"], ["--source", "Reuters"], ["--author=A. Reporter"],
    ["--section", "World"],
    ["--lang", "en"], ["--all-versions"], ["-n", "5"], ["--limit", "0"], ["--limit=-1"],
    ["-n", "many"], ["--offset", "20"], ["--offset", "10000000000"], ["--json"], ["--ids"],
    ["--paths"], ["--csv"], ["--format", "{date}"], ["--format={colour}"], ["-o", "a.csv"],
    ["--output=b"], ["--force"], ["--no-pager"], ["-0"], ["--null"], ["--count"], ["--any"],
    ["--strict"], ["--sort", "-date"],
    ["--sort=title"], ["--sort", "colour"], ["--sort"], ["--"], ["-x"], ["--jsn"], ["--help"], [""],
    ["--names", "n.txt"], ["--no-names"], ["--after", ""], ["--after", "--json"], ["-football"],
    ["--json=yes"], ["-n5"], ["-"],
  ]

  /// The search that the argument parser reads; nil if it complains or shows help.
  private func parsed(_ arguments: [String]) -> SearchJob? {
    try? SearchCommand.parse(arguments).job()
  }

  @Test func `a plain search is the one that the parser reads`() {
    var understood = 0
    for first in Self.pieces {
      for second in Self.pieces {
        for third in [[], ["harbour"]] {
          let arguments = first + second + third
          guard let plain = SearchJob(plain: arguments[...]) else { continue }
          understood += 1
          #expect(plain == parsed(arguments), "\(arguments)")
        }
      }
    }
    #expect(understood > 500)
  }

  @Test(arguments: [
    ["police"], ["police", "army", "--after", "2025", "-n", "3", "--sort", "-date", "--json"],
    ["--count", "--any", "a", "b"], ["--paths", "-0", "x"], ["--archive=a b", "x", "--lang=de"],
  ])
  func `what is typed all day is plain`(arguments: [String]) {
    #expect(SearchJob(plain: arguments[...]) != nil)
  }

  @Test(arguments: [
    [], ["--json"], ["x", "--json", "--ids"], ["x", "-0"], ["x", "-n", "-1"],
    ["x", "--sort", "-n"],
    ["x", "--", "-y"], ["x", "-y"], ["x", "--help"], ["x", "--version"], ["x", ""],
    ["x", "--color=no"],
  ])
  func `what is not is left to the parser`(arguments: [String]) {
    #expect(SearchJob(plain: arguments[...]) == nil)
  }

  @Test(arguments: [
    ["clips"], ["clips", "-q"], ["-", "--name", "a.txt"], ["--archive", "x", "a", "b", "--json"],
    ["a", "--wait", "10", "--quiet", "--color=never"],
  ])
  func `plain filing is what the parser reads`(arguments: [String]) throws {
    let plain = try #require(IndexJob(plain: arguments[...]))
    let parsed = try IndexCommand.parse(arguments).job
    #expect(plain.paths == parsed.paths)
    #expect(plain.archive == parsed.archive)
    #expect(plain.wait == parsed.wait)
    #expect(plain.name == parsed.name)
    #expect(plain.json == parsed.json)
    #expect(plain.quiet == parsed.quiet)
    #expect(plain.megabytes == parsed.megabytes)
    #expect(plain.options.threads == parsed.options.threads)
    #expect(plain.options.retriesSkipped == parsed.options.retriesSkipped)
    #expect(plain.options.scanner.includesHidden == parsed.options.scanner.includesHidden)
  }

  @Test(arguments: [
    [], ["-q"], ["a", "--wait", "-1"], ["a", "--wait", "long"], ["a", "--threads", "2"],
    ["a", "--include", "*.html"], ["a", "--retry-failed"], ["a", "-h"],
  ])
  func `unusual filing is left to the parser`(arguments: [String]) {
    #expect(IndexJob(plain: arguments[...]) == nil)
  }
}
