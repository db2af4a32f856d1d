// SPDX-License-Identifier: Apache-2.0

import Articles
import Ingestion
import Testing

/// The same day, as the press of many languages writes it under a headline.
private let days: [(language: String, lines: [String])] = [
  (
    "English",
    [
      "February 26, 2024", "Feb. 26, 2024", "Feb 26 2024", "26 February 2024", "26th February 2024",
      "26th of February, 2024", "Monday, February 26th, 2024", "Mon 26 Feb 2024", "26-Feb-2024",
      "26-Feb-24", "Monday, 26-Feb-24", "FEBRUARY 26, 2024", "Posted on Feb. 26, 2024",
      "Published: 26 February 2024", "Date: February 26, 2024",
    ]
  ),
  (
    "German",
    [
      "26. Februar 2024", "Montag, 26. Februar 2024", "26. Feb. 2024", "26.02.2024", "26.2.2024",
      "26.02.24", "Mo., 26.02.2024", "26. Feber 2024", "Veröffentlicht am 26. Februar 2024",
      "Stand: 26.02.2024",
    ]
  ),
  (
    "French",
    [
      "26 février 2024", "lundi 26 février 2024", "26 fevrier 2024", "le 26 févr. 2024",
      "Publié le 26 février 2024", "Publié le 26/02/2024",
    ]
  ),
  (
    "Spanish",
    [
      "26 de febrero de 2024", "lunes, 26 de febrero de 2024", "26 febrero 2024", "26 feb. 2024",
      "26 de febrero del 2024", "Publicado el 26/02/2024", "Febrero 26, 2024",
    ]
  ),
  (
    "Portuguese",
    [
      "26 de fevereiro de 2024", "segunda-feira, 26 de fevereiro de 2024", "26 fev. 2024",
      "26/02/2024", "Publicado em 26/02/2024",
    ]
  ),
  (
    "Italian",
    ["26 febbraio 2024", "lunedì 26 febbraio 2024", "26 feb 2024", "Pubblicato il 26/02/2024"]
  ),
  ("Dutch", ["26 februari 2024", "maandag 26 februari 2024", "26 feb. 2024", "26-02-2024"]),
  (
    "Polish",
    ["26 lutego 2024", "26 lutego 2024 r.", "poniedziałek, 26 lutego 2024", "26.02.2024 r."]
  ),
  ("Russian", ["26 февраля 2024", "26 февраля 2024 года", "26 февр. 2024 г.", "26.02.2024"]),
  ("Ukrainian", ["26 лютого 2024", "26 лютого 2024 року", "понеділок, 26 лютого 2024 р."]),
  ("Bulgarian", ["26 февруари 2024", "26 февруари 2024 г."]),
  ("Serbian", ["26. фебруар 2024.", "26. februar 2024."]),
  (
    "Swedish",
    ["26 februari 2024", "måndag 26 februari 2024", "2024-02-26", "den 26 februari 2024"]
  ),
  ("Danish", ["26. februar 2024", "mandag den 26. februar 2024", "26. feb. 2024"]),
  ("Norwegian", ["26. februar 2024", "mandag 26. februar 2024", "26.02.2024"]),
  ("Finnish", ["26. helmikuuta 2024", "maanantaina 26. helmikuuta 2024", "26.2.2024"]),
  ("Estonian", ["26. veebruar 2024"]),
  ("Latvian", ["2024. gada 26. februāris", "26. februāris 2024"]),
  ("Lithuanian", ["2024 m. vasario 26 d."]),
  ("Czech", ["26. února 2024", "pondělí 26. února 2024", "26. 2. 2024"]),
  ("Slovak", ["26. februára 2024", "pondelok 26. februára 2024"]),
  ("Slovene", ["26. februar 2024"]),
  ("Croatian", ["26. veljače 2024.", "ponedjeljak, 26. veljače 2024."]),
  ("Romanian", ["26 februarie 2024", "luni, 26 februarie 2024"]),
  (
    "Hungarian",
    ["2024. február 26.", "2024. február 26., hétfő", "2024. 02. 26.", "2024. febr. 26."]
  ),
  ("Turkish", ["26 Şubat 2024", "26 Şubat 2024 Pazartesi", "26 ŞUBAT 2024"]),
  ("Indonesian", ["26 Februari 2024", "Senin, 26 Februari 2024", "26 Feb 2024"]),
  ("Filipino", ["Pebrero 26, 2024"]),
  ("Swahili", ["26 Februari 2024"]),
  ("Albanian", ["26 shkurt 2024"]),
  ("Catalan", ["26 de febrer de 2024", "dilluns, 26 de febrer de 2024"]),
  (
    "Greek",
    ["26 Φεβρουαρίου 2024", "Δευτέρα, 26 Φεβρουαρίου 2024", "26 Φεβ 2024", "26 ΦΕΒΡΟΥΑΡΙΟΥ 2024"]
  ),
  (
    "Arabic",
    ["26 فبراير 2024", "٢٦ فبراير ٢٠٢٤", "26 شباط 2024", "26 شباط/فبراير 2024", "26 فيفري 2024"]
  ),
  ("Persian", ["26 فوریه 2024", "۲۶ فوریه ۲۰۲۴", "۷ اسفند ۱۴۰۲", "7 اسفند 1402"]),
  ("Urdu", ["26 فروری 2024", "۲۶ فروری ۲۰۲۴"]),
  ("Hebrew", ["26 בפברואר 2024", "26 פברואר 2024", "26.02.2024"]),
  ("Hindi", ["26 फ़रवरी 2024", "26 फरवरी 2024", "२६ फरवरी २०२४"]),
  ("Bengali", ["২৬ ফেব্রুয়ারি ২০২৪"]),
  ("Thai", ["26 กุมภาพันธ์ 2567", "26 ก.พ. 2567", "วันที่ 26 กุมภาพันธ์ พ.ศ. 2567", "๒๖ กุมภาพันธ์ ๒๕๖๗"]),
  (
    "Vietnamese",
    ["26 tháng 2 năm 2024", "26 tháng 2, 2024", "Thứ hai, 26/02/2024", "Ngày 26 tháng 2 năm 2024"]
  ),
  ("Chinese", ["2024年2月26日", "2024年02月26日 星期一", "发布时间：2024-02-26", "２０２４年２月２６日", "民國113年2月26日"]),
  ("Japanese", ["2024年2月26日", "2024年2月26日(月)", "2024年２月26日 公開", "令和6年2月26日"]),
  ("Korean", ["2024년 2월 26일", "2024년 2월 26일 월요일", "2024. 2. 26.", "2024.02.26", "입력 2024.02.26"]),
  ("Georgian", ["26 თებერვალი 2024"]),
  ("machines", ["2024-02-26", "2024/02/26", "20240226", "2024.2.26", "2024-2-26"]),
]

/// Times of that day with what they say of the zone.
private let moments: [(line: String, expected: String)] = [
  ("2024-02-26T15:15:00Z", "15:15:00Z"), ("2024-02-26T15:15:00.123+01:00", "15:15:00+01:00"),
  ("2024-02-26T15:15+0530", "15:15+05:30"), ("2024-02-26 15:15:00 UTC", "15:15:00Z"),
  ("20240226T151500Z", "15:15:00Z"), ("2024-02-26 15:15", "15:15"),
  ("Mon, 26 Feb 2024 15:15:00 -0500", "15:15:00-05:00"),
  ("Mon, 26 Feb 2024 15:15:00 GMT", "15:15:00Z"), ("Monday, 26-Feb-24 15:15:00 GMT", "15:15:00Z"),
  ("Mon Feb 26 15:15:00 2024", "15:15:00"),
  ("Mon Feb 26 15:15:00 EST 2024", "15:15:00-05:00"), ("02.26.2024 15:15", "15:15"),
  ("Mon Feb 26 15:15:00 +0000 2024", "15:15:00Z"),
  ("Feb. 26, 2024, 3:15 p.m. ET", "15:15-05:00"), ("Feb. 26, 2024, 3:15 p.m. EST", "15:15-05:00"),
  ("February 26, 2024 at 3:15 PM PST", "15:15-08:00"), ("Feb 26, 2024 | 3:15pm", "15:15"),
  ("3:15 PM ET, Mon February 26, 2024", "15:15-05:00"), ("15:15, 26 February 2024", "15:15"),
  ("15:15 GMT, 26 February 2024", "15:15Z"), ("Feb 26, 2024 3 p.m.", "15:00"),
  ("Feb 26, 2024 12:00 p.m.", "12:00"), ("Feb 26, 2024 12:15 AM", "00:15"),
  ("Feb 26, 2024 15:15 IST", "15:15"), ("Feb 26, 2024 15:15 CET", "15:15+01:00"),
  ("Feb 26, 2024 3:15 PM GMT+7", "15:15+07:00"), ("26 Feb 2024 15:15 (UTC+02:00)", "15:15+02:00"),
  ("02/26/2024 3:15 PM", "15:15"), ("26/02/2024 15:15", "15:15"),
  ("26. Februar 2024, 15.15 Uhr", "15:15"), ("26. Februar 2024 um 15:15 Uhr", "15:15"),
  ("26.02.2024 15:15 MEZ", "15:15+01:00"), ("26. Februar 2024, 15 Uhr", "15:00"),
  ("Publié le 26 février 2024 à 15h15", "15:15"), ("26/02/2024 à 15:15", "15:15"),
  ("26 février 2024 à 15 h 15", "15:15"), ("26 de febrero de 2024 a las 15:15 h", "15:15"),
  ("26/02/2024 às 15h15", "15:15"), ("26/02/2024 15h15", "15:15"),
  ("26 febbraio 2024 alle ore 15:15", "15:15"), ("26 februari 2024 om 15.15 uur", "15:15"),
  ("26 lutego 2024, godz. 15:15", "15:15"), ("26 февраля 2024, 15:15 МСК", "15:15+03:00"),
  ("26 februari 2024 kl 15:15", "15:15"), ("26. februar 2024 kl. 15.15", "15:15"),
  ("26.2.2024 klo 15.15", "15:15"), ("26 Şubat 2024 saat 15:15", "15:15"),
  ("Senin, 26 Februari 2024 15:15 WIB", "15:15+07:00"), ("2024年02月26日 15:15", "15:15"),
  ("2024年2月26日 下午3:15", "15:15"), ("2024年2月26日 15時15分", "15:15"),
  ("2024年2月26日 午後3時15分", "15:15"), ("2024년 2월 26일 오후 3시 15분", "15:15"),
  ("2024. 2. 26. 오후 3:15", "15:15"), ("入力 2024.02.26 15:15:30", "15:15:30"),
  ("26/02/2024 15:15 GMT+7", "15:15+07:00"), ("26 فبراير 2024 3:15 م", "15:15"),
]

@Suite
struct DateFormTests {
  /// The date that a line under a headline is read as, and whether the line stays in the text.
  private func date(_ line: String) throws -> String? {
    let text = """
      Lighthouse to shine again

      \(line)

      The harbour authority said on Monday that the lamp would be lit again next spring.

      Nobody had asked it to.
      """
    let article = try article(text)
    #expect(article.paragraphs.count == 2, "\(line) is no text")
    return article.published?.value.iso8601
  }

  @Test(arguments: days.flatMap { day in day.lines.map { (day.language, $0) } })
  func `a day is read in every language of the press`(language: String, line: String) throws {
    #expect(try date(line) == "2024-02-26", "\(language)")
  }

  @Test(arguments: moments)
  func `a time of day is read with its zone`(line: String, expected: String) throws {
    #expect(try date(line) == "2024-02-26T\(expected)")
  }

  @Test(arguments: [
    ("January", 1), ("février", 2), ("März", 3), ("abril", 4), ("maggio", 5), ("juni", 6),
    ("lipca", 7), ("августа", 8), ("eylül", 9), ("října", 10), ("marraskuuta", 11),
    ("décembre", 12),
    ("Листопада", 11), ("studenoga", 11), ("ΙΟΥΛΙΟΥ", 7), ("تموز", 7), ("تشرين الأول", 10),
    ("تشرين الثاني", 11), ("كانون الأول", 12), ("كانون الثاني", 1), ("ธันวาคม", 12), ("aralık", 12),
  ])
  func `a month is known by its name`(name: String, month: Int) throws {
    let expected = "2023-\(month < 10 ? "0" : "")\(month)-09"
    #expect(try date("9 \(name) 2023") == expected)
  }

  @Test(arguments: [
    ("03/04/2024 3:15 PM ET", "2024-03-04T15:15-05:00"), ("Publicado: 03/04/2024", "2024-04-03"),
    ("Publié le 03/04/2024", "2024-04-03"), ("Veröffentlicht: 03.04.24", "2024-04-03"),
    ("Pubblicato il 3/4/2024 alle 9:05", "2024-04-03T09:05"),
    ("07/03/2024 9:05 a.m. EDT", "2024-07-03T09:05-04:00"),
    ("July 3, 2024 9:05 a.m. ET", "2024-07-03T09:05-04:00"),
    ("March 10, 2024 1:59 a.m. ET", "2024-03-10T01:59-05:00"),
    ("March 10, 2024 3:00 a.m. ET", "2024-03-10T03:00-04:00"),
    ("Nov. 3, 2024 3:00 a.m. PT", "2024-11-03T03:00-08:00"),
  ])
  func `words beside numbers tell their order, and dates the summer time`(
    line: String,
    expected: String
  ) throws {
    #expect(try date(line) == expected)
  }

  @Test(arguments: [
    "03/04/2024", "3-4-2024", "03/04/24", "Feb 26", "Monday, February 26", "yesterday",
    "Yesterday at 15:15", "Today, 3:15 PM", "3 hours ago", "vor 3 Stunden", "hace 2 días",
    "il y a 5 minutes", "3 часа назад", "15:15", "3:15 p.m. ET", "Updated 3 hours ago",
    "30 February 2024", "31.06.2024", "31 de junio de 2024", "2024年13月1日", "4 min read",
    "31 اسفند 1402", "Gestern, 15:15 Uhr",
  ])
  func `what names no day, or two, is no date`(line: String) throws {
    let text =
      "Lighthouse to shine again\n\n\(line)\n\nThe lamp would be lit again in spring, it said."
    #expect(try article(text).published == nil)
  }

  @Test(arguments: [
    (
      "Published: Feb. 26, 2024 3:15 p.m. ET Updated: Feb. 27, 2024 9:05 a.m. ET",
      "2024-02-26T15:15-05:00", "2024-02-27T09:05-05:00"
    ),
    ("Published 26 Feb 2024 | Last updated 27 Feb 2024", "2024-02-26", "2024-02-27"),
    ("Veröffentlicht: 26.02.2024, aktualisiert: 27.02.2024", "2024-02-26", "2024-02-27"),
    (
      "Publié le 26 février 2024 à 15h15, mis à jour le 27 février 2024", "2024-02-26T15:15",
      "2024-02-27"
    ),
    ("Publicado: 26/02/2024 Actualizado: 27/02/2024", "2024-02-26", "2024-02-27"),
    ("26 lutego 2024, aktualizacja: 27 lutego 2024", "2024-02-26", "2024-02-27"),
    ("Опубликовано 26.02.2024, обновлено 27.02.2024", "2024-02-26", "2024-02-27"),
    (
      "First published on Mon 26 Feb 2024 15.15 GMT, modified on Tue 27 Feb 2024",
      "2024-02-26T15:15Z", "2024-02-27"
    ),
    ("Updated: Feb. 27, 2024 Published: Feb. 26, 2024", "2024-02-26", "2024-02-27"),
  ])
  func `published and updated are told apart`(
    line: String,
    published: String,
    updated: String
  ) throws {
    let text =
      "Lighthouse to shine again\n\n\(line)\n\nThe lamp would be lit again in spring, it said."
    let article = try article(text)
    #expect(article.published?.value.iso8601 == published)
    #expect(article.updated?.value.iso8601 == updated)
  }
}
