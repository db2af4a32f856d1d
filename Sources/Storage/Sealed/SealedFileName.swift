// SPDX-License-Identifier: Apache-2.0

/// The name of a sealed file: the generation it was written for, half its id, and its kind.
///
/// `0000002a-9f86d081884c7d65.segment`. It is made from the manifest's numbers and never read
/// from a file, so no damage can make it point elsewhere.
package struct SealedFileName: Hashable, Sendable {
  package let generation: UInt64
  /// The high half of the file's id.
  package let identifier: UInt64
  package let kind: FileKind

  package init(generation: UInt64, id: FileID, kind: FileKind) {
    self.generation = generation
    self.identifier = id.high
    self.kind = kind
  }

  /// Reads a name found in a folder; nil for what we would never have written.
  package init?(_ text: String) {
    guard let kind = FileKind.allCases.first(where: { text.hasSuffix($0.suffix) }) else {
      return nil
    }
    let parts = text.dropLast(kind.suffix.utf8.count).split(separator: "-")
    guard parts.count == 2, let generation = UInt64(parts[0], radix: 16),
      let identifier = UInt64(parts[1], radix: 16),
      // Half of what manifests count to: an archive that begins again from its files counts on.
      generation < ManifestFormat.generationLimit / 2
    else { return nil }
    self.generation = generation
    self.identifier = identifier
    self.kind = kind
    guard self.text == text else { return nil }
  }

  /// As it stands in its folder.
  package var text: String {
    hexadecimal(generation, digits: 8) + "-" + hexadecimal(identifier, digits: 16) + kind.suffix
  }
}
