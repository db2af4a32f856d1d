// SPDX-License-Identifier: Apache-2.0

import Articles

/// Fields written as `Label: value` at the head of a text: labelled lines, headers of a message,
/// YAML front matter.
struct LabelledFields {
  private(set) var article: Article
  /// Lines passed, from the first.
  private(set) var end: Int
  /// Whether they stood between two rules, as before Markdown.
  private(set) var isFrontMatter = false
  /// What was read so far: a value may go on in the next line.
  private var entries: [(field: Field, value: String)] = []

  private enum Field {
    case title, deck, authors, published, updated, captured, source, section, url, language
    case dateline, agency, body, ignored
  }

  /// Reads such fields from line `start` on; nil if the text does not begin with any.
  init?(_ lines: TextLines, _ text: ByteSpan, from start: Int, into article: Article) {
    guard let first = lines.firstFull(from: start, before: lines.count) else { return nil }
    self.article = article
    end = first
    let line = text.part(lines[first].range)
    isFrontMatter = line.count == 3 && (line.has("---", at: 0) || line.has("+++", at: 0))
    if isFrontMatter {
      guard readFrontMatter(lines, text) else { return nil }
    } else {
      guard Self.label(line) != nil, read(lines, text) else { return nil }
    }
    guard takeEntries() else { return nil }
  }

  /// Lines between two of `---`, or of `+++`; false if the second is missing.
  private mutating func readFrontMatter(_ lines: TextLines, _ text: ByteSpan) -> Bool {
    let mark = text.part(lines[end].range)
    var index = end + 1
    while index < min(lines.count, end + Self.limit) {
      let line = text.part(lines[index].range)
      if line.equals(mark) || line.count == 3 && line.has("...", at: 0) {
        end = index + 1
        return true
      }
      guard readEntry(line, isIndented: lines[index].indent > 0) else { return false }
      index += 1
    }
    return false
  }

  /// Reads one line of front matter; false for a line that has no place in it.
  private mutating func readEntry(_ line: ByteSpan, isIndented: Bool) -> Bool {
    guard line.count > 0, line[0] != UInt8(ascii: "#") else { return true }
    if line.count > 2, line[0] == UInt8(ascii: "-"), line[1] == 0x20 {
      let item = TextCleaning.clean(line.part(2..<line.count))
      appendItem(item.hasPrefix("name:") ? String(item.dropFirst(5)) : item)
    } else if isIndented, Self.isName(line) {
      appendItem(TextCleaning.clean(line.part(5..<line.count)))
    } else if let (field, value) = Self.label(line) {
      entries.append((field, [">", "|", ">-", "|-"].contains(value) ? "" : value))
    } else if isIndented {
      continueValue(TextCleaning.clean(line))
    } else {
      guard Self.hasKey(line) else { return false }
      entries.append((.ignored, ""))
    }
    return true
  }

  /// Whether a line begins with one word and a colon or an equals sign.
  private static func hasKey(_ line: ByteSpan) -> Bool {
    for index in 0..<min(line.count, 40) {
      let byte = line[index]
      if byte == UInt8(ascii: ":") || byte == UInt8(ascii: "=") { return index > 0 }
      if byte == 0x20 { return index + 1 < line.count && line[index + 1] == UInt8(ascii: "=") }
    }
    return line.count <= 3 && (line[0] == UInt8(ascii: "]") || line[0] == UInt8(ascii: "}"))
  }

  private static func isName(_ line: ByteSpan) -> Bool {
    line.count > 6 && line.has("name:", at: 0)
  }

  /// One of a list of values is a value of its own; only people are many.
  private mutating func appendItem(_ value: String) {
    guard let last = entries.last else { return }
    let bare = Self.unquoted(String(value.drop { $0 == " " }))
    if last.value.isEmpty {
      entries[entries.count - 1].value = bare
    } else if last.field == .authors {
      entries.append((.authors, bare))
    }
  }

  private mutating func continueValue(_ value: String) {
    guard let last = entries.last, last.field != .ignored else { return }
    entries[entries.count - 1].value = last.value.isEmpty ? value : "\(last.value) \(value)"
  }

  /// The most lines at the head of a text that are taken for fields.
  private static let limit = 200

  /// Labelled lines up to a blank line after which none follows.
  private mutating func read(_ lines: TextLines, _ text: ByteSpan) -> Bool {
    let first = end
    var index = end
    while index < min(lines.count, first + Self.limit) {
      if lines[index].isBlank {
        let next = index + 1
        guard next < lines.count, let (field, _) = Self.label(text.part(lines[next].range)),
          field != .ignored
        else { break }
        index = next
        continue
      }
      let line = text.part(lines[index].range)
      if lines[index].indent > 0, !entries.isEmpty, line.count <= 200 {
        continueValue(TextCleaning.clean(line))
        index += 1
        continue
      }
      guard let (field, value) = Self.label(line) ?? Self.unknownLabel(line, entries.count) else {
        break
      }
      if field == .body {
        // The text may begin on the label's own line: that line is then left to the body.
        end = value.isEmpty ? index + 1 : index
        return !entries.isEmpty
      }
      entries.append((field, value))
      index += 1
    }
    end = index
    return true
  }

  /// Keeps what was read; false if too little was understood to be sure that they are fields.
  private mutating func takeEntries() -> Bool {
    var understood = 0
    for (field, value) in entries where take(field, Self.unquoted(value)) { understood += 1 }
    return understood >= 2 || understood == 1 && article.title != nil
  }

  /// The field that a line's label names, and its value.
  private static func label(_ line: ByteSpan) -> (Field, String)? {
    let start = line.part(0..<min(line.count, 48))
    guard
      let colon = start.firstIndex(of: UInt8(ascii: ":")) ?? start.firstRange(of: " = ")?.lowerBound
        ?? start.firstRange(of: "\u{FF1A}")?.lowerBound,
      colon > 0
    else { return nil }
    let name = line.part(0..<colon).trimmed().string.lowercased().filter { $0 != "*" }
    guard let field = labels[name] else { return nil }
    let length = line[colon] == 0x20 || line[colon] == 0xEF ? 3 : 1
    // `By: the way ...` is a sentence, and so is any label with a long tail but title and deck.
    let value = TextCleaning.clean(line.part(min(colon + length, line.count)..<line.count))
    guard value.utf8.count <= 400 || field == .ignored || field == .body else { return nil }
    return (field, unquoted(value))
  }

  /// A header of a message that means nothing here, once others were understood.
  private static func unknownLabel(_ line: ByteSpan, _ understood: Int) -> (Field, String)? {
    guard understood > 0, let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > 0,
      colon < 24, line.count <= 200, colon + 1 == line.count || line[colon + 1] == 0x20
    else { return nil }
    for index in 0..<colon where !line[index].isLetter && line[index] != UInt8(ascii: "-") {
      return nil
    }
    return (.ignored, "")
  }

  private static func unquoted(_ value: String) -> String {
    guard value.utf8.count >= 2, let first = value.first, first == "\"" || first == "'",
      value.last == first
    else { return value }
    return String(value.dropFirst().dropLast())
  }

  /// Keeps a value; false if it says nothing.
  private mutating func take(_ field: Field, _ value: String) -> Bool {
    guard !value.isEmpty else { return field == .body }
    switch field {
    case .title: set(\.title, value)
    case .deck: set(\.deck, value)
    case .source: set(\.source, value)
    case .section: set(\.section, Self.first(of: value))
    case .url: set(\.url, value)
    case .dateline: set(\.dateline, value)
    case .agency: set(\.agency, value)
    case .language:
      guard let code = LanguageTag.code(of: value) else { return false }
      set(\.language, code)
    case .authors: return take(authors: value)
    case .published, .updated, .captured:
      guard let date = DateReading.date(in: value) else { return false }
      take(date, for: field)
    case .body, .ignored: return false
    }
    return true
  }

  private mutating func take(_ date: ArticleDate, for field: Field) {
    switch field {
    case .published: article.published = article.published ?? Sourced(date, .record)
    case .updated: article.updated = article.updated ?? Sourced(date, .record)
    default: article.captured = article.captured ?? Sourced(date, .record)
    }
  }

  /// The first of a list in brackets, or the value.
  private static func first(of value: String) -> String {
    guard value.hasPrefix("[") else { return value }
    let item = value.dropFirst().prefix { $0 != "," && $0 != "]" }
    return unquoted(TextCleaning.clean(String(item)))
  }

  private mutating func take(authors value: String) -> Bool {
    // `ada@bell.example (Ada Quill)` is the old way of messages.
    let isOld = value.hasSuffix(")") && value.prefix { $0 != " " }.contains("@")
    let named = isOld ? String(value.drop { $0 != "(" }.dropFirst().dropLast()) : value
    let bare = named.split { "[]\"".contains($0) }.joined(separator: " ")
    let names = PersonNames.names(in: bare)
    guard !names.isEmpty else { return false }
    let known = article.authors?.value ?? []
    article.authors = Sourced(known + names.filter { !known.contains($0) }, .record)
    return true
  }

  private mutating func set(
    _ path: WritableKeyPath<Article, Sourced<String>?>,
    _ value: String
  ) {
    if article[keyPath: path] == nil { article[keyPath: path] = Sourced(value, .record) }
  }

  private static let labels: [String: Field] = {
    var table: [String: Field] = [:]
    for (field, names) in names {
      for name in names.split(separator: ",") { table[String(name)] = field }
    }
    return table
  }()

  /// Labels in small letters, parted by commas.
  private static let names: [(Field, String)] = [
    (
      .title,
      "title,headline,subject,titel,titre,título,titulo,titolo,заголовок,название,tytuł,titulek,otsikko,overskrift,rubrik,标题,標題,タイトル,제목,العنوان,betreff,objet,asunto,τίτλος,başlık,judul"
    ),
    (
      .deck,
      "subtitle,deck,standfirst,subheadline,subhead,dek,description,summary,untertitel,chapeau,subtítulo,bajada,sottotitolo,摘要"
    ),
    (
      .authors,
      "author,authors,by,byline,from,writer,autor,autores,autorin,autoren,auteur,auteurs,autore,autori,автор,авторы,reporter,von,skribent,forfatter,作者,记者,記者,기자,المؤلف,الكاتب,yazar,penulis,συντάκτης,creator"
    ),
    (
      .published,
      "date,published,published on,publication date,publication-date,pubdate,pub date,publish date,date published,datepublished,published at,published_at,posted,posted on,datum,fecha,data,дата,created,veröffentlicht,erschienen,publié,publicado,pubblicato,data publikacji,dato,日期,时间,發布時間,发布时间,日付,날짜,التاريخ,tarih,tanggal,ημερομηνία,sent,load-date,päivämäärä,dátum"
    ),
    (
      .updated,
      "updated,modified,last updated,last-modified,lastmod,date modified,updated at,updated_at,aktualisiert,actualizado,mis à jour,atualizado,aggiornato,обновлено"
    ),
    (
      .captured,
      "captured,retrieved,accessed,downloaded,saved,archived,access date,date accessed,abgerufen,gespeichert,consulté le,recuperado"
    ),
    (
      .source,
      "source,publication,publisher,outlet,newspaper,site,site name,website,quelle,fuente,fonte,zeitung,journal,periódico,medio,jornal,giornale,источник,źródło,zdroj,来源,來源,出典,출처,المصدر,kaynak,sumber,πηγή,kilde,källa,lähde,bron"
    ),
    (
      .section,
      "section,category,categories,ressort,rubrique,sección,seção,sezione,рубрика,kategorie,栏目"
    ),
    (
      .url,
      "url,link,permalink,canonical,web,webseite,enlace,ссылка,链接,網址,source url,source-url,original url"
    ),
    (.language, "language,lang,sprache,langue,idioma,lingua,язык"),
    (.dateline, "dateline,place,location,ort,lieu,lugar,luogo"),
    (.agency, "agency,wire,agentur,agence,agencia,agência,agenzia,агентство"),
    (
      .ignored,
      "tags,keywords,id,slug,layout,to,cc,reply-to,message-id,mime-version,content-type,content-transfer-encoding,draft,image,copyright,length,word count,words,edition,page,pages,issn,document type,accession number,author_url,weight,type,template,featured,schlagwörter,mots-clés,received,return-path,delivered-to,list-id,x-mailer,user-agent"
    ),
    (.body, "body,text,content,article,full text,inhalt,texte,texto,testo,текст,正文,内容,本文"),
  ]
}
