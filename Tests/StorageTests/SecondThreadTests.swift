// SPDX-License-Identifier: Apache-2.0

import Storage
import Synchronization
import Testing

/// Two threads do all pieces of work, each once.
struct SecondThreadTests {
  @Test func `every piece is done once before sharing ends`() {
    for round in 0..<200 {
      let done = Mutex([Int](repeating: 0, count: round))
      SecondThread.shared.share(round) { thread, piece in
        done.withLock { $0[piece] += 1 }
        #expect(thread == 0 || thread == 1)
      }
      #expect(done.withLock { $0.allSatisfy { $0 == 1 } })
    }
  }

  @Test func `whoever finds the second thread taken works alone`() {
    let inner = Atomic(0)
    SecondThread.shared.share(4) { _, _ in
      SecondThread.shared.share(5) { thread, _ in
        #expect(thread == 0)
        inner.add(1, ordering: .relaxed)
      }
    }
    #expect(inner.load(ordering: .relaxed) == 20)
  }
}
