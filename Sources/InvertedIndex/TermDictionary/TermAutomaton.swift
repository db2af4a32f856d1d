// SPDX-License-Identifier: Apache-2.0

/// Reads a term byte by byte and says whether it is one of those wanted.
///
/// A walk along a sorted dictionary keeps the state after each byte: neighbouring terms begin alike,
/// so most states serve many terms, and where one is dead all terms that begin so are passed over
/// (Schulz and Mihov 2002 do the same with a dictionary that is itself an automaton). States are a few
/// bytes and are copied; a step must not allocate.
protocol TermAutomaton {
  associatedtype State: BitwiseCopyable

  /// The state before the first byte.
  var start: State { get }

  /// The state after one more byte; asked only of states that are not dead.
  func step(_ state: State, _ byte: UInt8) -> State

  /// Whether no bytes can lead to a wanted term any more.
  func isDead(_ state: State) -> Bool

  /// Whether the bytes so far are a wanted term.
  func accepts(_ state: State) -> Bool
}
