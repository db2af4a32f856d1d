// SPDX-License-Identifier: Apache-2.0

package import Articles

/// A text of a page that was not taken for text of the article, and why.
package struct DroppedBlock: Hashable, Sendable {
  /// What spoke against it most; the score has the last word.
  package enum Reason: String, Hashable, Sendable, CaseIterable {
    case headline, comments, region, phrase, caption, links, afterEnd, score
    /// Of lines in text files.
    case separator, slug, credit, copyright, related, inexactDate, address

    /// As a clause: lower case, no full stop.
    package var sentence: String {
      switch self {
      case .headline: "repeats the headline"
      case .comments: "among readers' comments"
      case .region: "in a region for navigation, advertising, related links or the like"
      case .phrase: "a phrase that pages put among the text"
      case .caption: "a caption outside the text"
      case .links: "hardly anything but links"
      case .afterEnd: "after the end of the text"
      case .separator: "a rule, a count or an end mark"
      case .slug: "a wire service's keywords"
      case .credit: "says who reported and edited"
      case .copyright: "a copyright notice"
      case .related: "points to other articles"
      case .inexactDate: "a date that names no day"
      case .address: "the address of a page"
      case .score: "looks more like what stands around articles"
      }
    }
  }

  /// Cleaned as paragraphs are.
  package var text: String
  package var kind: Paragraph.Kind
  package var reason: Reason
  /// How likely it is text of the article, in hundredths, as the classifier sees it.
  package var percent: Int
}
