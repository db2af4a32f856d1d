// SPDX-License-Identifier: Apache-2.0

private import Glibc
private import Synchronization

/// A thread that waits to share the work of another one.
///
/// It is started when it is first asked for, and never ends. Who has work begins with it at once;
/// the second thread joins in as soon as it is awake, some 10 µs later, or not at all if the work is
/// over by then. So sharing costs little where it gains nothing.
package final class SecondThread {
  package static let shared = SecondThread()

  private let isTaken = Atomic(false)
  private let state = UnsafeMutablePointer<State>.allocate(capacity: 1)

  /// Everything behind the lock.
  private struct State {
    var lock = pthread_mutex_t()
    var changed = pthread_cond_t()
    var work: Work?
    var isWorking = false
    var isStarted = false
  }

  private init() {
    state.initialize(to: State())
    pthread_mutex_init(&state.pointee.lock, nil)
    pthread_cond_init(&state.pointee.changed, nil)
  }

  /// Calls `body` for every piece of work below `count`, and returns when all calls have.
  ///
  /// Its first argument is 0 on this thread and 1 on the second, the other one the piece. Pieces are
  /// begun in ascending order. While somebody else shares work, all of it is done on this thread.
  package func share(_ count: Int, _ body: @escaping @Sendable (Int, Int) -> Void) {
    let work = Work(count, body)
    guard !isTaken.exchange(true, ordering: .acquiring) else { return work.run(as: 0) }
    offer(work)
    work.run(as: 0)
    withdraw()
    isTaken.store(false, ordering: .releasing)
  }

  private func offer(_ work: Work) {
    pthread_mutex_lock(&state.pointee.lock)
    if !state.pointee.isStarted { state.pointee.isStarted = start() }
    state.pointee.work = work
    pthread_cond_broadcast(&state.pointee.changed)
    pthread_mutex_unlock(&state.pointee.lock)
  }

  /// Takes work back that nobody has begun, or waits for who has.
  private func withdraw() {
    pthread_mutex_lock(&state.pointee.lock)
    state.pointee.work = nil
    while state.pointee.isWorking { wait() }
    pthread_mutex_unlock(&state.pointee.lock)
  }

  private func wait() {
    pthread_cond_wait(&state.pointee.changed, &state.pointee.lock)
  }

  /// What the second thread does: for ever whatever it is offered.
  private func serve() {
    pthread_mutex_lock(&state.pointee.lock)
    while true {
      guard let work = state.pointee.work else {
        wait()
        continue
      }
      state.pointee.work = nil
      state.pointee.isWorking = true
      pthread_mutex_unlock(&state.pointee.lock)
      work.run(as: 1)
      pthread_mutex_lock(&state.pointee.lock)
      state.pointee.isWorking = false
      pthread_cond_broadcast(&state.pointee.changed)
    }
  }

  private func start() -> Bool {
    var thread = pthread_t()
    let status = pthread_create(
      &thread,
      nil,
      { _ in
        SecondThread.shared.serve()
        return nil
      },
      nil
    )
    if status == 0 { pthread_detach(thread) }
    return status == 0
  }
}

// What is behind the pointer is only touched under its lock.
extension SecondThread: @unchecked Sendable {}

/// Pieces of work that threads take one after another.
private final class Work: Sendable {
  private let next = Atomic(0)
  private let count: Int
  private let body: @Sendable (Int, Int) -> Void

  init(_ count: Int, _ body: @escaping @Sendable (Int, Int) -> Void) {
    self.count = count
    self.body = body
  }

  func run(as thread: Int) {
    while true {
      let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
      if piece >= count { return }
      body(thread, piece)
    }
  }
}
