// SPDX-License-Identifier: Apache-2.0

/// Lines within and after a body that are no part of it: remarks of pages, related headlines,
/// credits, copyright, end marks.
///
/// Some are told by themselves; what else ends a text only counts near its end, with nothing but
/// short lines after it.
struct TextRemarks {
  /// The lines, with those that are left out blank.
  private(set) var lines: TextLines
  private(set) var dropped: [DroppedBlock] = []
  /// An address alone at the foot.
  private(set) var url: String?
  private let start: Int

  /// The most lines at the end that are looked at for what only ends a text.
  private static let tail = 40

  init(_ lines: TextLines, from start: Int) {
    self.lines = lines
    self.start = start
  }

  mutating func find(_ text: ByteSpan) {
    var index = start
    while index < lines.count {
      let line = text.part(lines[index].range)
      if let reason = Self.remark(line) { drop(index, reason, text) }
      index += 1
    }
    dropTail(text)
  }

  private mutating func drop(_ index: Int, _ reason: DroppedBlock.Reason, _ text: ByteSpan) {
    guard !lines[index].isBlank else { return }
    dropped.append(DroppedBlock(text.part(lines[index].range), reason))
    lines.blank(index)
  }

  /// Why a line is no text wherever it stands; nil for text.
  private static func remark(_ line: ByteSpan) -> DroppedBlock.Reason? {
    guard (2...400).contains(line.count) else { return nil }
    if PageRemarks.isRemark(line) { return .phrase }
    if PageRemarks.isPointer(line) { return .related }
    return nil
  }

  // MARK: The end

  private mutating func dropTail(_ text: ByteSpan) {
    dropRelated(text)
    var index = lines.count - 1
    var seen = 0
    while index >= start, seen < Self.tail {
      if !lines[index].isBlank {
        guard let reason = tailReason(index, text) else {
          guard dropCopyrightBlock(endingAt: index, text) else { return }
          continue
        }
        if reason == .address, url == nil {
          url = WebAddress.alone(in: text.part(lines[index].range))
        }
        drop(index, reason, text)
        seen += 1
      }
      index -= 1
    }
  }

  private func tailReason(_ index: Int, _ text: ByteSpan) -> DroppedBlock.Reason? {
    let line = text.part(lines[index].range)
    if TextMarks.isEndMark(line) { return .separator }
    if TextMarks.isRule(line), !TextMarks.isUnderlined(lines, text, index - 1, before: lines.count)
    {
      return .separator
    }
    if TextCredits.isCredit(line) { return .credit }
    if WebAddress.alone(in: line) != nil { return .address }
    if PageRemarks.isCopyright(line) { return .copyright }
    return PageRemarks.isClosing(line) ? .phrase : nil
  }

  /// A copyright notice or a credit of several lines; false if the block is none.
  private mutating func dropCopyrightBlock(endingAt last: Int, _ text: ByteSpan) -> Bool {
    var first = last
    while first > start, !lines[first - 1].isBlank { first -= 1 }
    guard first < last, last - first < 8 else { return false }
    let line = text.part(lines[first].range)
    let block = text.part(lines[first].range.lowerBound..<lines[last].range.upperBound)
    let isCredit = TextCredits.isCredit(block)
    guard isCredit || PageRemarks.isCopyright(line) else { return false }
    for index in first...last { drop(index, isCredit ? .credit : .copyright, text) }
    return true
  }

  /// `Related:` and the headlines under it, where nothing but short lines follows.
  private mutating func dropRelated(_ text: ByteSpan) {
    var index = lines.count - 1
    var full = 0
    var found: Int?
    while index > start, full < Self.tail {
      let line = text.part(lines[index].range)
      if !line.isEmpty {
        full += 1
        if PageRemarks.isRelatedHeading(line) {
          found = index
        } else if text.characters(in: lines[index].range) > 160 {
          break
        }
      }
      index -= 1
    }
    guard let found else { return }
    for index in found..<lines.count { drop(index, .related, text) }
  }
}
