// SPDX-License-Identifier: Apache-2.0

extension HTMLTree {
  /// The texts of some nodes as people see them: one blank between texts that have white space
  /// between them, a new line where an element ends a line or where two elements touch.
  ///
  /// `<b>Ada Lund</b><i>Reporter</i>` gives two lines, so that nobody is called Lund Reporter.
  func lines(in nodes: Range<Int>) -> [String] {
    var lines: [String] = []
    var line: [UInt8] = []
    var block = -1
    var endsBlank = true
    var index = nodes.lowerBound
    while index < nodes.upperBound {
      let node = self.nodes[index]
      guard node.tag == .text else {
        if node.tag.isNeverText || range(.hidden, of: index) != nil {
          index = max(index + 1, Int(node.end))
          continue
        }
        if node.tag == .br { Self.close(&line, into: &lines) }
        index += 1
        continue
      }
      let text = self.text.span.part(Int(node.textStart)..<Int(node.textEnd))
      let trimmed = text.trimmedRange(0..<text.count)
      let own = blockAround(index)
      if own != block || (!endsBlank && trimmed.lowerBound == 0 && !trimmed.isEmpty) {
        if own != block || !Self.continues(text) { Self.close(&line, into: &lines) }
      } else if !line.isEmpty {
        line.append(0x20)
      }
      block = own
      TextCleaning.append(text.part(trimmed), to: &line)
      if !text.isEmpty { endsBlank = trimmed.upperBound < text.count || trimmed.isEmpty }
      index += 1
    }
    Self.close(&line, into: &lines)
    return lines
  }

  /// The text right before an element within the same block, its last bytes at most.
  func line(before node: Int, upTo limit: Int) -> String {
    let end = Int(nodes[node].textStart)
    let block = blockAround(node)
    let start = max(end - limit, block < 0 ? 0 : Int(nodes[block].textStart))
    return TextCleaning.clean(text.span.part(min(start, end)..<end))
  }

  /// Whether a text goes on with a mark that belongs to what stands before.
  private static func continues(_ text: ByteSpan) -> Bool {
    guard text.count > 0 else { return false }
    switch text[0] {
    case UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: ";"), UInt8(ascii: ":"),
      UInt8(ascii: ")"), UInt8(ascii: "'"):
      return true
    default: return false
    }
  }

  private static func close(_ line: inout [UInt8], into lines: inout [String]) {
    let text = TextCleaning.clean(line.span)
    if !text.isEmpty { lines.append(text) }
    line.removeAll(keepingCapacity: true)
  }

  /// The innermost element around a node that begins and ends a block.
  private func blockAround(_ node: Int) -> Int {
    var index = Int(nodes[node].parent)
    while index >= 0, !nodes[index].tag.isBlock { index = Int(nodes[index].parent) }
    return index
  }
}
