// SPDX-License-Identifier: Apache-2.0

/// A name that may stand before a colon.
enum FieldName {
  case field(QueryField)
  case published

  init?(rawValue: String) {
    if rawValue == "pub" {
      self = .published
    } else if let field = QueryField(rawValue: rawValue) {
      self = .field(field)
    } else {
      return nil
    }
  }

  private static let names = QueryField.allCases.map(\.name) + ["pub"]

  /// The names of what can be searched, for a message.
  static let all = names.filter { $0 != QueryField.url.name }.map { "`\($0):`" }.joined(
    separator: " "
  )

  /// What other programs and papers call our fields.
  private static let otherNames = [
    "headline": "title", "head": "title", "hed": "title", "intitle": "title",
    "author": "by", "authors": "by", "byline": "by", "writer": "by", "inauthor": "by",
    "date": "pub", "published": "pub", "when": "pub", "year": "pub",
    "place": "dateline", "location": "dateline", "from": "dateline",
    "paper": "source", "outlet": "source", "publication": "source", "newspaper": "source",
    "wire": "agency", "desk": "section", "language": "lang", "site": "url", "inurl": "url",
  ]

  /// The name most likely meant, if one is near.
  static func nearest(to name: String) -> String? {
    if let other = otherNames[name] { return other }
    let distances = names.map { ($0, Spelling.distance(name, $0, limit: 2)) }
    let best = distances.min { $0.1 < $1.1 }
    guard let best, best.1 < min(name.count, 3) else { return nil }
    return best.0
  }
}
