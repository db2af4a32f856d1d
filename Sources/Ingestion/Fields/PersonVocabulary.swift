// SPDX-License-Identifier: Apache-2.0

/// Words that tell a desk, a role, an account or an outlet from a person.
enum PersonVocabulary {
  /// Words that are in names of desks, roles, accounts and outlets, and in no person's.
  static let nobody = desks.union([
    "admin", "administrator", "writer", "writers", "reporter", "reporters", "correspondent",
    "correspondents", "contributor", "contributors", "author", "authors", "redakteur",
    "redakteurin", "redaktør", "korrespondent", "korrespondentin", "journalist", "journalistin",
    "journaliste", "periodista", "giornalista", "jornalista", "dziennikarz", "журналист",
    "webmaster", "guest", "user", "anonymous", "unknown", "agency", "agencies", "agencias",
    "agências", "agences", "press", "media", "network", "magazine", "newspaper", "online",
    "digital", "service", "services", "wire", "wires", "communications", "inc", "inc.", "ltd",
    "llc", "gmbh", "verlag", "company", "producer", "photographer", "photo", "photos", "foto",
    "fotos", "director", "columnist", "analyst", "chief", "senior", "associate", "assistant",
    "special", "published", "updated", "posted", "minutes", "ago", "read", "share", "comments",
    "comment", "subscribe", "follow", "more", "null", "undefined", "none", "n/a", "the", "this",
    "from", "about", "our", "am", "pm", "university", "universität", "université", "institute",
    "institut", "college", "journal", "times", "herald", "tribune", "gazette", "zeitung",
    "post.com",
    "tv", "radio", "studio", "reviewed", "edited", "checked", "medically", "reviewer", "bio",
    "profile", "profil", "view", "all", "posts", "image", "images", "image:", "bild", "bild:",
    "credit", "picture", "credits", "by", "mehr",
    "kommentare", "uhr", "gmbh.", "e.v.", "verein", "abteilung", "foundation", "stiftung",
    "association", "society", "center", "centre", "department", "ministry", "office", "club",
    "books", "blog", "shop", "store", "home", "contact", "kontakt", "menu", "search", "login",
    "twitter", "facebook", "instagram", "linkedin", "youtube", "email", "e-mail", "mail",
    "manager", "marketing", "expert", "specialist", "strategist", "founder", "co-founder", "ceo",
    "president", "professor", "phd", "updated:", "published:", "last", "advertisement", "ad",
    "sponsored", "content", "podcast", "podcasts", "faculty", "program", "click", "here",
    "teams", "athletes", "followed", "carpets", "openings", "interview", "interview:",
    "presseportal", "pressemitteilung", "partner",
  ])

  /// Words behind which stand people who are no authors.
  static let otherRoles = [
    "reviewed by", "edited by", "editor:", "checked by", "fact checked by", "fact-checked by",
    "photo by", "photos by", "image:", "images:", "picture:", "credit:", "photo credit:",
    "photography by", "photographs by", "illustration by",
    "illustrations by", "translated by", "produced by", "foto:", "fotos:", "bild:", "foto von",
    "fotos von", "photo:", "übersetzt von", "geprüft von", "interview with", "interview mit",
  ]

  /// Whether a line begins with such words.
  static func introducesOthers(_ line: String) -> Bool {
    let start = line.prefix(32).lowercased()
    return otherRoles.contains { start.hasPrefix($0) }
  }

  /// Whether a text begins with the word for author, as facts in lists do.
  static func isAuthorLabel(_ text: ByteSpan) -> Bool {
    text.has("autor", at: 0) || text.has("author", at: 0) || text.has("auteur", at: 0)
      || text.has("autore", at: 0) || text.has("Автор", at: 0, folding: false)
      || text.has("Yazar", at: 0, folding: false) || text.has("Penulis", at: 0, folding: false)
      || text.has("Tác giả", at: 0, folding: false) || text.has("Συντάκτης", at: 0, folding: false)
  }

  /// Words for the people of an outlet together.
  static let desks: Set<String> = [
    "staff", "team", "desk", "newsroom", "editor", "editors", "editorial", "editorial:", "news",
    "redaktion", "redacción", "redaccion", "redação", "redacao", "rédaction", "redaction",
    "redazione", "redactie", "redakcja", "redaksi", "redakce", "редакция", "редакція", "board",
    "bureau", "crew",
  ]
}
