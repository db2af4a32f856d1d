// SPDX-License-Identifier: Apache-2.0

package import Storage

extension SegmentReader {
  /// Whether the documents are in the order of ``orderByLikeness(_:)``: the second attribute of
  /// the manifest's entry says so.
  package var isOrderedByLikeness: Bool {
    file.entry.attributes.count > 1 && file.entry.attributes[1] == Self.byLikeness
  }

  private static let byLikeness: UInt64 = 1

  /// Puts the segment in the order of ``orderByLikeness(_:)`` in the place of this one.
  ///
  /// Visible with the transaction's next commit.
  ///
  /// - Throws: ``StorageError/corruption(_:)`` for damage in the segment, which is never copied.
  package func reorder(
    _ ordering: Ordering,
    in transaction: inout Transaction
  ) throws(StorageError) {
    let order = try asStorageError { () throws(CorruptionError) in try orderByLikeness(ordering) }
    guard let reorder = SegmentReorder(self, order) else { return }
    let count = UInt64(documentCount)
    let receipt = try reorder.write(into: transaction.newFile(.segment))
    transaction.add(
      receipt,
      attributes: [count, Self.byLikeness],
      replacing: [file.entry.name]
    )
    guard let deletions = reorder.deletions else { return }
    let file = try deletions.write(
      of: receipt.id,
      documents: UInt32(documentCount),
      into: transaction.newFile(.deletions)
    )
    transaction.add(
      file,
      owner: receipt.id,
      attributes: [UInt64(deletions.removed.count), UInt64(deletions.superseded.count)]
    )
  }
}
