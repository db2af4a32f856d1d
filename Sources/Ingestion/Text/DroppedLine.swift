// SPDX-License-Identifier: Apache-2.0

/// A line of a text file that is no part of its article.
struct DroppedLine: Hashable {
  enum Reason: Hashable {
    /// A rule or counting line between articles, an end mark.
    case separator
    /// A wire's keyword line.
    case slug
    /// Who reported and edited.
    case credit
    case copyright
    /// A button, a count of comments, an advertisement's label.
    case pageRemark
    /// Headlines of other articles.
    case related
    /// A date that names no day.
    case inexactDate
    /// An address of the article or of another page.
    case address
  }

  /// Bytes of the text in UTF-8.
  var range: Range<Int>
  var reason: Reason
}
