// SPDX-License-Identifier: Apache-2.0

/// Texts in the shape in which the commercial archives hand them out, with articles of our own.
enum ExportSamples {
  static let nexis = """


                                  1 of 3 DOCUMENTS


                                 The Harbour Bell

                               June 8, 2025 Sunday
                                Late Edition - Final

    Gulls Return to
    the Square

    BYLINE: By ADA QUILL and BO FERRY

    SECTION: Section A; Column 0; Coast Desk; Pg. 1

    LENGTH: 42 words

    DATELINE: PORT SORROW

    HIGHLIGHT: After nine years the birds are
    back.

    They came at dawn, said the harbour master, and they came in hundreds to the
    old square, where nobody had seen one since the flood of the year before
    the last election.

       "It was the wind," she said. Document 1 of 20 of the council's papers speaks
    of bread, which has been forbidden ever since the council met on the matter
    in the spring of that year.

    URL: http://bell.example

    LOAD-DATE: June 9, 2025

    LANGUAGE: ENGLISH

    GRAPHIC: PHOTO: Gulls on the quay.

    PUBLICATION-TYPE: Newspaper


                     Copyright 2025 The Harbour Bell Company
                               All Rights Reserved


                                  2 of 3 DOCUMENTS


                                 The Harbour Bell

                               June 9, 2025 Monday

    Ferry Late

    LENGTH: 7 words

    It was the wind again.

    LOAD-DATE: June 10, 2025

    LANGUAGE: ENGLISH

                                  3 of 3 DOCUMENTS

                             Der Hafenbote

                             Montag 9. Juni 2025

    Die Fähre

    AUTOR: Lotte Kai

    RUBRIK: LOKALES; S. 4

    LÄNGE: 9 Wörter

    Die Fähre kam wieder zu spät.

    UPDATE: 10. Juni 2025

    SPRACHE: GERMAN; DEUTSCH
    """

  static let lexis = """
    User Name: Ada Quill
    Date and Time: Tuesday, June 10, 2025 9:00:00 AM EST
    Job Number: 17
    Documents (2)
    1. Gulls Return to the Square
    Client/Matter: -None-
    Search Terms: gulls
    2. Ferry Late


    Page 1 of 2

    Gulls Return to the Square

    The Harbour Bell

    June 8, 2025 Sunday

    Copyright 2025 The Harbour Bell Company

    All Rights Reserved

    Section: Section A; Column 0; Coast Desk; Pg. 1

    Length: 42 words

    Byline: By Ada Quill and Bo Ferry

    Dateline: PORT SORROW

    Highlight: After nine years the birds are back.

    Body

    They came at dawn, said the harbour master.

    Length: that is what matters to a gull.

    Graphic

    Gulls on the quay.

    Classification

    Language: ENGLISH

    Publication-Type: Newspaper

    Load-Date: June 9, 2025

    End of Document

    Ferry Late

    The Harbour Bell

    June 9, 2025 Monday 10:15 AM EST

    Copyright 2025 The Harbour Bell Company

    Length: 7 words

    Body

    It was the wind again.

    Load-Date: June 10, 2025

    End of Document
    """

  static let factiva =
    "SE\tCoast\nHD\tGulls Return to the Square\nBY\tBy Ada Quill\nWC\t42 words\nPD\t8 June 2025\nET\t14:05\n"
    + "SN\tThe Harbour Bell\nSC\tHBELL\nPG\t1\nLA\tEnglish\nCY\t© 2025 The Harbour Bell.\nLP\t\n\n"
    + "They came at dawn.\n\nTD\n\nIN a whisper they came.\n\nNobody knows why.\n\n"
    + "CO\tbell : Bell Ltd\nNS\tgcat : News\nRE\tsor : Sorrow\nAN\tDocument HBELL00020250608ef6800001\n\n"
    + "HD\nFerry Late\nWC\n7 words\nPD\n9 June 2025\nSN\nThe Harbour Bell\nLA\nEnglish\nLP\nIt was the wind again.\n"
    + "Document HBELL00020250609ef6900002\n\nSearch Summary\nText\tgulls\n"

  static let factivaPlain = """
    Coast
    Gulls Return to the Square
    Ada Quill
    42 words
    8 June 2025
    14:05
    The Harbour Bell
    HBELL
    1
    English
    © 2025 The Harbour Bell. All Rights Reserved.

    They came at dawn.

    Nobody knows why.

    Document HBELL00020250608ef6800001

    Ferry Late
    7 words
    9 June 2025
    The Harbour Bell
    HBELL
    English
    (c) 2025 The Harbour Bell.

    It was the wind again.

    Document HBELL00020250609ef6900002
    """

  static let proQuest = """
    ____________________________________________________________

    Document 1 of 2

    Gulls Return to the Square

    Author: Quill, Ada; Ferry, Bo

    Publication info: The Harbour Bell ; Port Sorrow [Port Sorrow]. 08 June 2025: A.1.

    ProQuest document link

    Abstract: After nine years the birds are back.

    Links: none

    Full text: They came at dawn.

    Nobody knows why: it was said.

    Title: Gulls Return to the Square
    Publication title: The Harbour Bell; Port Sorrow
    First page: A.1
    Publication year: 2025
    Publication date: Jun 8, 2025
    Section: Coast
    Language of publication: English
    ProQuest document ID: 17
    Document URL: https://search.proquest.example/docview/17
    Copyright: Copyright Bell Ltd Jun 8, 2025
    Database: Newsstream
    ____________________________________________________________

    Document 2 of 2

    Ferry Late

    Abstract: It was the wind again.

    Title: Ferry Late
    Publication title: The Harbour Bell
    Publication date: Jun 9, 2025
    ProQuest document ID: 18
    ____________________________________________________________

    Contact ProQuest
    Copyright © 2025 ProQuest
    """
}
