// SPDX-License-Identifier: Apache-2.0

import ArticleStore
import Searching
import Storage

/// A search that is kept under a name in the archive.
package struct KeptSearch: Sendable {
  package var name: String
  /// What is asked, without a page.
  package var options: SearchOptions
  /// When it was kept, in seconds since 1970.
  package var saved: Int64
  /// What later commits than this have filed is new.
  package var seen: UInt64
  /// The version of the grammar it was typed for.
  package var grammar: UInt32

  /// The language that queries are typed in here.
  static let syntax = "morgue"
  /// The most bytes of a name.
  private static let nameLimit = 60

  /// Makes sure that a name is one: letters, digits, `-`, `_` and `.`, so that it needs no quoting.
  package static func check(name: String) throws(ArchiveError) {
    let isPlain = name.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || "-_.".unicodeScalars.contains(scalar)
    }
    guard isPlain, let first = name.first, first.isLetter || first.isNumber,
      name.utf8.count <= nameLimit
    else {
      throw ArchiveError(
        .usage,
        "`\(TerminalText.escape(name))` is no name for a search",
        hint: "names are letters and digits with -, _ and . between them, as in border-2025"
      )
    }
  }
}

extension KeptSearch {
  /// Reads a record.
  ///
  /// - Throws: ``ArchiveError`` for one that a later program has kept.
  init(_ record: SavedSearch) throws(ArchiveError) {
    guard record.syntax == Self.syntax, record.grammar <= QueryParser.grammarVersion else {
      throw ArchiveError(
        .usage,
        "the search `\(TerminalText.escape(record.name))` is written in another language "
          + "(\(TerminalText.escape(record.syntax)) \(record.grammar))",
        hint: "use a newer morgue, or keep it anew with `morgue save --force`"
      )
    }
    name = record.name
    options = SearchOptions(query: record.query)
    saved = record.saved
    seen = record.seen
    grammar = record.grammar
    for setting in record.settings { options.set(setting) }
  }

  /// The record, to be kept.
  func record(at time: Int64) -> SavedSearch {
    SavedSearch(
      name: name,
      query: options.query,
      syntax: Self.syntax,
      grammar: QueryParser.grammarVersion,
      settings: options.settings,
      saved: time,
      seen: seen
    )
  }
}

extension SearchOptions {
  /// What was chosen besides the query, by the names of the command line's options.
  package var chosen: [(name: String, value: String)] { settings.map { ($0.name, $0.value) } }

  fileprivate var settings: [SavedSearch.Setting] {
    let values: [(String, String?)] = [
      ("any", matchesAny ? "" : nil), ("after", filters.after), ("before", filters.before),
      ("source", filters.source), ("author", filters.author), ("section", filters.section),
      ("lang", filters.language), ("all-versions", filters.allVersions ? "" : nil),
    ]
    return values.compactMap { name, value in value.map { SavedSearch.Setting(name, $0) } }
  }

  fileprivate mutating func set(_ setting: SavedSearch.Setting) {
    switch setting.name {
    case "any": matchesAny = true
    case "after": filters.after = setting.value
    case "before": filters.before = setting.value
    case "source": filters.source = setting.value
    case "author": filters.author = setting.value
    case "section": filters.section = setting.value
    case "lang": filters.language = setting.value
    case "all-versions": filters.allVersions = true
    default: break
    }
  }
}

extension KeptSearch {
  /// What `search --saved` asks: this search, narrowed by what is typed besides.
  ///
  /// - Throws: ``ArchiveError`` of usage where more words would not narrow it.
  package func options(narrowedBy typed: SearchOptions) throws(ArchiveError) -> SearchOptions {
    var merged = typed
    merged.matchesAny = options.matchesAny || typed.matchesAny
    if typed.query.allSatisfy(\.isWhitespace) {
      merged.query = options.query
    } else if options.query.allSatisfy(\.isWhitespace) {
      merged.query = typed.query
    } else if merged.matchesAny {
      throw ArchiveError(.usage, "with --any, --saved takes no further words")
    } else {
      merged.query = "(\(Self.clause(options.query))) (\(Self.clause(typed.query)))"
    }
    for setting in options.settings
    where !typed.settings.contains(where: { $0.name == setting.name }) {
      merged.set(setting)
    }
    return merged
  }

  /// A query as it can stand between brackets, where an address is none unless it is said to be.
  private static func clause(_ query: String) -> String { Query(address: query)?.text ?? query }

  /// What has come since the search was last asked.
  package var news: SearchOptions {
    var news = options
    news.filedAfter = seen
    news.limit = .max
    news.order = .newestFirst
    return news
  }
}
