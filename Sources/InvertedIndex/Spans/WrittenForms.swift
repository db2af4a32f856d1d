// SPDX-License-Identifier: Apache-2.0

/// How a word or phrase must be written where it is found, beyond what terms tell apart.
///
/// Terms are folded, so the postings hold every way of writing. Positions found there are shown to
/// ``WrittenForms``, which looks at the text. The index carries a form from the planner to there
/// and understands nothing of it.
package struct WrittenForm: Hashable, Sendable {
  /// What of the letters must agree.
  package enum Rule: Hashable, Sendable {
    /// Letters and accents as typed; capitals too unless they are free.
    case asTyped(isCaseFree: Bool)
    /// Capitals exactly as typed, whatever the accents.
    case capitalsAsTyped
    /// Every letter a capital.
    case allCapitals
    /// One capital or more.
    case anyCapitals
    /// No capital.
    case noCapitals
  }

  /// One word of it: its text in UTF-8 as typed, and how many positions it stands behind the first.
  package struct Word: Hashable, Sendable {
    package var offset: UInt32
    package var text: [UInt8]

    package init(offset: UInt32, text: [UInt8]) {
      self.offset = offset
      self.text = text
    }
  }

  package var rule: Rule
  /// In ascending order of where they stand.
  package var words: [Word]

  package init(_ rule: Rule, _ words: [Word]) {
    self.rule = rule
    self.words = words
  }
}

/// Who can look at the texts of documents: tells where a word is written as wanted.
///
/// The index has no texts, so whoever has them passes this with a search. Reading a text takes far
/// longer than anything in the index: it is asked about a document only when everything else that
/// is cheaper admits it. Several threads may ask at once, each about documents in ascending order.
package protocol WrittenForms: Sendable {
  /// Keeps of the ascending positions at which a form's first word stands, folded, those where all
  /// its words are written so, in place and in order, and returns how many; nil if the text cannot
  /// be read.
  ///
  /// `segment` is its place among those of the search; `document` is its number in there.
  func keep(
    _ starts: UnsafeMutableBufferPointer<UInt32>,
    writtenAs form: WrittenForm,
    in document: UInt32,
    of segment: Int
  ) -> Int?
}

/// The texts of one segment's documents.
package struct SegmentTexts: Sendable {
  let forms: any WrittenForms
  let segment: Int

  /// The texts of a segment, by its place among those of the search.
  package init(_ forms: any WrittenForms, segment: Int) {
    self.forms = forms
    self.segment = segment
  }
}
