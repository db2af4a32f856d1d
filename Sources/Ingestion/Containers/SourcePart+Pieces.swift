// SPDX-License-Identifier: Apache-2.0

extension SourcePart {
  /// The part cut up as far as that goes: one line, record or mail each.
  ///
  /// Read one after another they give what the part gives. `source` is what the part was cut from;
  /// linear in the part.
  package func pieces(in source: UnsafeRawBufferPointer) -> [SourcePart] {
    guard format != .whole else { return [self] }
    switch content {
    case .bytes(let bytes): return pieces(of: bytes.span, 0..<bytes.count)
    case .range(let range):
      let span = unsafe source.bindMemory(to: UInt8.self).span
      return pieces(of: span.part(0..<range.upperBound), range)
    }
  }

  private func pieces(of bytes: ByteSpan, _ range: Range<Int>) -> [SourcePart] {
    var pieces: [SourcePart] = []
    var place = range.lowerBound
    var line = firstLine
    while place < bytes.count {
      let end = format.boundary(bytes, from: place, size: 1, isLast: true) ?? bytes.count
      let piece = place..<max(end, place + 1)
      pieces.append(self.piece(piece, of: bytes, firstLine: line))
      if format == .lines { line += bytes.part(piece).lineBreaks }
      place = piece.upperBound
    }
    if !pieces.isEmpty { pieces[0].skipped = skipped }
    if let last = pieces.indices.last { pieces[last].isCutShort = isCutShort }
    return pieces
  }

  private func piece(_ range: Range<Int>, of bytes: ByteSpan, firstLine: Int) -> SourcePart {
    guard case .bytes = content else {
      return SourcePart(content: .range(range), format: format, place: range, firstLine: firstLine)
    }
    var piece = SourcePart(
      content: .bytes(bytes.part(range).array),
      format: format,
      place: place,
      firstLine: firstLine
    )
    piece.members = members.compactMap { member in
      guard range.contains(member.part.lowerBound), member.part.upperBound <= range.upperBound
      else { return nil }
      let part =
        member.part.lowerBound - range.lowerBound..<member.part.upperBound - range.lowerBound
      return Member(part: part, source: member.source)
    }
    return piece
  }
}
