// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// Where the threads of a round take their tasks and leave what they made of them.
final class TaskResults<Outcome: Sendable>: Sendable {
  private struct State {
    var slots: [Outcome?]
    var place = 0
  }

  private let state: Mutex<State>

  init(count: Int) {
    state = Mutex(State(slots: Array(repeating: nil, count: count)))
  }

  /// The number of a task that nobody has taken; nil when all are.
  func next() -> Int? {
    state.withLock { state in
      guard state.place < state.slots.count else { return nil }
      state.place += 1
      return state.place - 1
    }
  }

  func set(_ outcome: Outcome, at number: Int) {
    state.withLock { $0.slots[number] = outcome }
  }

  /// Gives out no more tasks.
  func close() {
    state.withLock { $0.place = $0.slots.count }
  }

  /// In the order of the tasks, nil for those without outcome; what comes later changes nothing.
  var all: [Outcome?] {
    state.withLock { $0.slots }
  }

  /// In the order of the tasks; for when all threads have ended.
  var outcomes: [Outcome] {
    state.withLock { $0.slots.compactMap(\.self) }
  }
}

typealias RoundResults = TaskResults<ReadingOutcome>
typealias ReextractionResults = TaskResults<ReextractionResult>
