// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import NewsArchive

/// Names and abbreviations that texts explain by one another.
@Suite struct NamePairTests {
  private func pairs(_ text: String) -> [String] {
    var finder = NamePairFinder()
    return finder.pairs(in: text).map { "\($0.short) = \($0.long)" }
  }

  /// Sentences of our own with the pairs that a reader sees in them.
  static let sentences: [(text: String, pairs: [String])] = [
    // Initials.
    (
      "The Drug Enforcement Administration (DEA) named him on Friday.",
      ["DEA = Drug Enforcement Administration"]
    ),
    (
      "Officers of the Federal Bureau of Investigation (FBI) came at dawn.",
      ["FBI = Federal Bureau of Investigation"]
    ),
    (
      "El Cártel de Jalisco Nueva Generación (CJNG) amenazó a los vecinos.",
      ["CJNG = Cártel de Jalisco Nueva Generación"]
    ),
    (
      "La Comisión Nacional de los Derechos Humanos (CNDH) abrió una queja.",
      ["CNDH = Comisión Nacional de los Derechos Humanos"]
    ),
    (
      "Der Vorsitzende der Christlich Demokratischen Union (CDU) schwieg.",
      ["CDU = Christlich Demokratischen Union"]
    ),
    (
      "La Confédération générale du travail (CGT) appelle à la grève.",
      ["CGT = Confédération générale du travail"]
    ),
    (
      "O Supremo Tribunal Federal (STF) decidiu na quinta-feira.",
      ["STF = Supremo Tribunal Federal"]
    ),
    (
      "Федеральная служба безопасности (ФСБ) отказалась от комментариев.",
      ["ФСБ = Федеральная служба безопасности"]
    ),
    ("Growth of gross domestic product (GDP) slowed.", ["GDP = gross domestic product"]),
    (
      "Two improvised explosive devices (IEDs) were found.",
      ["IED = improvised explosive devices"]
    ),
    ("The Port Workers Union's (PWU) vote was close.", ["PWU = Port Workers Union"]),
    // Initials of another language, in another order.
    (
      "The Jalisco New Generation Cartel (CJNG) took the town.",
      ["CJNG = Jalisco New Generation Cartel"]
    ),
    (
      "La Organización del Tratado del Atlántico Norte (OTAN) se reúne hoy.",
      ["OTAN = Organización del Tratado del Atlántico Norte"]
    ),
    // Letters inside words.
    ("Shares of Petróleos Mexicanos (Pemex) fell.", ["Pemex = Petróleos Mexicanos"]),
    (
      "La Secretaría de la Defensa Nacional (Sedena) envió tropas.",
      ["Sedena = Secretaría de la Defensa Nacional"]
    ),
    (
      "Der Bundesnachrichtendienst (BND) hat davon gewusst.",
      ["BND = Bundesnachrichtendienst"]
    ),
    ("Vecinos de Ciudad de México (CDMX) protestaron.", ["CDMX = Ciudad de México"]),
    ("El Sistema Nacional Ambiental (SINA) lo niega.", ["SINA = Sistema Nacional Ambiental"]),
    ("Fans of the Africa Cup Of Nations (AFCON) wait.", ["AFCON = Africa Cup Of Nations"]),
    (
      "The Centers for Disease Control and Prevention (CDC) were asked.",
      ["CDC = Centers for Disease Control and Prevention"]
    ),
    (
      "Shares of <Northern Salt and Coal Corp> (NSCC) rose.", ["NSCC = Northern Salt and Coal Corp"]
    ),
    // More in the brackets than the abbreviation.
    (
      "la Fiscalía General de la República (FGR, por sus siglas) informó",
      ["FGR = Fiscalía General de la República"]
    ),
    (
      "The World Food Programme (“WFP”) sent rice.",
      ["WFP = World Food Programme"]
    ),
    // The other way round.
    (
      "A spokesman of the CJNG (Cártel de Jalisco Nueva Generación) denied it.",
      ["CJNG = Cártel de Jalisco Nueva Generación"]
    ),
    (
      "He had served in the ELN (the Ejército de Liberación Nacional, in Spanish).",
      ["ELN = Ejército de Liberación Nacional"]
    ),
    // Several, and none in between.
    (
      "The International Monetary Fund (IMF) and the World Trade Organization (WTO) met (again).",
      ["IMF = International Monetary Fund", "WTO = World Trade Organization"]
    ),
    // Scripts without blanks.
    ("世界卫生组织（世卫组织）周二说，疫情已经结束。", ["世卫组织 = 世界卫生组织"]),
    ("국가정보원(국정원)은 어제 밝혔다.", ["국정원 = 국가정보원"]),
    // Scripts without capitals.
    ("דובר צבא הגנה לישראל (צה\u{5F4}ל) מסר הערב.", ["צה״ל = צבא הגנה לישראל"]),
    // Nothing to be explained here.
    ("The governor (a former soldier) said nothing.", []),
    ("Senator Ann Lee (R) and Bob Hay (D) voted against it.", []),
    ("The company lost 40 million dollars (36 million euros).", []),
    ("Luis Durán Peña (SVP) and Karl Moser (FPÖ) left.", []),
    ("The dollar rose to its highest price (HKD) ever.", []),
    ("Jorge Castro (PRI) asked for a new count.", []),
    ("He flew to Paris (France) in 2019 (January).", []),
    ("Photographs by Maria Otero (Reuters) follow.", []),
    ("The Ministry of Health (see page 4) keeps a list (PDF).", []),
    ("It was over. Nobody (NBA players included) knew.", []),
    ("Water boils at 100 degrees (212 F).", []),
    ("Unbalanced ( brackets and ) more (IMF", []),
  ]

  @Test(arguments: sentences)
  func `finds the pairs that a reader sees`(text: String, pairs: [String]) {
    #expect(self.pairs(text) == pairs)
  }

  @Test func `a pair counts once an article, under its most frequent spelling`() {
    var tally = NameTally()
    let first = NamePair(short: "FGR", long: "Fiscalía General", evidence: .initials)
    let second = NamePair(short: "FGR", long: "Fiscalia General", evidence: .initials)
    tally.add([first, first, second])
    tally.add([first])
    #expect(
      tally.suggestions(atLeast: 2)
        == [NameSuggestion(short: "FGR", long: "Fiscalía General", articles: 2)]
    )
    #expect(tally.suggestions(atLeast: 3).isEmpty)
  }

  @Test func `a person before a party's abbreviation is not its name`() {
    var tally = NameTally()
    let party = NamePair(
      short: "PRI",
      long: "Partido Revolucionario Institucional",
      evidence: .initials
    )
    let person = NamePair(short: "PRI", long: "Pedro Ramírez", evidence: .letters)
    for _ in 0..<5 { tally.add([party]) }
    for _ in 0..<2 { tally.add([person]) }
    #expect(tally.suggestions(atLeast: 1).map(\.long) == ["Partido Revolucionario Institucional"])
    for _ in 0..<2 { tally.add([person]) }
    #expect(tally.suggestions(atLeast: 1).map(\.long).count == 2)
  }

  @Test func `suggestions are grouped by abbreviation, the most frequent first`() {
    var tally = NameTally()
    func add(_ short: String, _ long: String, _ count: Int) {
      for _ in 0..<count {
        tally.add([NamePair(short: short, long: long, evidence: .initials)])
      }
    }
    add("UN", "United Nations", 3)
    add("CJNG", "Jalisco New Generation Cartel", 2)
    add("CJNG", "Cártel de Jalisco Nueva Generación", 4)
    add("un", "Unidad Norte", 1)
    #expect(
      tally.suggestions(atLeast: 1).map { "\($0.short) = \($0.long) \($0.articles)" } == [
        "CJNG = Cártel de Jalisco Nueva Generación 4", "CJNG = Jalisco New Generation Cartel 2",
        "UN = United Nations 3", "UN = Unidad Norte 1",
      ]
    )
  }
}
