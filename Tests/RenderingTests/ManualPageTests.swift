// SPDX-License-Identifier: Apache-2.0

import Rendering
import Testing

@Suite struct ManualPageTests {
  @Test func `a page keeps every sign as it is and begins no request by accident`() {
    var page = ManualPage(name: "morgue-x", section: 1, abstract: "What it is.")
    page.synopsis = ["morgue x [OPTIONS]"]
    page.description = "A \\ and `--é`.\n\n  .x 'y' a~1 b^2\n.z"
    page.entries = [.init("Options", [.init("-n <n>", "How many.")]), .init("None", [])]
    page.seeAlso = ["morgue(1)"]
    let expected = """
      .TH "MORGUE-X" "1" "" "morgue 1" "morgue manual"
      .SH NAME
      morgue\\-x \\- What it is.
      .SH SYNOPSIS
      .nf
      morgue x [OPTIONS]
      .fi
      .SH DESCRIPTION
      A \\e and \\(ga\\-\\-\\[u00E9]\\(ga.
      .PP
      .nf
        .x \\(aqy\\(aq a\\(ti1 b\\(ha2
      .fi
      \\&.z
      .SH OPTIONS
      .TP
      \\fB\\-n <n>\\fR
      How many.
      .SH SEE ALSO
      morgue(1)

      """
    #expect(ManualPageRenderer.text(page, version: "morgue 1") == expected)
    #expect(page.fileName == "morgue-x.1")
  }
}
