// SPDX-License-Identifier: Apache-2.0

import Articles

/// Who wrote the article on a page, as far as the page says so.
///
/// The places are asked in the order in which they are most often right: JSON-LD, marks by the
/// headline, a line `By ...` or links to authors' pages there, the fields of the page's head, the
/// words of classes, a line at the end. A wire service is kept apart; the outlet itself is none.
struct PageByline {
  private(set) var authors: Sourced<[String]>?
  private(set) var agency: Sourced<String>?

  private let tree: HTMLTree
  private let blocks: PageBlocks
  private let metadata: PageMetadata
  private let zone: HeadlineZone
  private let site: SiteNames

  init(
    _ tree: HTMLTree,
    _ blocks: PageBlocks,
    _ metadata: PageMetadata,
    _ linkedData: LinkedData,
    zone: HeadlineZone,
    site: SiteNames
  ) {
    self.tree = tree
    self.blocks = blocks
    self.metadata = metadata
    self.zone = zone
    self.site = site
    let linked = linkedData.authors
    // An account is no name; the outlet is one only of a person who is it.
    let people = linked.people.filter { name in
      name.holds(" ") || (!site.isExactly(name) && name.contains { $0.isUppercase || !$0.isCased })
    }
    take(people, .jsonLD)
    takeAgency(linked.others, .jsonLD)
    if authors == nil { take(marked { zone.nodes ~= $0 && !zone.isOther($0, blocks) }, .microdata) }
    if authors == nil { takeLines() }
    if authors == nil { takeMeta() }
    if authors == nil { take(classNames(), .text) }
    if authors == nil { take(onlyMarked(), .microdata) }
    if authors == nil { take(closingLine(), .text) }
    if authors == nil { take(labelledFact(), .text) }
    if authors == nil, agency == nil { take(linked.others.filter(isDesk), .jsonLD) }
    if authors == nil, agency == nil { take(deskLine(), .text) }
  }

  private mutating func take(_ names: [String], _ origin: Origin) {
    if !names.isEmpty { authors = Sourced(names, origin) }
  }

  private mutating func takeAgency(_ names: [String], _ origin: Origin) {
    guard agency == nil, let name = names.first(where: Agencies.isAgency) else { return }
    agency = Sourced(name, origin)
  }

  /// A desk or a team with a name: `Salthaven Harbour Team`, but not `Staff` or the outlet.
  private func isDesk(_ name: String) -> Bool {
    PersonNames.isDesk(name) && !site.isExactly(name)
  }

  // MARK: Marks

  /// The names in elements marked by `rel=author` and `itemprop=author`.
  private func marked(where isWanted: (Int) -> Bool) -> [String] {
    var names: [String] = []
    for region in markedRegions(where: isWanted) where !tree.isInside(region.node, .figure) {
      for name in self.names(inElement: region.node) where !names.contains(name) {
        names.append(name)
      }
    }
    return names
  }

  /// The first elements with such a mark that are not of readers.
  private func markedRegions(where isWanted: (Int) -> Bool) -> [PageBlocks.Region] {
    var regions: [PageBlocks.Region] = []
    for region in blocks.hints where region.words.contains(.byline) && isWanted(region.node) {
      guard isMarked(region.node), !blocks.isOfReaders(region.node) else { continue }
      regions.append(region)
      if regions.count == PageBlocks.candidates { break }
    }
    return regions
  }

  private func isMarked(_ node: Int) -> Bool {
    if tree.value(.rel, of: node)?.lowercased().holds("author") ?? false { return true }
    return tree.value(.itemprop, of: node)?.lowercased() == "author"
  }

  /// The names marked anywhere, if all marks name the same.
  private func onlyMarked() -> [String] {
    var found: [String] = []
    for region in markedRegions(where: { _ in true }) {
      let names = names(inElement: region.node)
      guard !names.isEmpty else { continue }
      if found.isEmpty { found = names }
      guard names.allSatisfy(found.contains) else { return [] }
    }
    return found
  }

  /// The people in a short element, one line after the other.
  private func names(inElement node: Int) -> [String] {
    let element = tree.nodes[node]
    guard element.textEnd - element.textStart <= 400 else { return [] }
    var names: [String] = []
    for line in tree.lines(in: node + 1..<max(node + 1, Int(element.end))) {
      guard line.utf8.count <= 160, !PersonVocabulary.introducesOthers(line) else { break }
      for name in people(in: line) where !names.contains(name) { names.append(name) }
      // What follows the names are offices and notes.
      if !names.isEmpty, PersonNames.lead(of: line[...]) == nil, !line.hasSuffix(",") { break }
    }
    return names
  }

  private func people(in byline: String) -> [String] {
    PersonNames.names(in: PersonNames.withoutDate(byline)).filter {
      DetailLines.isCapitalised($0) && !site.isOutlet($0)
    }
  }

  // MARK: Lines

  private mutating func takeLines() {
    let lines = zone.lines(tree, blocks)
    let heading = zone.heading ?? -1
    let ordered = lines.filter { $0.block >= heading } + lines.filter { $0.block < heading }
    var introduced: [String] = []
    for (index, line) in ordered.enumerated() {
      let next = index + 1 < ordered.count ? ordered[index + 1].text : ""
      for piece in LinePieces.pieces(of: line.text) where introduced.isEmpty {
        introduced = BylineReading.names(in: String(piece), before: next)
          .filter { !site.isOutlet($0) }
      }
      if !introduced.isEmpty { break }
    }
    let linkedNames = linkedNames()
    // Links name all authors, and their names exactly.
    let isSame = introduced.isEmpty || linkedNames.contains(introduced[0])
    take(isSame && !linkedNames.isEmpty ? linkedNames : introduced, .text)
  }

  /// The names that link to the pages of authors, in a short block by the headline and those
  /// right behind it.
  private func linkedNames() -> [String] {
    var names: [String] = []
    var last: Int?
    let heading = zone.heading ?? -1
    let below = zone.blocks.filter { $0 > heading }
    for index in below + zone.blocks.filter({ $0 < heading }) {
      if let last, index > last + 2 || index < last { break }
      let block = blocks.blocks[index]
      guard block.length <= 160, !block.isAside, !blocks.isOfReaders(Int(block.first)),
        !zone.isOther(Int(block.first), blocks)
      else { continue }
      let found = linkedNames(in: block, isBelow: index > heading)
      for name in found where !names.contains(name) { names.append(name) }
      if !found.isEmpty { last = index }
    }
    return names.count <= 6 ? names : []
  }

  private func linkedNames(in block: PageBlock, isBelow: Bool) -> [String] {
    // A link around all of the block's text begins before it.
    let first = max(0, Int(block.first) - 3)
    let links = (first...Int(block.last)).filter { node in
      tree.nodes[node].tag == .a && Int(tree.nodes[node].end) > Int(block.first)
        && tree.range(.href, of: node).map { AuthorAddress.mayBeOne(tree.values.span.part($0)) }
          ?? false
    }
    guard !links.isEmpty else { return [] }
    // Beside links to all kinds of people only an introduction or a date tells authors.
    let isByline = isBylineLike(block)
    guard isBelow || isByline else { return [] }
    var names: [String] = []
    for node in links {
      guard let range = tree.range(.href, of: node) else { continue }
      let text = tree.lines(in: node + 1..<max(node + 1, Int(tree.nodes[node].end)))
        .joined(separator: "\n")
      guard text.utf8.count <= 80, !followsOtherRole(node) else { continue }
      let found = people(in: text)
      guard let name = found.first, name.holds(" ") || isByline || PersonNames.isWide(name),
        AuthorAddress.isOne(tree.values.span.part(range), of: name, isByline: isByline)
      else { continue }
      names += found
    }
    return names
  }

  /// Whether a block begins with a word that introduces authors, or holds a date.
  private func isBylineLike(_ block: PageBlock) -> Bool {
    let nodes = Int(block.first)...Int(block.last)
    if nodes.contains(where: { tree.nodes[$0].tag == .time }) { return true }
    let text = tree.text(of: block)
    return PersonNames.lead(of: text[...]) != nil || DateReading.find(in: text) != nil
  }

  /// Whether the words right before a link say that who follows is no author.
  private func followsOtherRole(_ node: Int) -> Bool {
    let before = tree.line(before: node, upTo: 32).lowercased()
    return PersonVocabulary.otherRoles.contains { before.hasSuffix($0) }
  }

  /// A byline in a line of its own right behind a paragraph of the text.
  private func closingLine() -> [String] {
    for index in zone.blocks.upperBound..<max(zone.blocks.upperBound, blocks.blocks.count) {
      let block = blocks.blocks[index]
      guard block.length <= 60, block.length >= 6, !block.isAside,
        blocks.blocks[max(0, index - 1)].mass >= 80, !blocks.isOfReaders(Int(block.first))
      else { continue }
      let lines = tree.lines(in: Int(block.first)..<Int(block.last) + 1)
      guard let line = lines.first else { continue }
      let next = lines.count > 1 ? lines[1] : ""
      let names = BylineReading.names(in: line, before: next)
        .filter { $0.holds(" ") && !site.isOutlet($0) }
      if !names.isEmpty { return names }
    }
    return []
  }

  /// Who stands behind the word for author in a list of facts anywhere on the page, if there is
  /// one only.
  private func labelledFact() -> [String] {
    var found: [String] = []
    for block in blocks.blocks where block.length >= 8 && block.length <= 80 && !block.isAside {
      let start = Int(tree.nodes[Int(block.first)].textStart)
      let text = tree.text.span.part(start..<Int(tree.nodes[Int(block.last)].textEnd))
      guard PersonVocabulary.isAuthorLabel(text.trimmed()),
        !blocks.isOfReaders(Int(block.first))
      else { continue }
      let names = BylineReading.names(in: TextCleaning.clean(text), before: "")
        .filter { $0.holds(" ") && !site.isOutlet($0) }
      if !found.isEmpty, !names.isEmpty, names != found { return [] }
      if found.isEmpty { found = names }
    }
    return found
  }

  /// The desk or team that signs in a line `By ...` by the headline.
  private func deskLine() -> [String] {
    let lines = zone.lines(tree, blocks)
    for (index, line) in lines.enumerated() {
      for piece in LinePieces.pieces(of: line.text) {
        let next = index + 1 < lines.count ? lines[index + 1].text : ""
        if let desk = BylineReading.desk(in: String(piece), before: next), isDesk(desk) {
          return [desk]
        }
      }
    }
    return []
  }

  // MARK: The head, and classes

  private mutating func takeMeta() {
    for contents in metadata.authors {
      // With an address it is the outlet that signs.
      if contents.contains(where: { $0.holds("www.") || $0.holds("://") }) { continue }
      var names: [String] = []
      for name in contents.flatMap({ PersonNames.names(in: $0) })
      where DetailLines.isCapitalised(name) && name.holds(" ") || PersonNames.isWide(name) {
        if !site.isSite(name), !names.contains(name) { names.append(name) }
      }
      takeAgency(contents.flatMap { PersonNames.agencies(in: $0) }, .meta)
      if !names.isEmpty { return take(fullest(names), .meta) }
    }
    take(confirmedNames, .meta)
  }

  /// A name of one word or in small letters counts where two kinds of fields give it.
  private var confirmedNames: [String] {
    let groups = metadata.authors
    guard groups.count > 1, let first = groups[0].first, groups.dropFirst().contains([first]) else {
      return []
    }
    let names = PersonNames.names(in: first)
    guard names == [first], !site.isOutlet(first), !site.begins(with: first),
      first.holds(" ") || first.first?.isUppercase ?? false
    else { return [] }
    return names
  }

  /// The names, or those of another field which names these and more.
  private func fullest(_ names: [String]) -> [String] {
    let others = metadata.authors.map { contents in
      contents.flatMap { PersonNames.names(in: $0) }.filter(DetailLines.isCapitalised)
    }
    let wider = others.filter { $0.count > names.count && names.allSatisfy($0.contains) }
    return wider.first { $0.count <= 12 } ?? names
  }

  /// Short lines marked as byline by the headline.
  private func classNames() -> [String] {
    let hints = blocks.hints.lazy.filter { region in
      region.words.contains(.byline) && zone.nodes ~= region.node
        && !zone.isOther(region.node, blocks)
    }
    for region in hints.prefix(PageBlocks.candidates) {
      let text = tree.text(of: region.node)
      guard text.utf8.count <= 90 else { continue }
      let names = names(inElement: region.node).filter {
        ($0.holds(" ") && $0.split(separator: " ").count <= 4) || PersonNames.isWide($0)
      }
      if !names.isEmpty, names.count <= 4 { return names }
    }
    return []
  }
}
