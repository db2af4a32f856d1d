// SPDX-License-Identifier: Apache-2.0

/// A matcher evaluated only in the windows that are asked for, in ascending order.
final class NestedWindows {
  private let evaluator: WindowEvaluator
  private var evaluated: Window?

  /// The first document of the window evaluated last.
  private(set) var base: UInt32 = 0

  init(_ matcher: Matcher, context: SearchContext) {
    evaluator = WindowEvaluator(matcher, context: context, isScored: true)
  }

  /// The window that holds `document`, which begins at ``base``.
  func window(holding document: UInt32) -> Window {
    let base = document & ~UInt32(Window.size - 1)
    if let evaluated, base == self.base { return evaluated }
    let window = evaluator.evaluate(from: base)
    self.base = base
    evaluated = window
    return window
  }
}
