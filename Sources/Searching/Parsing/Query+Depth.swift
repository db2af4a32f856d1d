// SPDX-License-Identifier: Apache-2.0

extension Query {
  /// The query itself, if it is not too deep for those who walk it.
  static func checked(_ query: Query) throws(QueryError) -> Query {
    guard query.depth <= QueryLimits.depth else { throw .tooDeep(at: query.range) }
    try query.checkNearnesses()
    return query
  }
}

extension QueryError {
  /// What is said of a query with too much inside of each other.
  static func tooDeep(at range: Range<Int>) -> QueryError {
    QueryError(
      .tooDeep,
      at: range,
      "Brackets, negations and operators are nested more than \(QueryLimits.depth) deep."
    )
  }
}
