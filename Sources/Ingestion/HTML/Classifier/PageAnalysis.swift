// SPDX-License-Identifier: Apache-2.0

/// A page cut into blocks, with its fields and what the classifier is told of each block.
struct PageAnalysis {
  let tree: HTMLTree
  let page: PageBlocks
  let regions: PageRegions
  let fields: PageFields
  let features: BlockFeatures
  let limits: MarkupScan.Limits
  let isIncomplete: Bool

  /// Nil if the HTML library is missing or out of memory.
  init?(_ source: ByteSpan, savedFrom container: SavedPage? = nil) {
    let scan = MarkupScan(source)
    let linkedData = LinkedData(scan.linkedData.map { source.part($0).string })
    let savedFrom = container ?? scan.savedFrom
    limits = scan.limits
    guard let parsed = HTMLDocument.parse(scan) else { return nil }
    tree = parsed.tree
    isIncomplete = parsed.isIncomplete
    var blocks = PageBlocks(tree)
    blocks.nameKinds(tree)
    page = blocks
    let metadata = PageMetadata(tree)
    fields = PageFields(tree, page, metadata, linkedData, savedFrom)
    regions = PageRegions(tree, page)
    let words = PageWords(fields.article, metadata, linkedData)
    features = BlockFeatures(tree, page, regions, words)
  }
}
