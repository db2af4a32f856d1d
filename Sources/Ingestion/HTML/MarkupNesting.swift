// SPDX-License-Identifier: Apache-2.0

/// Which elements are open, as the scan of a page sees it.
///
/// libxml2 knows nothing of `nav`, `header` and their like, and ignores their end tags when a `div`
/// within was never closed; the rest of the page would then lie inside. Here such ends close what
/// is open within, as the HTML Standard says.
struct MarkupNesting {
  private var stack: [HTMLTag] = []
  /// How many of each element are open, by its number.
  private var counts = [Int](repeating: 0, count: 256)
  /// Start tags left out at the limit, whose ends are left out too.
  private var leftOut = 0

  /// The most elements within one another.
  static let maximumDepth = 1024

  /// Notes a start tag; false if it is to be left out.
  mutating func open(_ tag: HTMLTag) -> Bool {
    guard stack.count < Self.maximumDepth else {
      leftOut += 1
      return false
    }
    stack.append(tag)
    counts[Int(tag.rawValue)] += 1
    return true
  }

  /// Notes an end tag; gives the number of `div`s to close before it, nil if it closes nothing.
  ///
  /// An element that is not open is told by its count, and what is passed over is closed, so that
  /// all ends of a page together take time in proportion to its starts.
  mutating func close(_ tag: HTMLTag) -> Int? {
    if leftOut > 0 {
      leftOut -= 1
      return nil
    }
    guard counts[Int(tag.rawValue)] > 0 else { return nil }
    var place = stack.count - 1
    var divisions = 0
    while place >= 0, stack[place] != tag {
      guard Self.passes(tag, stack[place]) else { return nil }
      if stack[place] == .div { divisions += 1 }
      place -= 1
    }
    guard place >= 0 else { return nil }
    for closed in stack[place...] { counts[Int(closed.rawValue)] -= 1 }
    stack.removeSubrange(place...)
    return Self.isSection(tag) ? divisions : 0
  }

  /// Whether the end of one element closes another that is open within it.
  private static func passes(_ tag: HTMLTag, _ inner: HTMLTag) -> Bool {
    if tag == .table { return true }
    if inner == .table { return false }
    if tag == .div || isSection(tag) { return true }
    return inner != .div && !isSection(inner)
  }

  private static func isSection(_ tag: HTMLTag) -> Bool {
    switch tag {
    case .nav, .header, .footer, .section, .article, .aside, .main, .figure, .figcaption, .button,
      .details, .dialog, .hgroup, .menu:
      true
    default: false
    }
  }
}
