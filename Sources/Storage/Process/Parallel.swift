// SPDX-License-Identifier: Apache-2.0

private import Glibc

/// Runs `body` for every number below `count`, each on a thread of its own, and waits for all.
///
/// Threads cost some 20 µs each, so the work ought to be worth a millisecond. One piece of work
/// runs on the calling thread.
package func inParallel(count: Int, _ body: @escaping @Sendable (Int) -> Void) {
  var threads: [pthread_t] = []
  for number in 1..<max(count, 1) {
    if let thread = start({ body(number) }) { threads.append(thread) } else { body(number) }
  }
  if count > 0 { body(0) }
  for thread in threads { pthread_join(thread, nil) }
}

/// Runs `body` for every number below `count`, each on a thread of its own, and waits for all, unless
/// `givesUp`, asked now and then on the calling thread, says not to.
///
/// Then the threads are left to themselves: what they make must be worth nothing by then.
package func inParallel(
  count: Int,
  unless givesUp: () -> Bool,
  _ body: @escaping @Sendable (Int) -> Void
) {
  let gate = Gate(count)
  let body = FaultPoint.carried(by: body)
  for number in 0..<count {
    startDetached {
      body(number)
      gate.leave()
    }
  }
  while !gate.isEmpty(within: 50) {
    if givesUp() { return }
  }
}

/// Starts a thread that nobody waits for; if the system has no room for one, does its work here.
func startDetached(_ body: @escaping @Sendable () -> Void) {
  if let thread = start(body) { pthread_detach(thread) } else { body() }
}

/// Where one thread waits until so many others have gone.
private final class Gate: @unchecked Sendable {
  // Everything is touched under the lock only.
  private let state = UnsafeMutablePointer<State>.allocate(capacity: 1)

  private struct State {
    var lock = pthread_mutex_t()
    var changed = pthread_cond_t()
    var count: Int
  }

  init(_ count: Int) {
    state.initialize(to: State(count: count))
    pthread_mutex_init(&state.pointee.lock, nil)
    pthread_cond_init(&state.pointee.changed, nil)
  }

  deinit {
    pthread_cond_destroy(&state.pointee.changed)
    pthread_mutex_destroy(&state.pointee.lock)
    state.deallocate()
  }

  func leave() {
    pthread_mutex_lock(&state.pointee.lock)
    state.pointee.count -= 1
    if state.pointee.count == 0 { pthread_cond_signal(&state.pointee.changed) }
    pthread_mutex_unlock(&state.pointee.lock)
  }

  /// Waits up to so many milliseconds; whether all have gone.
  func isEmpty(within milliseconds: Int) -> Bool {
    var end = timespec()
    clock_gettime(CLOCK_REALTIME, &end)
    end.tv_nsec += milliseconds * 1_000_000
    end.tv_sec += end.tv_nsec / 1_000_000_000
    end.tv_nsec %= 1_000_000_000
    pthread_mutex_lock(&state.pointee.lock)
    defer { pthread_mutex_unlock(&state.pointee.lock) }
    var status: Int32 = 0
    while state.pointee.count > 0, status == 0 {
      status = pthread_cond_timedwait(&state.pointee.changed, &state.pointee.lock, &end)
    }
    return state.pointee.count == 0
  }
}

/// A piece of work on its way to a thread.
private final class Work: Sendable {
  let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) {
    self.body = body
  }
}

/// Starts a thread; nil if the system has no room for one.
private func start(_ body: @escaping @Sendable () -> Void) -> pthread_t? {
  var thread = pthread_t()
  let work = Unmanaged.passRetained(Work(body))
  let status = pthread_create(
    &thread,
    nil,
    { context in
      if let context = context {
        Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
      }
      return nil
    },
    work.toOpaque()
  )
  guard status == 0 else {
    work.release()
    return nil
  }
  return thread
}

/// How many processors this process may use.
package func processorCount() -> Int {
  max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}
