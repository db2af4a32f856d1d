// SPDX-License-Identifier: Apache-2.0

/// Cuts snippets and marks matches for one query.
///
/// Made once per query and used for every hit; holds an analyzer's scratch, so one per thread.
package struct SnippetMaker: ~Copyable {
  /// What to look for.
  package let terms: [SnippetTerm]
  /// The most characters (Unicode scalars) that a snippet's fragments have together.
  package let width: Int

  package init(terms: [SnippetTerm], width: Int = 240) {
    self.terms = terms
    self.width = max(width, 16)
  }
}
