// SPDX-License-Identifier: Apache-2.0

/// The names by which pages call charsets, and what is meant by them.
///
/// After the WHATWG Encoding Standard: a label often names the smaller set of a pair of which the
/// larger is used (`gb2312` is GB18030, `shift_jis` is CP932, `iso-8859-1` is windows-1252).
enum CharsetLabel {
  /// The IANA-like name in lower case that the C library's converter knows, or nil if unknown.
  static func canonical(_ label: String) -> String? {
    let key = label.lowercased().filter { $0 != " " && $0 != "\"" && $0 != "'" }
    if let meant = aliases[key] { return meant }
    if direct.contains(key) { return key }
    if let number = suffix(of: key, after: ["windows-", "cp-", "cp", "x-cp", "win-", "win"]) {
      let name = "windows-\(number)"
      return direct.contains(name) ? name : nil
    }
    if let number = suffix(of: key, after: ["iso8859-", "iso-8859", "iso8859", "iso_8859-"]) {
      let name = "iso-8859-\(number)"
      return aliases[name] ?? (direct.contains(name) ? name : nil)
    }
    return nil
  }

  private static func suffix(of key: String, after prefixes: [String]) -> Substring? {
    for prefix in prefixes where key.hasPrefix(prefix) {
      let rest = key.dropFirst(prefix.count)
      if !rest.isEmpty, rest.allSatisfy(\.isNumber) { return rest }
    }
    return nil
  }

  /// Names that mean themselves.
  private static let direct: Set<String> = [
    "utf-8", "utf-16le", "utf-16be", "windows-1250", "windows-1251", "windows-1252",
    "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257",
    "windows-1258", "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6",
    "iso-8859-7", "iso-8859-8", "iso-8859-10", "iso-8859-13", "iso-8859-14", "iso-8859-15",
    "iso-8859-16", "koi8-r", "koi8-u", "gb18030", "big5-hkscs", "cp932", "euc-jp", "iso-2022-jp",
    "uhc", "ibm866", "ibm850", "ibm852", "macintosh", "tis-620", "iso-2022-kr",
  ]

  private static let aliases: [String: String] = [
    "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8", "x-unicode20utf8": "utf-8",
    // A page that can say so in ASCII is not UTF-16.
    "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8", "unicode": "utf-8",
    "us-ascii": "windows-1252", "ascii": "windows-1252", "latin1": "windows-1252",
    "latin-1": "windows-1252", "l1": "windows-1252", "iso-8859-1": "windows-1252",
    "iso_8859-1": "windows-1252", "ansi": "windows-1252", "ansi_x3.4-1968": "windows-1252",
    "iso-8859-9": "windows-1254", "latin5": "windows-1254", "iso-8859-11": "windows-874",
    "windows-874": "windows-874", "tis-620": "windows-874", "dos-874": "windows-874",
    "latin2": "iso-8859-2", "cyrillic": "iso-8859-5", "arabic": "iso-8859-6",
    "greek": "iso-8859-7", "hebrew": "iso-8859-8", "iso-8859-8-i": "iso-8859-8",
    "latin-9": "iso-8859-15", "latin9": "iso-8859-15",
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030",
    "chinese": "gb18030", "euc-cn": "gb18030", "cp936": "gb18030",
    "big5": "big5-hkscs", "big-5": "big5-hkscs", "x-x-big5": "big5-hkscs",
    "big5hkscs": "big5-hkscs", "cn-big5": "big5-hkscs",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932",
    "windows-31j": "cp932", "ms_kanji": "cp932", "eucjp": "euc-jp", "x-euc-jp": "euc-jp",
    "euc-kr": "uhc", "euckr": "uhc", "ks_c_5601-1987": "uhc", "korean": "uhc", "cp949": "uhc",
    "windows-949": "uhc", "ks_c_5601": "uhc",
    "koi8": "koi8-r", "koi": "koi8-r", "koi8-ru": "koi8-u", "cp866": "ibm866", "866": "ibm866",
    "mac": "macintosh", "x-mac-roman": "macintosh", "x-sjis-jp": "cp932",
  ]

  /// What the C library calls a charset that it spells otherwise.
  static func systemName(_ canonical: String) -> String {
    switch canonical {
    case "windows-874": "CP874"
    case let name where name.hasPrefix("windows-"): "CP\(name.dropFirst(8))"
    default: canonical.uppercased()
    }
  }
}
