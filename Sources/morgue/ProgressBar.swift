// SPDX-License-Identifier: Apache-2.0

import NewsArchive
import Storage

/// One line on standard error that says how far a long run has come.
final class ProgressBar {
  private let isShown: Bool
  private let start = ContinuousClock.now
  private var lastShown: ContinuousClock.Instant?
  private var isDirty = false

  init(isShown: Bool) {
    self.isShown = isShown && OutputStream.standardError().isTerminal
  }

  /// Shows where the run stands, at most ten times a second.
  func show(_ progress: IndexProgress) {
    guard isShown else { return }
    let now = ContinuousClock.now
    if let lastShown, now - lastShown < .milliseconds(100) { return }
    lastShown = now
    isDirty = true
    let width = (OutputStream.standardError().terminalSize?.columns ?? 80) - 1
    writeError("\r\u{1B}[K" + String(line(progress, now - start).prefix(width)))
  }

  /// Shows how many of all have been done, at most ten times a second.
  func show(_ done: Int, of total: Int, _ things: String = "articles") {
    guard isShown, done % 64 == 0 else { return }
    let now = ContinuousClock.now
    if let lastShown, now - lastShown < .milliseconds(100) { return }
    lastShown = now
    isDirty = true
    let seconds = max((now - start) / .seconds(1), 0.001)
    let left = Int(Double(total - done) * seconds / Double(max(done, 1)))
    let share = done * 20 / max(total, 1)
    let (full, empty) = Console.isUnicode ? ("█", "░") : ("#", ".")
    let bar = String(repeating: full, count: share) + String(repeating: empty, count: 20 - share)
    writeError("\r\u{1B}[K\(bar) \(done) of \(total) \(things), \(left) s left")
  }

  /// Shows how many bytes of all have been done, at most ten times a second.
  func show(bytes done: UInt64, of total: UInt64) {
    guard isShown else { return }
    let now = ContinuousClock.now
    if let lastShown, now - lastShown < .milliseconds(100) { return }
    lastShown = now
    isDirty = true
    let seconds = max((now - start) / .seconds(1), 0.001)
    let left = Int(Double(total - min(done, total)) * seconds / Double(max(done, 1)))
    let share = total > 0 ? Int(Double(done) / Double(total) * 20) : 20
    let (full, empty) = Console.isUnicode ? ("█", "░") : ("#", ".")
    let bar = String(repeating: full, count: share) + String(repeating: empty, count: 20 - share)
    let amount = "\(megabytes(Double(done))) of \(megabytes(Double(total)))"
    writeError("\r\u{1B}[K\(bar) \(amount), \(left) s left")
  }

  /// Takes the line off the screen.
  func clear() {
    if isDirty { writeError("\r\u{1B}[K") }
    isDirty = false
  }

  private func line(_ progress: IndexProgress, _ elapsed: Duration) -> String {
    let seconds = max(elapsed / .seconds(1), 0.001)
    let rate = Double(progress.bytes) / seconds
    var line = "\(progress.files) files, \(progress.articles) articles, "
    line += "\(megabytes(Double(progress.bytes))), \(megabytes(rate))/s"
    guard progress.isScanComplete, progress.bytesFound > 0 else { return line }
    let share = min(1, Double(progress.bytes) / Double(progress.bytesFound))
    let filled = Int(share * 20)
    let (full, empty) = Console.isUnicode ? ("█", "░") : ("#", ".")
    let bar = String(repeating: full, count: filled) + String(repeating: empty, count: 20 - filled)
    let left = rate > 0 ? Int(Double(progress.bytesFound - progress.bytes) / rate) : 0
    return
      "\(bar) \(Int(share * 100)) %  \(line), \(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left"
  }

  private func megabytes(_ bytes: Double) -> String {
    let tenths = Int(bytes / 100_000)
    return "\(tenths / 10).\(tenths % 10) MB"
  }
}
