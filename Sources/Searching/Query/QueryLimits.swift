// SPDX-License-Identifier: Apache-2.0

/// What is too much for one query; a query beyond any of these is refused by name.
public enum QueryLimits {
  /// Bytes of a query's text.
  public static let length = 1_000_000
  /// Words, phrases and other things to look for.
  public static let clauses = 10_000
  /// Levels of clauses in the tree (``Query/depth``).
  public static let depth = 128
  /// Nearnesses inside each other: each may have a span for every two of those inside it.
  public static let nearnesses = 16
  /// Levels of brackets, negations and names before colons in the text; enough to write any tree of
  /// the allowed depth with all its brackets.
  public static let nesting = 2 * depth
  /// Words apart that two things can be and still be near.
  public static let distance = 1000
  /// Letters by which a word may differ from one like it.
  public static let edits = 2
  /// The number before the colon of `first50:`.
  public static let opening = 1_000_000
  /// The number before the colon of `atleast3:`.
  public static let mentions = 1_000_000
  /// The number after `words>`.
  public static let textLength = 1_000_000_000
  /// The number after `^`.
  public static let boost = 0.01...1000.0
}
