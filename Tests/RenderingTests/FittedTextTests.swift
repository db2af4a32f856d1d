// SPDX-License-Identifier: Apache-2.0

import Rendering
import Testing

/// Help that is laid out for 80 columns, on screens of other widths.
struct FittedTextTests {
  @Test func `what follows a name stays beside it`() {
    let text = """
      WORDS:
        four people           both words, anywhere
        =Ramírez              as typed, accents and all; in lower case also with
                              capitals; =four
      """
    #expect(FittedText.text(text, columns: 80) == text)
    #expect(
      FittedText.text(text, columns: 42) == """
        WORDS:
          four people           both words,
                                anywhere
          =Ramírez              as typed, accents
                                and all; in lower
                                case also with
                                capitals; =four
        """
    )
  }

  @Test func `where there is no room beside names it goes below them`() {
    let text = "  error?              string    why it cannot be read; then nothing follows"
    #expect(
      FittedText.text(text, columns: 40) == """
          error?              string    why it
              cannot be read; then nothing
              follows
        """
    )
  }

  @Test func `full lines flow on, short ones do not`() {
    let text = """
      All words must be there. Capitals and accents do not matter; a bare word finds
      its other forms.
      """
    #expect(
      FittedText.text(text, columns: 44) == """
        All words must be there. Capitals and
        accents do not matter; a bare word finds its
        other forms.
        """
    )
    let heading = "search --json, list --json, new NAME --json\na line for each:"
    #expect(
      FittedText.text(heading, columns: 40)
        == "search --json, list --json, new NAME\n--json\na line for each:"
    )
  }

  @Test(arguments: [20, 40, 60, 79, 80])
  func `the help of queries and of JSON keeps to the screen`(columns: Int) {
    for text in [QueryHelp.text, JSONShape.help] {
      let fitted = FittedText.text(text, columns: columns)
      let words = { (text: String) in text.split { $0 == " " || $0 == "\n" } }
      #expect(words(fitted) == words(text))
      guard columns > 30 else { continue }
      for line in fitted.split(separator: "\n") { #expect(line.count <= columns, "\(line)") }
    }
  }
}
