// SPDX-License-Identifier: Apache-2.0

#if DEBUG
import Glibc

/// A page that harms its reader, for tests.
///
/// They name a mark in the environment, and what the page that holds it does. In a release build
/// nothing is left of it.
/// `MORGUE_TEST_PAGE=KIND:MARK`, where the kind is `abort`, `trap`, `kill`, `hang`, `spin`, `eat` or
/// `overflow`.
enum HarmfulPage {
  private static let chosen: (kind: String, mark: [UInt8])? = {
    guard let value = unsafe getenv("MORGUE_TEST_PAGE") else { return nil }
    let words = unsafe String(cString: value).split(separator: ":", maxSplits: 1)
    return words.count == 2 ? (String(words[0]), Array(words[1].utf8)) : nil
  }()

  /// Does harm if these bytes hold the mark.
  static func meet(_ bytes: [UInt8]) {
    guard let (kind, mark) = chosen, holds(mark, bytes) else { return }
    switch kind {
    case "abort": abort()
    case "trap": preconditionFailure("a test asked for it")
    case "kill": _ = kill(getpid(), SIGKILL)
    case "hang": while true { sleep(1) }
    case "spin": while clock() >= 0 {}
    case "eat": eat()
    case "overflow": _ = depth(of: 0)
    default: return
    }
  }

  private static func holds(_ mark: [UInt8], _ bytes: [UInt8]) -> Bool {
    guard bytes.count >= mark.count else { return false }
    return (0...bytes.count - mark.count).contains { place in
      bytes[place] == mark[0] && bytes[place..<place + mark.count].elementsEqual(mark)
    }
  }

  /// Takes memory, not so fast that nobody could look.
  private static func eat() {
    var taken: [[UInt8]] = []
    while true {
      taken.append([UInt8](repeating: 1, count: 16 << 20))
      usleep(5000)
    }
  }

  @inline(never) private static func depth(of level: Int) -> Int {
    // Deeper than any stack.
    level < 1 << 40 ? depth(of: level + 1) &+ level : 0
  }
}
#endif
