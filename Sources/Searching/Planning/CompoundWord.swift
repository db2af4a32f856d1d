// SPDX-License-Identifier: Apache-2.0

import InvertedIndex

/// A word as a part of compounds written in one, as in German: what the other part may be.
///
/// A compound is believed if its other part is a word of the archive, too, and if it is not more
/// frequent than its parts: at most as frequent as their geometric mean, after Koehn and Knight,
/// *Empirical Methods for Compound Splitting* (EACL 2003). `Deutschland` is no `Land`.
struct CompoundWord {
  let form: [UInt8]

  /// What stands between the parts of compounds, longest first; nothing else does.
  private static let links = ["ens", "ns", "es", "en", "er", "s", "n", "e", ""].map {
    Array($0.utf8)
  }

  /// What cases and plurals add to the last part.
  private static let endings = ["", "en", "n", "e", "s", "es", "er", "ern"].map { Array($0.utf8) }

  /// Words that mostly begin verbs, or end words of other kinds or names of places.
  private static let neverFirst = words(
    """
    unter uber nach hinter wider gegen durch wieder zusammen weiter zuruck voraus herum heraus hinaus
    entgegen dagegen davon zwischen ohne selbst nicht mehr sehr aber oder auch noch dann wenn dass
    voor over onder door achter tegen terug samen under efter fram tillbaka efter mellem mellan
    """
  )
  private static let neverLast = words(
    """
    land burg berg stadt dorf heim hausen feld furt bach kirchen weise warts mann liche lichen
    schaft heit keit haft sten lage lose losen reich reiche stad gaard borg holm
    """
  )

  private static func words(_ list: String) -> [[UInt8]] {
    list.split { $0 == " " || $0 == "\n" }.map { Array($0.utf8) }
  }

  /// A word that may be part of a compound at all; nil for one that is too short.
  init?(_ form: [UInt8]) {
    guard form.count >= TailFormat.fewestBytes, form.allSatisfy({ $0 > 0x39 }) else { return nil }
    self.form = form
  }

  /// How compounds may begin that have the word as their first part; a school is *Schule*, its house
  /// a *Schulhaus*.
  var beginnings: [[UInt8]] {
    guard !Self.neverFirst.contains(form) else { return [] }
    let isLong = form.count > TailFormat.fewestBytes && form.last == UInt8(ascii: "e")
    return isLong ? [form, form.dropLast()] : [form]
  }

  /// How compounds may end that have the word as their last part, in any of its cases.
  var ends: [[UInt8]] {
    guard !Self.neverLast.contains(form) else { return [] }
    return Self.endings.map { form + $0 }.filter { !Self.neverLast.contains($0) }
  }

  /// What the first part of a compound may be that ends so: any of these.
  func firstParts(of compound: [UInt8], endingIn end: [UInt8]) -> [[UInt8]] {
    let rest = Array(compound.dropLast(end.count))
    var parts = Self.links.filter { rest.reversed().starts(with: $0.reversed()) }
      .map { Array(rest.dropLast($0.count)) }
    parts.append(rest + [UInt8(ascii: "e")])
    return parts.filter { Self.isPart($0) && !Self.neverFirst.contains($0) }
  }

  /// What the last part of a compound may be that begins so: any of these.
  func lastParts(of compound: [UInt8], beginningWith start: [UInt8]) -> [[UInt8]] {
    let rest = Array(compound.dropFirst(start.count))
    return Self.links.filter { rest.starts(with: $0) }.map { Array(rest.dropFirst($0.count)) }
      .filter { Self.isPart($0) && !Self.neverLast.contains($0) }
  }

  private static func isPart(_ part: [UInt8]) -> Bool {
    part.count >= TailFormat.fewestBytes
  }

  /// Whether a word of so many documents may be made of parts of so many.
  static func isBelieved(_ compound: UInt64, _ one: UInt64, _ other: UInt64) -> Bool {
    other > 0 && one > 0 && Double(compound) * Double(compound) <= Double(one) * Double(other)
  }
}
