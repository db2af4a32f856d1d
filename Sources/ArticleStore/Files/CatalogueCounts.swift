// SPDX-License-Identifier: Apache-2.0

/// How many new things a run of the catalogue brought; a run's attributes in the manifest.
///
/// Over all runs they add up to what the archive has, without reading any.
struct CatalogueCounts: Hashable, Sendable {
  /// The numbers by their place among the attributes.
  enum Attribute: Int {
    case records = 0
    case articles = 1
    case versions = 2
    case files = 3
  }

  private(set) var attributes: [UInt64]

  init(from attributes: [UInt64] = []) {
    self.attributes = attributes.count == 4 ? attributes : [0, 0, 0, 0]
  }

  subscript(attribute: Attribute) -> UInt64 {
    get { attributes[attribute.rawValue] }
    set { attributes[attribute.rawValue] = newValue }
  }

  /// Adds another run's.
  mutating func add(_ other: CatalogueCounts) {
    for place in attributes.indices { attributes[place] &+= other.attributes[place] }
  }
}
