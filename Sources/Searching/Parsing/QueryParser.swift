// SPDX-License-Identifier: Apache-2.0

/// Reads the query language.
///
/// ```
/// query   = { all "OR" } all
/// all     = { operand ["AND"] } operand
/// operand = ("NOT" | "-") operand | nearby
/// nearby  = unit { ["NOT"] nearness unit }
/// unit    = (prefixed | value) ["^" number]
/// prefixed = name ":" (prefixed | value)
/// value   = word | pattern | word "~" [number] | ["="] quoted | "=" word | "(" query ")"
///         | number "of" "(" query { "," query } ")" | ("pub:" | "added:") days | "words" length | "*"
/// ```
///
/// Nearness binds tighter than NOT, NOT tighter than AND, said or not, and AND tighter than OR; several
/// nearnesses are read from left to right. With ``Joining/any``, words without an operator
/// between them are alternatives, and AND binds tighter than that. Never traps; what is limited is
/// listed in ``QueryLimits``. Linear in the length of the text.
package struct QueryParser: Sendable {
  /// What stands between words that have no operator between them.
  package enum Joining: Hashable, Sendable {
    /// All words must be there.
    case all
    /// Any of the words; what is excluded, dates and languages still hold for every article.
    case any
  }

  /// A query and what its writer should know about its reading.
  package struct Result: Hashable, Sendable {
    package var query: Query
    package var notes: [QueryNote]
  }

  /// Rises whenever a text that could be read before is read otherwise, so that a saved query can say
  /// which reading it was saved with.
  package static let grammarVersion: UInt32 = 2

  /// Days since 1970-01-01 for words such as `yesterday`, in UTC as publication is, and where the
  /// reader is.
  private let today: Int
  private let localToday: Int
  private let joining: Joining
  private let syntax: QuerySyntax

  /// A parser for a day: `localToday`, for what is asked about filing, is the same day if not said.
  ///
  /// In the syntax of Lexis words side by side are a phrase, whatever the joining.
  package init(
    today: Int,
    localToday: Int? = nil,
    joining: Joining = .all,
    syntax: QuerySyntax = .morgue
  ) {
    self.today = today
    self.localToday = localToday ?? today
    self.joining = joining
    self.syntax = syntax
  }

  /// The query that `text` is.
  package func parse(_ text: String) throws(QueryError) -> Result {
    do {
      return try parseOnce(text)
    } catch {
      throw QueryError(error.kind, at: error.range, error.message, repair: checked(error.repair))
    }
  }

  private func parseOnce(_ text: String) throws(QueryError) -> Result {
    guard text.utf8.count <= QueryLimits.length else {
      throw QueryError(
        .tooLong,
        at: 0..<0,
        "A query has at most \(QueryLimits.length) bytes; this one has \(text.utf8.count)."
      )
    }
    if syntax == .lexis {
      var lexer = LexisLexer(text, today: today)
      try lexer.run()
      var run = LexisRun(lexer)
      let query = try run.wholeQuery()
      return Result(query: query, notes: run.hints.notes)
    }
    var lexer = QueryLexer(text, isLenient: joining == .any)
    try lexer.run()
    var run = ParserRun(lexer, today: today, localToday: localToday, joining: joining)
    let query = try run.wholeQuery()
    return Result(query: query, notes: run.hints.notes)
  }

  /// A repair that itself can be read, mended further if that takes more than one step.
  private func checked(_ repair: String?) -> String? {
    var candidate = repair
    for _ in 0..<8 {
      guard let text = candidate else { return nil }
      do {
        _ = try parseOnce(text)
        return text.split(separator: " ").joined(separator: " ")
      } catch {
        candidate = error.repair
      }
    }
    return nil
  }
}
