// SPDX-License-Identifier: Apache-2.0

package import Articles
import ArticleStore
import Storage

// What readers put on articles: labels and notes. Documents stay as they are.

extension ArchiveWriter {
  /// Puts labels on articles and takes others off, all with one commit; returns how many changed.
  ///
  /// A label that another article has already is kept in that one's spelling.
  package func tag(
    _ ids: [ArticleID],
    adding: [Label],
    removing: [Label] = []
  ) throws(ArchiveError) -> Int {
    try decide(ids) { store in
      let known = try store.spellings(of: Set(adding))
      let added = adding.map { known[$0] ?? $0 }
      return { state in
        var labels = state.tags.map(Label.init(kept:)).filter { !removing.contains($0) }
        labels += added.filter { !labels.contains($0) }
        state.tags = labels.sorted { $0.folded.lexicographicallyPrecedes($1.folded) }.map(\.name)
      }
    }
  }

  /// Keeps a note on an article, in place of any before; an empty one takes it away.
  ///
  /// - Returns: whether that changed anything.
  package func setNote(_ note: String, of id: ArticleID) throws(ArchiveError) -> Bool {
    try decide([id]) { _ in { $0.note = note } } > 0
  }

  /// Changes the states of articles with one commit; returns how many have become others.
  private func decide(
    _ ids: [ArticleID],
    _ prepare: (ArticleStoreReader) throws -> (inout ArticleState) -> Void
  ) throws(ArchiveError) -> Int {
    try committing {
      let change = try prepare(view.store)
      var store = ArticleStoreWriter(view.store)
      var count = 0
      for id in Set(ids).sorted() {
        let before = try store.state(of: id)
        var state = before
        change(&state)
        guard state != before else { continue }
        store.setState(state)
        count += 1
      }
      guard count > 0 else { return 0 }
      try store.seal(into: &transaction)
      try commit(changed: [], isLast: true)
      return count
    }
  }
}

extension ArticleStoreReader {
  /// How those of some labels that articles have already are spelt.
  fileprivate func spellings(of labels: Set<Label>) throws(CorruptionError) -> [Label: Label] {
    var known: [Label: Label] = [:]
    guard !labels.isEmpty else { return known }
    var looked: Set<String> = []
    try forEachState { state in
      for name in state.tags where looked.insert(name).inserted {
        let label = Label(kept: name)
        if labels.contains(label) { known[label] = known[label] ?? label }
      }
    }
    return known
  }
}

extension String {
  /// A note as it is kept: lines end with a line feed, no control characters, nothing empty around.
  ///
  /// - Throws: ``ArchiveError`` of usage for more than 64 KB.
  package func asNote() throws(ArchiveError) -> String {
    guard utf8.count <= 1 << 16 else {
      throw ArchiveError(.usage, "a note has at most 65,536 bytes", hint: "keep a link to the rest")
    }
    var text = ""
    for character in self {
      if character.isNewline {
        text.append("\n")
      } else if character == "\t" || !character.unicodeScalars.contains(where: \.isControl) {
        text.append(character)
      }
    }
    let first = text.firstIndex { !$0.isWhitespace } ?? text.endIndex
    let last = text.lastIndex { !$0.isWhitespace }.map(text.index(after:)) ?? text.endIndex
    return String(text[first..<max(first, last)])
  }
}

extension Unicode.Scalar {
  fileprivate var isControl: Bool { properties.generalCategory == .control }
}
