// SPDX-License-Identifier: Apache-2.0

private import Glibc
private import Synchronization
internal import SystemPackage

/// Starts this program anew, with the same arguments, when it dies over something that it reads.
///
/// The signals of a program's own faults are caught on a stack of each thread's own, so that one
/// that has overflowed counts, too. What a handler needs is made before, as nothing may be
/// allocated in one. The new process is told in the environment how often that was done, and why.
package enum SelfRestart {
  /// Why a process ended.
  package enum Cause: Equatable, Sendable {
    /// A signal of the system.
    case signal(Int32)
    /// It took too long over something.
    case tooSlow
    /// It needed too much memory.
    case tooMuchMemory

    fileprivate var number: Int32 {
      switch self {
      case .signal(let number): number
      case .tooSlow: 100
      case .tooMuchMemory: 101
      }
    }

    fileprivate init(number: Int32) {
      switch number {
      case 100: self = .tooSlow
      case 101: self = .tooMuchMemory
      default: self = .signal(number)
      }
    }
  }

  /// What the process before this one said of its end.
  package struct Previous: Sendable {
    /// How often the program was started anew.
    package let count: Int
    package let cause: Cause
  }

  /// Nil if this is the first process.
  package static let previous: Previous? = {
    guard let value = getenv(variable) else { return nil }
    let fields = String(cString: value).split(separator: ":").map { Int($0) }
    unsetenv(variable)
    guard fields.count == 2, let count = fields[0], let number = fields[1],
      (1...9999).contains(count), (1...101).contains(number)
    else { return nil }
    return Previous(count: count, cause: Cause(number: Int32(number)))
  }()

  /// The same, but only the first time: what a process reads later did not end the one before it.
  package static func takePrevious() -> Previous? {
    wasTaken.exchange(true, ordering: .relaxed) ? nil : previous
  }

  fileprivate static let variable = "MORGUE_RESTARTED"
  private static let signals = [SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE]

  /// Gets everything ready; `canRestart` is whether another process could do better than this one.
  ///
  /// Without it, a fatal signal still ends the process with one line and status 70.
  package static func prepare(canRestart: Bool) {
    if canRestart, plan == nil, let words = commandLine() {
      plan = Plan(words, (previous?.count ?? 0) + 1)
    }
    for number in signals {
      var action = sigaction()
      action.__sigaction_handler.sa_handler = { died(of: $0) }
      action.sa_flags = Int32(SA_ONSTACK)
      sigaction(number, &action, nil)
    }
  }

  /// Whether something is being read that the journal knows of: only then another process can do better.
  package static func setReading(_ isAtWork: Bool) {
    isReading.store(isAtWork, ordering: .relaxed)
  }

  /// Starts anew now; returns if that is not possible.
  package static func restart(because cause: Cause) {
    guard isReading.load(ordering: .relaxed) else { return }
    begin(cause.number)
  }

  /// The arguments of this process, byte for byte.
  private static func commandLine() -> [[UInt8]]? {
    guard let file = try? FileSystem.open("/proc/self/cmdline") else { return nil }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 12)
    while true {
      let count = (try? piece.withUnsafeMutableBytes { try file.read(into: $0) }) ?? 0
      guard count > 0 else { break }
      bytes += piece[..<count]
    }
    let words = bytes.split(separator: 0, omittingEmptySubsequences: false).map(Array.init)
    return words.count > 1 ? words.dropLast() : nil
  }
}

private let wasTaken = Atomic<Bool>(false)
private let isReading = Atomic<Bool>(false)
private let isEnding = Atomic<Bool>(false)

/// What `execve` is called with.
private struct Plan {
  let arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  let environment: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  /// The three digits of the cause, within the last of the environment.
  let cause: UnsafeMutablePointer<CChar>

  init?(_ words: [[UInt8]], _ count: Int) {
    guard (1...9999).contains(count) else { return nil }
    var variables: [[UInt8]] = []
    var next = environ
    while let word = next.pointee {
      let length = strlen(word)
      variables.append(
        word.withMemoryRebound(to: UInt8.self, capacity: length) {
          Array(UnsafeBufferPointer(start: $0, count: length))
        }
      )
      next += 1
    }
    let note = Array("\(SelfRestart.variable)=\(count):".utf8)
    variables.append(note + Array("000".utf8))
    arguments = Self.list(words)
    environment = Self.list(variables)
    guard let last = environment[variables.count - 1] else { return nil }
    cause = last + note.count
  }

  /// Strings as C has them; never freed.
  private static func list(_ words: [[UInt8]]) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  {
    let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
      capacity: words.count + 1
    )
    for (index, word) in words.enumerated() {
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: word.count + 1)
      for (place, byte) in word.enumerated() { copy[place] = CChar(bitPattern: byte) }
      copy[word.count] = 0
      (list + index).initialize(to: copy)
    }
    (list + words.count).initialize(to: nil)
    return list
  }
}

// Set once, before there are threads that could die.
nonisolated(unsafe) private var plan: Plan?

/// Becomes the new process, or returns.
private func begin(_ cause: Int32) {
  if let number = ProcessSignals.stopRequested { _exit(128 + number) }
  guard let plan else { return }
  while isEnding.exchange(true, ordering: .relaxed) { pause() }
  for place in 0..<3 {
    let divisor: Int32 = place == 0 ? 100 : place == 1 ? 10 : 1
    plan.cause[place] = CChar(truncatingIfNeeded: 48 + cause / divisor % 10)
  }
  var none = sigset_t()
  sigemptyset(&none)
  pthread_sigmask(SIG_SETMASK, &none, nil)
  execve("/proc/self/exe", plan.arguments, plan.environment)
  // It could not: the others that wait here shall not wait for ever.
  isEnding.store(false, ordering: .relaxed)
}

private func died(of number: Int32) {
  if isReading.load(ordering: .relaxed) { begin(number) }
  if number == SIGBUS { endForShortFile() }
  say("morgue: error: the program died of a mistake of its own (")
  say(signalName(number))
  say("); what was committed is kept\n")
  _exit(70)
}

/// The end that ``ProcessSignals`` has for a file cut short while mapped.
func endForShortFile() -> Never {
  say("morgue: error: a file of the archive became shorter, or could not be read, while in use\n")
  _exit(74)
}

private func say(_ text: StaticString) {
  _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
}

private func signalName(_ number: Int32) -> StaticString {
  switch number {
  case SIGSEGV: "SIGSEGV"
  case SIGBUS: "SIGBUS"
  case SIGILL: "SIGILL"
  case SIGTRAP: "SIGTRAP"
  case SIGABRT: "SIGABRT"
  case SIGFPE: "SIGFPE"
  default: "a signal"
  }
}

/// Memory for the handlers of signals of a thread whose own stack may have overflowed.
package final class AlternateStack: Sendable {
  private static let size = 1 << 16
  private let memory: UInt

  /// That of the thread that waits for the others; it never goes.
  package static let ofMain = AlternateStack()

  /// Takes 64 KB.
  package init() {
    let room = UnsafeMutableRawPointer.allocate(byteCount: Self.size, alignment: 16)
    memory = UInt(bitPattern: room)
  }

  /// Makes it that of the calling thread, which must end, or take another, before this goes.
  package func use() {
    var stack = stack_t()
    stack.ss_sp = UnsafeMutableRawPointer(bitPattern: memory)
    stack.ss_size = Self.size
    sigaltstack(&stack, nil)
  }

  deinit {
    UnsafeMutableRawPointer(bitPattern: memory)?.deallocate()
  }
}
