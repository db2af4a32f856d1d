// SPDX-License-Identifier: Apache-2.0

/// What a word may mean in a date; a word may mean several things, and most mean none.
struct DateWord: Hashable, Sendable {
  struct Roles: OptionSet, Hashable, Sendable {
    let rawValue: UInt32

    /// May stand before, within or after a date without meaning anything else.
    static let filler = Roles(rawValue: 1 << 0)
    static let weekday = Roles(rawValue: 1 << 1)
    /// Between the day and the month: `31st`, `31 de`.
    static let ordinal = Roles(rawValue: 1 << 2)
    /// Between the month and the year: `de`, `of`, `г`.
    static let link = Roles(rawValue: 1 << 3)
    static let morning = Roles(rawValue: 1 << 4)
    static let afternoon = Roles(rawValue: 1 << 5)
    /// After the hour: `Uhr`, `h`.
    static let hourMark = Roles(rawValue: 1 << 6)
    static let year = Roles(rawValue: 1 << 7)
    static let monthMark = Roles(rawValue: 1 << 8)
    static let dayMark = Roles(rawValue: 1 << 9)
    static let minuteMark = Roles(rawValue: 1 << 10)
    static let secondMark = Roles(rawValue: 1 << 11)
    /// `GMT` and `UTC`, after which an offset may follow.
    static let base = Roles(rawValue: 1 << 12)
    /// A zone of which the date says whether summer time holds: `ET`.
    static let american = Roles(rawValue: 1 << 13)
    /// The name of a zone, even one that means several.
    static let zone = Roles(rawValue: 1 << 14)
    static let minutes = Roles(rawValue: 1 << 15)
    static let hours = Roles(rawValue: 1 << 16)
    static let days = Roles(rawValue: 1 << 17)
    static let weeks = Roles(rawValue: 1 << 18)
    /// `ago` and its like, before or after the number.
    static let ago = Roles(rawValue: 1 << 19)
    static let today = Roles(rawValue: 1 << 20)
    static let yesterday = Roles(rawValue: 1 << 21)
    /// Of a language that writes the day before the month.
    static let dayFirst = Roles(rawValue: 1 << 22)
    static let updated = Roles(rawValue: 1 << 23)
    /// The Buddhist era.
    static let buddhist = Roles(rawValue: 1 << 24)
    /// The second of two months with one name: `تشرين الثاني`.
    static let second = Roles(rawValue: 1 << 25)
    static let first = Roles(rawValue: 1 << 26)
    /// A month of the Persian calendar.
    static let persian = Roles(rawValue: 1 << 27)
    /// The halves of the day in two signs: 午 after 上 or 下, or before 前 or 後.
    static let noon = Roles(rawValue: 1 << 28)
    static let published = Roles(rawValue: 1 << 29)
    /// An abbreviated month that is a common word elsewhere, and needs a day before it.
    static let short = Roles(rawValue: 1 << 30)
  }

  /// 1 to 12; 0 for none.
  var month: UInt8 = 0
  /// Minutes east of UTC; of an American zone, those of its standard time.
  var offset: Int16 = 0
  /// The year before the first of an era, of Japan or of the Republic of China.
  var era: Int16 = 0
  var roles: Roles = []

  func has(_ roles: Roles) -> Bool { !self.roles.isDisjoint(with: roles) }

  var isUnknown: Bool { month == 0 && roles.isEmpty && era == 0 }
}

/// The words of dates by a hash of their folded letters.
///
/// Built once, at the first date. Words are only compared by 64 bits of FNV-1a: a stranger with
/// the hash of one of two thousand words is rarer than a misprint.
struct DateWordTable: Sendable {
  private var hashes: [UInt64]
  private var words: [DateWord]
  private let mask: Int

  init(capacity: Int) {
    hashes = Array(repeating: 0, count: capacity)
    words = Array(repeating: DateWord(), count: capacity)
    mask = capacity - 1
  }

  /// The start of a hash, and what each further letter makes of it.
  static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  static func hash(_ hash: UInt64, _ scalar: UInt32) -> UInt64 {
    (hash ^ UInt64(scalar)) &* 0x100_0000_01B3
  }

  static func hash(of word: some StringProtocol) -> UInt64 {
    word.unicodeScalars.reduce(seed) { hash, scalar in
      DateFolding.fold(scalar.value).map { Self.hash(hash, $0) } ?? hash
    }
  }

  func word(_ hash: UInt64) -> DateWord {
    var index = Int(truncatingIfNeeded: hash >> 20) & mask
    while hashes[index] != 0 {
      if hashes[index] == hash { return words[index] }
      index = (index + 1) & mask
    }
    return DateWord()
  }

  /// Adds a meaning to those a word has.
  mutating func add(_ word: some StringProtocol, _ change: (inout DateWord) -> Void) {
    let hash = Self.hash(of: word)
    var index = Int(truncatingIfNeeded: hash >> 20) & mask
    while hashes[index] != 0, hashes[index] != hash { index = (index + 1) & mask }
    hashes[index] = hash
    change(&words[index])
  }
}
