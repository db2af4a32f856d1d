// SPDX-License-Identifier: Apache-2.0

package import Storage

extension SegmentMerge {
  /// Puts the result, with its deletions, in the place of the segments of these names.
  ///
  /// Visible with the transaction's next commit.
  ///
  /// - Throws: what ``write(into:)`` does.
  package func write(
    into transaction: inout Transaction,
    replacing names: [String]
  ) throws(StorageError) {
    let count = UInt32(documentCount)
    let receipt = try write(into: transaction.newFile(.segment))
    transaction.add(receipt, attributes: [UInt64(count)], replacing: names)
    guard let deletions else { return }
    let file = try deletions.write(
      of: receipt.id,
      documents: count,
      into: transaction.newFile(.deletions)
    )
    transaction.add(
      file,
      owner: receipt.id,
      attributes: [UInt64(deletions.removed.count), UInt64(deletions.superseded.count)]
    )
  }
}
