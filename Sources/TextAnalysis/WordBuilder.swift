// SPDX-License-Identifier: Apache-2.0

/// Builds the two forms of a word, character by character: the term and the surface.
///
/// Both regions must have room for `limit` bytes and eight more, since bytes are stored by the
/// word. What would pass the limit is left out, at a character's boundary, and so is all after it.
struct WordBuilder {
  let term: UnsafeMutablePointer<UInt8>
  let surface: UnsafeMutablePointer<UInt8>
  var termLength = 0
  var surfaceLength = 0
  var limit = Self.longestTerm
  /// Whether the two forms differ.
  var differs = false
  private var isTermFull = false
  private var isSurfaceFull = false

  /// The most bytes a term has.
  static let longestTerm = 255

  init(term: UnsafeMutablePointer<UInt8>, surface: UnsafeMutablePointer<UInt8>) {
    self.term = term
    self.surface = surface
  }

  /// Appends both forms of a character.
  @inline(__always)
  mutating func append(_ character: SourceText.Character, _ tables: CharacterTables) {
    let mapping = character.entry.mapping
    if character.length == 1 {
      let byte = character.bytes
      let isCapital = byte &- 0x41 < 26
      appendToBoth(isCapital ? byte | 0x20 : byte, 1)
    } else if mapping == 0 {
      appendToBoth(character.bytes, character.length)
    } else {
      append(mapping: tables.mappingStart + mapping, of: character)
    }
  }

  /// Appends the same bytes, at most four, to both forms.
  @inline(__always)
  mutating func appendToBoth(_ bytes: UInt32, _ length: Int) {
    appendToTerm(bytes, length)
    appendToSurface(bytes, length)
  }

  @inline(__always)
  mutating func appendToSurface(_ bytes: UInt32, _ length: Int) {
    guard !isSurfaceFull, surfaceLength &+ length <= limit else {
      isSurfaceFull = true
      return
    }
    UnsafeMutableRawPointer(surface + surfaceLength)
      .storeBytes(of: bytes.littleEndian, as: UInt32.self)
    surfaceLength &+= length
  }

  @inline(__always)
  private mutating func appendToTerm(_ bytes: UInt32, _ length: Int) {
    guard !isTermFull, termLength &+ length <= limit else {
      isTermFull = true
      return
    }
    UnsafeMutableRawPointer(term + termLength).storeBytes(of: bytes.littleEndian, as: UInt32.self)
    termLength &+= length
  }

  /// Appends a mapping: length and bytes of the folded form, then `=` if the lower-cased form is
  /// the same, `*` if it is the character itself, else its length and bytes.
  @inline(__always)
  private mutating func append(
    mapping record: UnsafePointer<UInt8>,
    of character: SourceText.Character
  ) {
    let foldedLength = Int(record[0]) &- 0x30
    let foldedBytes = record + 1
    copyToTerm(foldedBytes, foldedLength)
    let mark = foldedBytes[foldedLength]
    switch mark {
    case UInt8(ascii: "="):
      copyToSurface(foldedBytes, foldedLength)
    case UInt8(ascii: "*"):
      appendToSurface(character.bytes, character.length)
      differs = true
    default:
      copyToSurface(foldedBytes + foldedLength + 1, Int(mark) &- 0x30)
      differs = true
    }
  }

  @inline(__always)
  private mutating func copyToTerm(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
    guard !isTermFull, termLength &+ length <= limit else {
      isTermFull = true
      return
    }
    Self.copy(bytes, to: term + termLength, length)
    termLength &+= length
  }

  @inline(__always)
  private mutating func copyToSurface(_ bytes: UnsafePointer<UInt8>, _ length: Int) {
    guard !isSurfaceFull, surfaceLength &+ length <= limit else {
      isSurfaceFull = true
      return
    }
    Self.copy(bytes, to: surface + surfaceLength, length)
    surfaceLength &+= length
  }

  /// Copies by words of eight: up to seven bytes more on either side are touched.
  @inline(__always)
  static func copy(
    _ bytes: UnsafePointer<UInt8>,
    to target: UnsafeMutablePointer<UInt8>,
    _ length: Int
  ) {
    var done = 0
    repeat {
      let word = UnsafeRawPointer(bytes).loadUnaligned(fromByteOffset: done, as: UInt64.self)
      UnsafeMutableRawPointer(target).storeBytes(of: word, toByteOffset: done, as: UInt64.self)
      done &+= 8
    } while done < length
  }

  /// How much there was before a character, to take it back.
  struct Mark {
    /// Where the character begins in the source.
    let source: Int
    fileprivate let termLength: Int
    fileprivate let surfaceLength: Int
    fileprivate let differs: Bool
    fileprivate let isTermFull: Bool
    fileprivate let isSurfaceFull: Bool
  }

  @inline(__always)
  func mark(at source: Int) -> Mark {
    Mark(
      source: source,
      termLength: termLength,
      surfaceLength: surfaceLength,
      differs: differs,
      isTermFull: isTermFull,
      isSurfaceFull: isSurfaceFull
    )
  }

  mutating func goBack(to mark: Mark) {
    termLength = mark.termLength
    surfaceLength = mark.surfaceLength
    differs = mark.differs
    isTermFull = mark.isTermFull
    isSurfaceFull = mark.isSurfaceFull
  }
}
