// SPDX-License-Identifier: Apache-2.0

/// Rich Text Format in, paragraphs out (specification 1.9.1).
///
/// Groups are a stack of states. Characters come as bytes of a code page, that of the document or
/// of the font, or as Unicode with a replacement that is passed. Destinations that are no text
/// (fonts, pictures, objects, field instructions, everything after `\*`) are passed over.
struct RichTextFormat: ~Copyable {
  /// What holds within a group.
  private struct State {
    var isSkipped = false
    var isHidden = false
    /// The bytes or words that follow a Unicode character as its replacement.
    var replacementLength = 1
    var font = 0
    var style = 0
    var destination = Destination.text
  }

  private enum Destination {
    case text, fontTable, styleSheet, listText
  }

  private(set) var blocks: [RichBlock] = []
  /// Groups deeper than looked at, or a document cut short.
  private(set) var isDamaged = false

  private var states: [State] = []
  private var state = State()
  /// Groups open beyond the depth that is looked at.
  private var beyond = 0
  private var codePage = 1252
  private var fontPages: [Int: Int] = [:]
  private var styleNames: [Int: [UInt8]] = [:]
  private var isListItem = false
  private var isHeading = false
  /// The paragraph so far, in UTF-8.
  private var text: [UInt8] = []
  /// Bytes not yet decoded, and their code page.
  private var pending: [UInt8] = []
  private var pendingPage = 1252
  private var highSurrogate: UInt32?
  /// Bytes or words still to be passed after a Unicode character.
  private var replaced = 0

  private static let maximumDepth = 500

  /// Whether bytes begin as such a document does.
  static func sniff(_ bytes: ByteSpan) -> Bool {
    bytes.has("{\\rtf", at: bytes.trimmedRange(0..<min(bytes.count, 64)).lowerBound, folding: false)
  }

  /// Reads all of a document; linear.
  init(_ source: ByteSpan) {
    var index = 0
    while index < source.count {
      let byte = source[index]
      switch byte {
      case UInt8(ascii: "{"):
        open()
        index += 1
      case UInt8(ascii: "}"):
        close()
        index += 1
      case UInt8(ascii: "\\"): index = control(source, index + 1)
      case 0x0A, 0x0D: index += 1
      default:
        put(byte)
        index += 1
      }
    }
    endParagraph()
    isDamaged = isDamaged || !states.isEmpty
  }

  // MARK: Groups

  private mutating func open() {
    replaced = 0
    if states.count >= Self.maximumDepth {
      beyond += 1
      isDamaged = true
    } else {
      states.append(state)
    }
  }

  private mutating func close() {
    replaced = 0
    if beyond > 0 {
      beyond -= 1
    } else if let outer = states.popLast() {
      state = outer
    }
  }

  // MARK: Characters

  private mutating func put(_ byte: UInt8) {
    if replaced > 0 {
      replaced -= 1
      return
    }
    guard !state.isSkipped, !state.isHidden else { return }
    switch state.destination {
    case .styleSheet: styleNames[state.style, default: []].append(byte)
    case .fontTable, .listText: break
    case .text:
      let page = fontPages[state.font] ?? codePage
      if page != pendingPage { decodePending() }
      pendingPage = page
      pending.append(byte)
    }
  }

  private mutating func decodePending() {
    guard !pending.isEmpty else { return }
    if pending.allSatisfy({ $0 < 0x80 }) {
      text += pending
    } else if let converter = CharsetConverter(from: Self.charset(pendingPage)) {
      text += converter.convert(pending.span).text
    } else {
      text += Windows1252.decode(pending.span)
    }
    pending.removeAll(keepingCapacity: true)
  }

  private static func charset(_ page: Int) -> String {
    switch page {
    case 932: "cp932"
    case 936: "gb18030"
    case 949: "uhc"
    case 950: "big5-hkscs"
    case 10_000: "macintosh"
    case 65_001: "utf-8"
    case 1250...1258, 874: "windows-\(page)"
    default: "cp\(page)"
    }
  }

  private mutating func put(scalar: UInt32) {
    guard !state.isSkipped, !state.isHidden, state.destination == .text else { return }
    decodePending()
    if let high = highSurrogate {
      highSurrogate = nil
      if (0xDC00..<0xE000).contains(scalar) {
        text.append(scalar: 0x1_0000 + (high - 0xD800) << 10 + (scalar - 0xDC00))
        return
      }
      text.append(scalar: 0xFFFD)
    }
    if (0xD800..<0xDC00).contains(scalar) {
      highSurrogate = scalar
    } else {
      text.append(scalar: scalar)
    }
  }

  private mutating func endParagraph() {
    decodePending()
    defer {
      text.removeAll(keepingCapacity: true)
      isListItem = false
    }
    guard text.contains(where: { !$0.isBlank }) else { return }
    blocks.append(RichBlock(text: text.span.string, style: style))
  }

  private var style: RichBlock.Style {
    let name = styleNames[state.style].map { TextCleaning.clean($0.span).lowercased() } ?? ""
    if let style = OfficeStyle.style(named: name) { return style }
    if isHeading { return .heading }
    return isListItem ? .listItem : .paragraph
  }

  // MARK: Control words

  /// Reads what follows a backslash; gives the place after it.
  private mutating func control(_ source: ByteSpan, _ start: Int) -> Int {
    guard start < source.count else { return source.count }
    let first = source[start]
    guard first.isLetter else { return symbol(source, start) }
    var index = start
    while index < source.count, source[index].isLetter, index - start < 32 { index += 1 }
    let word = source.part(start..<index)
    var value: Int?
    let isNegative = index < source.count && source[index] == UInt8(ascii: "-")
    var digits = isNegative ? index + 1 : index
    let firstDigit = digits
    while digits < source.count, source[digits].isDigit, digits - firstDigit < 10 {
      value = (value ?? 0) * 10 + Int(source[digits] - 0x30)
      digits += 1
    }
    if let number = value {
      index = digits
      value = isNegative ? -number : number
    }
    if index < source.count, source[index] == 0x20 { index += 1 }
    if word.count == 3, word.has("bin", at: 0, folding: false) {
      return min(source.count, index + max(0, value ?? 0))
    }
    if replaced > 0 {
      replaced -= 1
    } else {
      obey(word, value)
    }
    return index
  }

  private mutating func symbol(_ source: ByteSpan, _ start: Int) -> Int {
    switch source[start] {
    case UInt8(ascii: "'"):
      guard start + 2 < source.count, let high = JSONEscapes.hexadecimalDigit(source[start + 1]),
        let low = JSONEscapes.hexadecimalDigit(source[start + 2])
      else { return start + 1 }
      put(UInt8(high << 4 | low))
      return start + 3
    case UInt8(ascii: "*"): state.isSkipped = true
    case UInt8(ascii: "~"): put(scalar: 0xA0)
    case UInt8(ascii: "_"): put(scalar: 0x2011)
    case 0x0A, 0x0D: if isText { endParagraph() }
    case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): put(source[start])
    default: break
    }
    return start + 1
  }

  private mutating func obey(_ word: ByteSpan, _ value: Int?) {
    guard word.count <= 16, let control = RichTextControl.named(word.string) else { return }
    switch control {
    case .character(let scalar): put(scalar: scalar)
    case .skipped: state.isSkipped = true
    case .unicode:
      put(scalar: UInt32(truncatingIfNeeded: (value ?? 0xFFFD) & 0xFFFF))
      replaced = state.replacementLength
    case .replacementLength: state.replacementLength = max(0, min(value ?? 1, 16))
    case .paragraph: if isText { endParagraph() }
    case .line: put(scalar: 0x0A)
    case .hidden: state.isHidden = value != 0
    case .plain: state.isHidden = false
    case .codePage: codePage = value ?? 1252
    case .macintosh: codePage = 10_000
    case .font: state.font = value ?? 0
    case .fontCharset:
      if let page = Self.page(ofCharset: value ?? 0) { fontPages[state.font] = page }
    case .fontTable: state.destination = .fontTable
    case .styleSheet: state.destination = .styleSheet
    case .style: state.style = value ?? 0
    case .paragraphDefaults:
      state.style = 0
      isHeading = false
    case .outline: isHeading = (value ?? 9) < 9
    case .listText:
      state.destination = .listText
      isListItem = true
    }
  }

  private var isText: Bool { !state.isSkipped && state.destination == .text }

  /// The code page of a font's character set; nil for that of the document.
  private static func page(ofCharset charset: Int) -> Int? {
    charsetPages[charset]
  }

  private static let charsetPages: [Int: Int] = [
    77: 10_000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258,
    177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850,
  ]
}

/// What the control words do that are understood; all others change only looks.
enum RichTextControl {
  case character(UInt32)
  case skipped, unicode, replacementLength, paragraph, line, hidden, plain, codePage, macintosh
  case font, fontCharset, fontTable, styleSheet, style, paragraphDefaults, outline, listText

  static func named(_ word: String) -> RichTextControl? {
    words[word]
  }

  private static let words: [String: RichTextControl] = {
    var words: [String: RichTextControl] = [
      "u": .unicode, "uc": .replacementLength, "par": .paragraph, "row": .paragraph,
      "nestrow": .paragraph, "sect": .paragraph, "page": .paragraph, "line": .line,
      "v": .hidden, "deleted": .hidden, "plain": .plain, "ansicpg": .codePage,
      "mac": .macintosh, "f": .font, "fcharset": .fontCharset, "fonttbl": .fontTable,
      "stylesheet": .styleSheet, "s": .style, "pard": .paragraphDefaults,
      "outlinelevel": .outline, "listtext": .listText, "pntext": .listText,
      "tab": .character(0x09), "cell": .character(0x09), "nestcell": .character(0x09),
      "emdash": .character(0x2014), "endash": .character(0x2013), "lquote": .character(0x2018),
      "rquote": .character(0x2019), "ldblquote": .character(0x201C),
      "rdblquote": .character(0x201D), "bullet": .character(0x2022),
      "emspace": .character(0x2003), "enspace": .character(0x2002), "qmspace": .character(0x2005),
    ]
    let skipped = """
      colortbl info pict object objdata header headerl headerr headerf footer footerl footerr \
      footerf fldinst filetbl listtable listoverridetable revtbl rsidtbl generator xmlnstbl \
      themedata datastore latentstyles annotation atnid atnauthor atndate bkmkstart bkmkend \
      private xe tc rxe txe nonshppict shppict shpinst pgptbl fontemb fontfile ftnsep ftnsepc \
      ftncn aftnsep aftnsepc aftncn template operator mmathPr
      """
    for word in skipped.split(separator: " ") { words[String(word)] = .skipped }
    return words
  }()
}

/// What the names of styles say, in RTF as in Word's own format.
enum OfficeStyle {
  /// The style of a name in small letters; nil for one that says nothing.
  static func style(named name: String) -> RichBlock.Style? {
    let bare = name.prefix { $0 != ";" && $0 != "," }
    switch bare {
    case "title", "titel", "headline", "titre", "título": return .title
    case "subtitle", "untertitel", "sous-titre", "subtítulo": return .subtitle
    case "quote", "intense quote", "block text": return .quote
    case "caption": return .caption
    default: break
    }
    if bare.hasPrefix("heading ") || bare.hasPrefix("überschrift ") || bare.hasPrefix("titre ") {
      return .heading
    }
    return bare.hasPrefix("list bullet") || bare.hasPrefix("list number") ? .listItem : nil
  }
}
