// SPDX-License-Identifier: Apache-2.0

extension Query {
  /// Makes sure that a tree which a program made is a query.
  ///
  /// It is one if it can be written: if ``text`` is read as an equal tree. So words are single words
  /// that are no operators; phrases hold a word and no quotation marks; conjunctions and alternatives
  /// have two parts or more; what stands beside a nearness and what is counted ``hasPlaces``; fields
  /// and other parts of an article are not named inside each other, nor are dates and lengths inside
  /// them; languages are codes; ranges have an end, and numbers and depths are within
  /// ``QueryLimits``. What a parser made is always a query. Costs what printing and parsing do.
  ///
  /// - Throws: ``QueryError`` with a place in ``text``.
  public func check() throws(QueryError) {
    guard depth <= QueryLimits.depth else {
      throw QueryError(
        .tooDeep,
        at: 0..<0,
        "The tree is more than \(QueryLimits.depth) levels deep."
      )
    }
    try checkNearnesses()
    let text = text
    let read = try QueryParser(today: 0).parse(text).query
    guard read != self else { return }
    throw QueryError(
      .badTree,
      at: 0..<0,
      "This tree is no query: written as \(text), it is read as \(read.text)."
    )
  }
}

extension Query {
  /// Makes sure that not too many nearnesses are inside each other.
  func checkNearnesses() throws(QueryError) {
    guard nearnessDepth > QueryLimits.nearnesses else { return }
    throw QueryError(
      .tooDeep,
      at: range,
      "More than \(QueryLimits.nearnesses) nearnesses are inside each other."
    )
  }

  private var nearnessDepth: Int {
    let inner = parts.reduce(0) { max($0, $1.nearnessDepth) }
    switch clause {
    case .near, .notNear: return inner + 1
    default: return inner
    }
  }
}
