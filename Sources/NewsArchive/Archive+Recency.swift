// SPDX-License-Identifier: Apache-2.0

import Glibc
import Searching
import Storage

extension Archive {
  /// Takes over what is preferred besides what the query says.
  func prefer(
    _ options: SearchOptions,
    in request: inout SearchRequest
  ) throws(ArchiveError) {
    for name in options.without {
      guard let part = RankingParts(name: name) else {
        throw ArchiveError(
          .usage,
          "no part of the ranking is called `\(TerminalText.escape(name))`"
        )
      }
      request.features.remove(part)
    }
    guard let text = options.recent else { return }
    guard let days = Self.days(in: text) else {
      throw ArchiveError(
        .usage,
        "--recent `\(TerminalText.escape(text))` is no number of days",
        hint: "as in --recent=30d, 2w, 6m or 1y"
      )
    }
    request.recency = Recency(halfLife: days * 86_400, now: Int64(time(nil)))
  }

  /// The days in `7d`, `2w`, `6m` or `1y`; nil if it is none of these or nothing.
  private static func days(in text: String) -> Double? {
    let units: [(Character, Double)] = [("d", 1), ("w", 7), ("m", 30.44), ("y", 365.25)]
    guard let last = text.last, let unit = units.first(where: { $0.0 == last }),
      let number = UInt16(text.dropLast()), number > 0
    else { return nil }
    return Double(number) * unit.1
  }
}
