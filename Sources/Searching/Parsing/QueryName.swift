// SPDX-License-Identifier: Apache-2.0

/// What a name before a colon says of that which follows it.
enum QueryPrefix: Equatable {
  case field(QueryField)
  case lead
  case opening(Int)
  case mentions(Int)
  case capitals(Capitals)

  /// What is written before the colon.
  var name: String {
    switch self {
    case .field(let field): field.name
    case .lead: "lead"
    case .opening(let words): "first\(words)"
    case .mentions(let count): "atleast\(count)"
    case .capitals(let capitals): capitals.name
    }
  }

  /// Whether it is about a part of the article.
  var isPlace: Bool {
    switch self {
    case .field, .lead, .opening: true
    case .mentions, .capitals: false
    }
  }
}

/// A name that may stand before a colon.
enum QueryName: Equatable {
  case prefix(QueryPrefix)
  case published
  case added
  case length

  init?(_ name: String) {
    switch name {
    case "pub": self = .published
    case "added": self = .added
    case "words": self = .length
    case "lead": self = .prefix(.lead)
    default:
      if let field = QueryField(rawValue: name) {
        self = .prefix(.field(field))
      } else if let capitals = Capitals(rawValue: name) {
        self = .prefix(.capitals(capitals))
      } else if let count = Self.number(name, after: "first") {
        self = .prefix(.opening(count))
      } else if let count = Self.number(name, after: "atleast") {
        self = .prefix(.mentions(count))
      } else {
        return nil
      }
    }
  }

  /// The digits after a name; more of them than anybody means make a number greater than any limit.
  private static func number(_ text: String, after name: String) -> Int? {
    guard text.hasPrefix(name) else { return nil }
    let digits = text.utf8.dropFirst(name.utf8.count)
    guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(String(decoding: digits, as: UTF8.self)) ?? Int.max
  }

  /// What is wrong with the number in the name, and one that can be meant; nil if nothing is.
  var numberProblem: (message: String, repair: String)? {
    switch self {
    case .prefix(.opening(let count)) where !(1...QueryLimits.opening).contains(count):
      ("`first` takes a number of words from 1 to \(QueryLimits.opening).", "first50")
    case .prefix(.mentions(let count)) where !(1...QueryLimits.mentions).contains(count):
      ("`atleast` takes a number of mentions from 1 to \(QueryLimits.mentions).", "atleast2")
    default: nil
    }
  }

  private static var names: [String] {
    QueryField.allCases.map(\.name) + ["lead", "first50", "atleast3"]
      + Capitals.allCases.map(\.name) + ["pub", "added", "words"]
  }

  /// The names that there are, for a message.
  static var all: String { names.map { "`\($0):`" }.joined(separator: " ") }

  /// What other programs and papers call ours.
  private static let otherNames = [
    "headline": "title", "head": "title", "hed": "title", "intitle": "title", "hd": "title",
    "hlead": "lead", "lede": "lead", "hlp": "lead", "intro": "lead", "first": "first50",
    "atleast": "atleast2", "minimum": "atleast2",
    "author": "by", "authors": "by", "byline": "by", "writer": "by", "inauthor": "by",
    "date": "pub", "published": "pub", "when": "pub", "year": "pub", "day": "pub",
    "filed": "added", "saved": "added", "indexed": "added",
    "place": "dateline", "location": "dateline", "from": "dateline",
    "paper": "source", "outlet": "source", "publication": "source", "newspaper": "source",
    "wire": "agency", "desk": "section", "language": "lang", "site": "url", "inurl": "url",
    "link": "url", "address": "url", "label": "tag", "tags": "tag", "labels": "tag",
    "notes": "note", "comment": "note", "capitals": "caps", "uppercase": "allcaps",
    "length": "words", "wordcount": "words", "wc": "words",
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
