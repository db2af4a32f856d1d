// SPDX-License-Identifier: Apache-2.0

import TextAnalysis

/// The small words of languages, which say nothing about what an article is about.
///
/// They matter in questions and in pasted text, where `what` and `would` are rarer in an archive than
/// many a word that is meant. So they do not count for the order of results where a query has two or
/// more of one language, and something else as well. A single one is left alone: it may be a word of
/// another language, or a name.
enum FunctionWords {
  /// The words of a query that do not count, as typed.
  static func silent(in query: Query) -> [String] {
    let words = bareWords(of: query)
    guard words.count > 2 else { return [] }
    var best: [String] = []
    for language in languages {
      let found = words.filter { contains(language, $0.lowercased()) }
      if found.count > best.count { best = found }
    }
    return best.count > 1 && best.count < words.count ? best : []
  }

  /// The small words, folded, of the language whose small words a text has most often.
  ///
  /// - Parameter terms: the words of the text, folded, one after the other.
  /// - Returns: all of the language's; none for a text that has none of any.
  static func list(mostFrequentIn terms: [[UInt8]]) -> Set<[UInt8]> {
    var counts: [[UInt8]: Int] = [:]
    for term in terms { counts[term, default: 0] += 1 }
    var best: (count: Int, words: Set<[UInt8]>) = (0, [])
    for language in languages {
      let words = Set(language.split(separator: " ").map { folded(String($0)) })
      let count = words.reduce(0) { $0 + (counts[$1] ?? 0) }
      if count > best.count { best = (count, words) }
    }
    return best.words
  }

  /// The different bare words that an article is asked for, in any field, and at the top of the tree.
  private static func bareWords(of query: Query) -> [String] {
    switch query.clause {
    case .word(let word): [word]
    case .all(let parts), .any(let parts):
      parts.flatMap(bareWords).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    case .boosted(let inner, _): bareWords(of: inner)
    default: []
    }
  }

  /// Whether a list has a word, compared byte by byte.
  private static func contains(_ list: String, _ word: String) -> Bool {
    list.utf8.split(separator: UInt8(ascii: " ")).contains { $0.elementsEqual(word.utf8) }
  }

  private static let languages = [english, spanish, french, german, portuguese, italian, dutch]

  private static let english = """
    a about above after again against all also although am an and any are as at be because been \
    before being below between both but by can cannot could did do does doing done down during each \
    either etc few for from further given had has have having he her here hers him his how however i \
    if in into is it its itself just may me might more most much must my neither no nor not of off \
    on once only onto or other our out over own per rather same shall she should since so some such \
    than that the their them themselves then there these they this those through to too under until \
    up upon us very was we were what when where whether which while who whom whose why will with \
    within without would you your
    """
  private static let spanish = """
    a al algo ante antes aquel aquella aquellos así aún aunque bajo cada como cómo con contra cual \
    cuál cuales cuáles cuando cuándo de del desde donde dónde durante e el él ella ellas ellos en \
    entre era eran es esa esas ese eso esos esta está están estas este esto estos fue fueron ha han \
    hasta hay la las le les lo los más me mi mis muy ni no nos o os otra otro para pero por porque \
    que qué quien quién quienes se según ser si sí sido sin sobre son su sus también tan te tiene tu \
    u un una unas uno unos y ya yo
    """
  private static let french = """
    a à ai au aussi aux avait avec avoir c ce ceci cela ces cet cette ceux chez comme comment d dans \
    de des donc dont du elle elles en entre est et étaient était être eu il ils j je l la le les \
    leur leurs lors lui ma mais me même mes moi mon n ne ni nos notre nous on ont ou où par pas pour \
    pourquoi qu quand que quel quelle quelles quels qui quoi s sa sans se selon ses si son sont sous \
    sur t ta te tes toi ton très tu un une vos votre vous y
    """
  private static let german = """
    aber als am an auch auf aus bei beim bin bis bist da damit dann das daß dass dein dem den denn \
    der des dessen die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem \
    einen einer eines er es euch für gegen hab habe haben hat hatte hatten hier hinter ich ihm ihn \
    ihr ihre ihrem ihren ihrer im in ins ist ja jede jeder jedes kann kein keine können man mehr mein \
    mich mir mit muss nach nicht noch nun nur ob oder ohne sehr sein seine seinem seinen seiner seit \
    sich sie sind so soll sondern über um und uns unser unter vom von vor wann war waren warum was \
    weil welche welcher welches wenn wer werden wie wieder will wir wird wo wurde wurden zu zum zur \
    zwischen
    """
  private static let portuguese = """
    a à ao aos as às até com como contra da das de dela dele deles depois do dos durante e é ela \
    elas ele eles em entre era eram essa esse esta está este eu foi foram há isso isto já lhe mais \
    mas me mesmo meu muito na nas não nem no nos nós num numa o onde os ou para pela pelas pelo \
    pelos por porque quais qual quando que quê quem são se sem ser seu seus sob sobre sua suas \
    também te tem têm um uma você
    """
  private static let italian = """
    a ad agli ai al alla alle allo anche avere c che chi ci cinque come con contro cosa cui d da \
    dagli dai dal dalla dalle dallo degli dei del dell della delle dello di dopo dove e è ed era \
    erano essere fra gli ha hanno i il in io l la le lei lo loro lui ma mi nei nel nella nelle no \
    noi non o ogni per perché però più qual quale quali quando quanto quella quelle quelli quello \
    questa queste questi questo se sei senza si sia sono stata state stati stato su sua sue sugli \
    sui sul sulla sulle suo suoi tra tu un una uno vi voi
    """
  private static let dutch = """
    aan al alle als bij daar dan dat de der deze die dit doch door dus een en er ge geen geweest had \
    heb hebben heeft hem het hier hij hoe hun ik in is ja je kan me meer men met mij na naar niet nog \
    nu of om omdat ons ook op over te tegen toch toen tot u uit uw van veel voor waar waarom wanneer \
    was wat we welke wel werd wie wij wordt ze zelf zich zij zijn zo zonder zou
    """
}
