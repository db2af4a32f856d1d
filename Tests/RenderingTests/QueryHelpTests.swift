// SPDX-License-Identifier: Apache-2.0

import NewsArchive
import Rendering
import Testing

@Suite struct QueryHelpTests {
  @Test func `every example in the help can be read`() {
    for form in QueryHelp.sections.flatMap(\.forms) {
      for example in form.examples + form.mentioned {
        #expect(throws: Never.self, "\(example)") {
          let read = try Archive.parse(example, syntax: form.syntax)
          #expect(read.notes.isEmpty, "\(example)")
        }
      }
      for example in form.mentioned {
        #expect(form.meaning.contains { $0.contains(example) }, "\(example)")
      }
    }
  }

  @Test func `the help says truly how tightly operators bind`() throws {
    let read = try Archive.parse(QueryHelp.precedence.query).query
    #expect(read.text == QueryHelp.precedence.reading)
  }

  @Test func `the help fits two screens of 80 columns`() {
    let lines = QueryHelp.text.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count <= 70)
    for line in lines { #expect(line.count <= 78, "\(line)") }
  }

  @Test func `the help names every field`() {
    for field in QueryField.allCases { #expect(QueryHelp.text.contains(field.name)) }
    for capitals in Capitals.allCases { #expect(QueryHelp.text.contains("\(capitals.name):")) }
  }
}
