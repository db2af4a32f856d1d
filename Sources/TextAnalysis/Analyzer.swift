// SPDX-License-Identifier: Apache-2.0

/// Text in, tokens out.
///
/// Words are cut after Unicode Standard Annex 29 with a reader's exceptions:
///
/// - Letters, marks and digits that touch are one word; hyphens, slashes, underscores and full
///   stops between words separate (`COVID-19` gives `covid`, `19`; addresses give their words).
///   Words with hyphens between them also give what they are when written in one (``JoinedTerm``:
///   `covid19` at the place of `covid`), but no two numbers. A word cut at the end of a line is such.
/// - Single letters with full stops are one word: `U.S.` gives `us`. `&` joins up to two letters
///   on either side: `AT&T` gives `at&t`.
/// - A possessive `'s` is dropped, and after names and numbers also joined (`McDonald's`); an elided
///   article is a word of its own (`l'économie` gives `l`, `economie`), which names may also be
///   written without (`O'Brien`); other apostrophes leave nothing in the term (`п'ять`, `don't`),
///   but for `we'll` and its like. A name before a suffix is joined, too (`Türkiye'nin`).
/// - Numbers lose their thousands separators and get a decimal point: `1,000` and `1.000` give
///   `1000`, `3,5` gives `3.5`.
/// - Scripts without blanks (Han, kana, hangul, Thai, Lao, Khmer, Myanmar) give a token for each
///   two neighbouring characters, and one for the last character of a run.
///
/// Terms are lower-cased and have no accents; their first byte is at least 0x30, and they are cut
/// at 255 bytes. About 270 MB of English text a second, 120-150 of Cyrillic, Arabic or Han. One per
/// thread: it holds scratch memory.
package struct Analyzer: ~Copyable {
  /// The rules and tables that make the terms of an index.
  package static let identity = AnalyzerIdentity(
    name: "morgue",
    version: 2,
    tables: CharacterTables.digest
  )

  private var scratch = AnalyzerScratch()

  package init() {}

  /// Cuts a text into tokens and hands them to `body` in batches.
  ///
  /// The batch is empty before and after; its contents are valid during `body` only. A call is one
  /// paragraph: its first token starts a sentence. Bytes that are not UTF-8 separate words. Of a
  /// text beyond 4 GB only the beginning is read.
  ///
  /// - Returns: the position after the last token.
  package mutating func analyze(
    _ text: UnsafeBufferPointer<UInt8>,
    from position: UInt32,
    batch: inout TokenBatch,
    _ body: (inout TokenBatch) -> Void
  ) -> UInt32 {
    guard let base = text.baseAddress else { return position }
    let count = min(text.count, Int(UInt32.max))
    let source = SourceText(base: base, count: count, tables: CharacterTables())
    var scanner = TextScanner(source, position: position)
    var hasMore = true
    batch.removeAll()
    while hasMore {
      hasMore = scanner.fill(&batch, &scratch)
      if batch.count > 0 { body(&batch) }
      batch.removeAll()
    }
    return scanner.position
  }

  /// The tokens of a text, for queries, snippets and tests: its words, and if `includingJoined` the
  /// forms that stand beside them.
  package mutating func tokens(in text: String, includingJoined: Bool = false) -> [Token] {
    var text = text
    return text.withUTF8 { tokens(in: $0, includingJoined: includingJoined) }
  }

  /// The tokens of UTF-8 bytes.
  package mutating func tokens(
    in text: UnsafeBufferPointer<UInt8>,
    includingJoined: Bool = false
  ) -> [Token] {
    var tokens: [Token] = []
    var batch = TokenBatch()
    _ = analyze(text, from: 0, batch: &batch) { batch in
      for index in 0..<batch.count {
        let token = batch.token(index)
        if includingJoined || !token.isJoined { tokens.append(token) }
      }
    }
    return tokens
  }
}

/// Memory that scanning reuses from word to word.
struct AnalyzerScratch: ~Copyable {
  /// Room for a surface and what is stored beyond its end.
  let surface: UnsafeMutablePointer<UInt8>
  var composition = Composition()

  init() {
    let count = 512
    surface = .allocate(capacity: count)
    surface.initialize(repeating: 0, count: count)
  }

  deinit {
    surface.deallocate()
  }
}
