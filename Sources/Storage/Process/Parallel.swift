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
