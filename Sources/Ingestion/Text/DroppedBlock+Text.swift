// SPDX-License-Identifier: Apache-2.0

import Articles

extension DroppedBlock {
  /// A line of a text file; that it is none of the article's is certain.
  init(_ line: ByteSpan, _ reason: Reason) {
    self.init(text: TextCleaning.clean(line), kind: .paragraph, reason: reason, percent: 0)
  }
}
