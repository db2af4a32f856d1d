// SPDX-License-Identifier: Apache-2.0

/// Reads the query language.
///
/// ```
/// query   = { all "OR" } all
/// all     = { part ["AND"] } part
/// part    = ("NOT" | "-") part | field ":" value | value | "(" query ")" | "pub:" days | "*"
/// value   = word | word "*" | "=" word | ["="] quoted | "(" query ")"
/// ```
///
/// AND, said or not, binds tighter than OR. With ``Joining/any``, words without an operator
/// between them are alternatives, and AND binds tighter than that. Never traps; nesting is limited
/// to ``depthLimit``. Linear in the length of the text.
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

  /// The deepest nesting of brackets, negations and fields.
  package static let depthLimit = 256

  /// Days since 1970-01-01, for words such as `yesterday`.
  private let today: Int
  private let joining: Joining

  package init(today: Int, joining: Joining = .all) {
    self.today = today
    self.joining = joining
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
    var lexer = QueryLexer(text, isLenient: joining == .any)
    try lexer.run()
    var run = ParserRun(text: text, lexemes: lexer.lexemes, today: today, joining: joining)
    let query = try run.wholeQuery()
    return Result(query: query, notes: lexer.notes + run.notes)
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
