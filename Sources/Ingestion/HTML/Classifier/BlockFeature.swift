// SPDX-License-Identifier: Apache-2.0

/// What the classifier looks at in a block, each a number from 0 to 255.
///
/// Shares are hundredths, 255 where there is nothing to share; sizes are eight times the binary
/// logarithm; distances are counted up to 254, 255 is "nowhere". After the named features follow,
/// for each bit of ``NodeMarks``, how many elements lie between the block and the innermost element
/// that has it; then what is in the four elements around the block; then what its neighbours are.
enum BlockFeature: Int, CaseIterable {
  // The text.
  case length, words, linkShare, links, stopShare, capitalShare, numberShare, commaShare, stops
  case stopMarkShare, dividers, quotes, endsSentence, startsSmall, startsWithNumber, stressedShare
  case wordLength, opening, isPhrase
  // Kinds of words.
  case sharing, related, legal, credit, writer, time, comments, commerce, support, oddShare
  // What the page says about its text.
  case titleShare, titleCover, descriptionShare, bodyShare, bodyWords
  // Its kind.
  case kind, level, isAside, tag
  // Its place.
  case blockPlace, textPlace, massBefore, massAfter, proseBefore, proseAfter, proseAround
  case fromTitle, beforeTitle, fromHeading, depth, depthAgainstProse
  // The regions of the page.
  case isForeign, isFact, inContainer, aboveContainer, foreignShare
  // Repetition on the page.
  case sameText, sameShape, sameShapeText, sameShapeLinks, sameShapeProse, sameShapeStops
  case longWordShare
  // The page.
  case pageBlocks, pageMass, pageProse, pageLinkShare, pageBody, pageArticles
  // Longer paths of names and classes that are the same elsewhere.
  case path3Blocks, path3Links, path3Prose, path5Blocks, path5Links, path5Prose
  case tagPathText, tagPathProse
  // How far up the element is that also holds the headline, or the prose before and after, and what
  // it holds.
  case upToTitle, titleMass, upToProse, proseMass, upToNextProse, nextProseMass
  // What is within five and ten blocks.
  case near5Mass, near5Links, near10Mass, near10Links, gapBefore, gapAfter, imageBefore
  case sameNameAsProse, sameNameAsNextProse, containerTag, parentTag
  // Marks and names.
  case addresses, ending, authorShare, sourceShare, shouting, pageScript

  /// Where the distances to marks begin.
  static let marks = allCases.count
  /// Where the elements around the block begin, six numbers to each of four.
  static let around = marks + NodeMarks.count
  /// Where the neighbours begin, six numbers to each of six.
  static let neighbours = around + 24
  /// The number of features.
  static let count = neighbours + 36
}
