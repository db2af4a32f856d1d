// SPDX-License-Identifier: Apache-2.0

/// What a name before a bracket or an equals sign means in Lexis or Factiva.
enum LexisSegment: Equatable {
  case prefix(QueryPrefix)
  /// The whole article.
  case everywhere
  /// The lead without the title, which has no place of its own.
  case leadOnly
  case singular

  init?(_ name: String) {
    switch name {
    case "hlead", "hlp": self = .prefix(.lead)
    case "lead", "lp", "leadparagraph": self = .leadOnly
    case "headline", "head", "hd", "title", "hl": self = .prefix(.field(.title))
    case "byline", "author", "by", "au": self = .prefix(.field(.byline))
    case "dateline", "dln": self = .prefix(.field(.dateline))
    case "credit", "cr", "agency": self = .prefix(.field(.agency))
    case "section", "se": self = .prefix(.field(.section))
    case "publication", "source", "sn", "rst", "sc", "pub": self = .prefix(.field(.source))
    case "language", "la": self = .prefix(.field(.language))
    case "url": self = .prefix(.field(.url))
    case "body", "text", "td", "tx", "bodytext": self = .everywhere
    case "caps", "allcaps", "nocaps":
      guard let capitals = Capitals(rawValue: name) else { return nil }
      self = .prefix(.capitals(capitals))
    case "singular": self = .singular
    default: return nil
    }
  }

  /// Why a name that those archives know cannot be asked for here; nil for a name nobody knows.
  static func refusal(of name: String) -> String? {
    switch name {
    case "plural":
      "`plural(...)` cannot be asked for; type the plural in quotes."
    case "company", "co", "subject", "ns", "in", "industry", "re", "geographic", "person", "people",
      "term", "terms", "ticker", "fds", "pe", "organization", "classification", "city", "country",
      "state":
      "`\(name)` asks for index terms that an indexer gave; articles here have none. Search for the "
        + "words."
    case "graphic", "graph", "type", "series", "copyright", "correction", "loaddate", "load-date",
      "ipd", "art", "an", "cy", "ed", "pg", "vol", "id", "de":
      "`\(name)` is no field of an article here."
    default: nil
    }
  }

  /// The names that are understood, for a message.
  static let all =
    "hlead headline byline dateline section publication language body, caps allcaps nocaps "
    + "atleast3, hd= hlp= by= rst= la="
}
