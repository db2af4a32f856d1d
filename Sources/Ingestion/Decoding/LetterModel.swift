// SPDX-License-Identifier: Apache-2.0

/// The letters beyond ASCII of one language, in three classes of frequency.
///
/// Letters, not words: a few dozen of them tell a language from another well enough to choose a
/// charset, and texts of every kind have them.
struct LetterModel: Sendable {
  /// Charsets that the language was written in before UTF-8, the likeliest first.
  var charsets: [String]
  /// Small letters: common, usual and rare ones.
  var common: String
  var usual: String
  var rare: String
  /// Small letters of ASCII that words of the language hardly ever have.
  var absent: String
  /// Whether words mix them with the letters of ASCII.
  var isLatin: Bool

  private init(
    _ charsets: [String],
    _ common: String,
    _ usual: String,
    _ rare: String = "",
    without absent: String = "",
    isLatin: Bool = true
  ) {
    self.charsets = charsets
    self.common = common
    self.usual = usual
    self.rare = rare
    self.absent = absent
    self.isLatin = isLatin
  }

  /// What a small letter adds to a reading in this language: 3, 2 or 1; nil for another letter.
  func weight(of letter: Unicode.Scalar) -> Int? {
    if common.unicodeScalars.contains(letter) { return 3 }
    if usual.unicodeScalars.contains(letter) { return 2 }
    return rare.unicodeScalars.contains(letter) ? 1 : nil
  }

  private static let western = ["windows-1252", "macintosh", "ibm850"]
  private static let central = ["windows-1250", "iso-8859-2", "ibm852"]
  private static let baltic = ["windows-1257", "iso-8859-13", "iso-8859-4"]
  private static let russian = ["windows-1251", "koi8-r", "iso-8859-5", "ibm866"]
  private static let ukrainian = ["windows-1251", "koi8-u", "iso-8859-5"]
  private static let southSlavic = ["windows-1251", "iso-8859-5"]

  /// Western languages first: where nothing tells them apart, the first wins.
  static let all: [LetterModel] = [
    LetterModel(western, "é", "èàêç", "ùîôâûëïœæ", without: "kw"),  // French
    LetterModel(western, "üäö", "ß", "é", without: "qx"),  // German
    LetterModel(western, "óáíé", "ñú", "ü", without: "kw"),  // Spanish, Irish
    LetterModel(western, "ãçéá", "íóêõ", "úâôàü", without: "kwy"),  // Portuguese
    LetterModel(western, "èàùò", "éì", "îó", without: "jkwxy"),  // Italian
    LetterModel(western, "àéèó", "íòúç", "ïü", without: "kwy"),  // Catalan
    LetterModel(western, "äåö", "é", "üà", without: "qwz"),  // Swedish, Finnish
    LetterModel(western, "øåæ", "é", "öäüòôèóê", without: "qwxz"),  // Danish, Norwegian
    LetterModel(western, "áíðóö", "éþúæý", "", without: "cqwz"),  // Icelandic
    LetterModel(western, "ëé", "ïöü", "èêáçó"),  // Dutch, Albanian
    LetterModel(western + baltic, "äõüö", "", "šž", without: "cqwxyz"),  // Estonian
    LetterModel(central, "ęąłóż", "śćń", "ź", without: "qvx"),  // Polish
    LetterModel(central, "íáěéř", "ýčšžů", "úťďňóö", without: "qwx"),  // Czech
    LetterModel(central, "áíéčý", "šžľúť", "ôďňäóĺŕ", without: "qwx"),  // Slovak
    LetterModel(central, "éáöóő", "üíúű", "", without: "qwx"),  // Hungarian
    LetterModel(central, "čšž", "ćđ", "áéö", without: "qwxy"),  // Slovene, Croatian, Bosnian
    LetterModel(central + ["iso-8859-16"], "ăîâșțşţ", "", "é", without: "kqwy"),  // Romanian
    LetterModel(["windows-1254"], "ıüşğ", "çö", "âîûİ", without: "qwx"),  // Turkish
    LetterModel(baltic, "ėųšįž", "ąčūę", "", without: "qwx"),  // Lithuanian
    LetterModel(baltic, "āīēšū", "ņļčžķ", "ģōŗ", without: "qwxy"),  // Latvian
    LetterModel(russian, "оеаинтсрвл", "кмдпуяыьгзбч", "йхжшюцщэфъё", isLatin: false),
    LetterModel(ukrainian, "оанивтерікс", "лдпмуязьбгйч", "хюїцєшжщфґ", isLatin: false),
    LetterModel(
      southSlavic + ["koi8-u"],
      "аніерокцст",
      "лувыпдязмьбгў",
      "чёшйжхэюф",
      isLatin: false
    ),
    // Bulgarian
    LetterModel(southSlavic, "аиоетнрсвл", "дкпмзъугбч", "яцщжхйшфью", isLatin: false),
    // Serbian
    LetterModel(southSlavic, "аоиенртсјл", "куврдпмзгбч", "шћцљжњхђфџѓќѕ", isLatin: false),
    LetterModel(
      ["windows-1253", "iso-8859-7"],
      "αοιτενσηςρ",
      "πκμυλίάόέδγήω",
      "χθώύφβξζψϊϋΐΰ",
      isLatin: false
    ),
    LetterModel(
      ["windows-1255", "iso-8859-8"],
      "יולהאתרמבשנ",
      "עםדקחפכטסן",
      "גזץךצף",
      isLatin: false
    ),
    LetterModel(
      ["windows-1256", "iso-8859-6"],
      "اليمنتروبة",
      "دسعهكفقحأج",
      "شصىخطضذغثءزظئإآؤپچژگًَُِّ",
      isLatin: false
    ),
    LetterModel(
      ["windows-874"],
      "านรอกเง่มยลวดท",
      "สตัี้ปบหะจแิค",
      "ไขพชุโซึ็ผถธใ์คศภญฟษณูืฝฐฉฮำๆ",
      isLatin: false
    ),
  ]
}
