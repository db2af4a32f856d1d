// SPDX-License-Identifier: Apache-2.0

/// What the classifier is told of a page, in the form that `scripts/train-extraction` reads.
package enum PageFeatures {
  /// One JSON object on a line: the blocks' texts, and their features by columns in hexadecimal;
  /// nil for what is no page.
  ///
  /// `{"count": N, "features": F, "columns": "...", "texts": [...]}`; the first N bytes are the
  /// first feature of all blocks.
  package static func line(_ bytes: [UInt8]) -> String? {
    let declared = DeclaredCharset.label(in: bytes.span, as: SourceHint())
    let text = CharacterDecoding.decode(bytes, declared: declared)
    let source = text.bytes.span
    guard let analysis = PageAnalysis(source) else { return nil }
    let texts = analysis.page.blocks.map { block in
      quoted(BodyExtraction.text(of: block, analysis.tree))
    }
    let features = analysis.features
    return """
      {"count": \(features.count), "features": \(BlockFeature.count), \
      "columns": "\(hexadecimal(features.columns))", "texts": [\(texts.joined(separator: ", "))]}
      """
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" { quoted += "\\" }
      quoted.unicodeScalars.append(scalar.value < 0x20 ? " " : scalar)
    }
    return quoted + "\""
  }

  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count * 2)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return text.span.string
  }
}
