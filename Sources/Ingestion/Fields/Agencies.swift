// SPDX-License-Identifier: Apache-2.0

/// The wire services of the world.
enum Agencies {
  /// Whether `text`, whole, names a wire service.
  static func isAgency(_ text: String) -> Bool {
    names.contains(text.lowercased().filter { $0 != "." })
  }

  private static let names: Set<String> = [
    "reuters", "thomson reuters", "ap", "associated press", "the associated press", "afp",
    "agence france-presse", "agence france presse", "upi", "united press international", "dpa",
    "dpa international", "efe", "agencia efe", "ansa", "apa", "sda", "keystone-sda", "ats", "belga",
    "anp", "ritzau", "tt", "ntb", "stt", "pap", "ctk", "čtk", "mti", "tass", "itar-tass", "тасс",
    "interfax", "интерфакс", "ria novosti", "риа новости", "ukrinform", "xinhua", "新华社", "kyodo",
    "kyodo news", "jiji", "jiji press", "yonhap", "yonhap news", "antara", "bernama", "pti",
    "press trust of india", "ani", "ians", "app", "irna", "isna", "anadolu", "anadolu agency", "aa",
    "dha", "mena", "spa", "wam", "petra", "sana", "lusa", "agência brasil", "agencia brasil",
    "estadão conteúdo", "folhapress", "notimex", "télam", "telam", "prensa latina", "bloomberg",
    "bloomberg news", "cnn", "cnn wire", "pa", "pa media", "press association", "aap",
    "australian associated press", "the canadian press", "canadian press", "cp", "europa press",
    "adnkronos", "agi", "sid", "kna", "epd", "rtr", "dow jones", "dow jones newswires",
    "marketwatch", "pr newswire", "business wire", "globe newswire", "globenewswire", "dapd",
    "vna", "ttxvn", "cna", "nan", "news agency of nigeria", "sapa", "agerpres", "mediafax", "hina",
    "tanjug", "fena", "bta", "ana-mpa", "amna", "baltic news service", "bns", "wafa", "رويترز",
    "أ ف ب", "د ب أ", "وكالات",
  ]
}
