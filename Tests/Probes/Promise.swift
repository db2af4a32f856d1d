// SPDX-License-Identifier: Apache-2.0

import Storage

/// A reader did what none may do, whatever the bytes.
package struct BrokenPromise: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) {
    self.description = description
  }
}

/// Goes on only if a promise was kept.
func promise(
  _ isKept: Bool,
  _ broken: @autoclosure () -> String
) throws(BrokenPromise) {
  guard isKept else { throw BrokenPromise(broken()) }
}

/// Runs what may find damage; nil if it did.
///
/// Damage is one of two errors, and it names the file that it is in; what may also be said is that
/// another version of the program wrote it. Anything else is a broken promise.
func damageOrValue<Value>(
  in files: [String],
  _ body: () throws -> Value
) throws(BrokenPromise) -> Value? {
  let damage: CorruptionError
  do {
    return try body()
  } catch let error as CorruptionError {
    damage = error
  } catch StorageError.corruption(let error) {
    damage = error
  } catch StorageError.newerFormat, StorageError.olderFormat {
    return nil
  } catch let error as BrokenPromise {
    throw error
  } catch {
    throw BrokenPromise("an error that is no damage: \(error)")
  }
  try promise(
    files.isEmpty || files.contains { damage.file == $0 },
    "damage that does not name its file: \(damage)"
  )
  try promise(!"\(damage)".isEmpty, "damage without a sentence")
  return nil
}

/// Keeps the optimizer from leaving out what nobody looks at.
@inline(never) @_optimize(none)
package func sink<Value: ~Copyable>(_ value: borrowing Value) {}
