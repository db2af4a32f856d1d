// SPDX-License-Identifier: Apache-2.0

/// All words of dates and what they mean, by their hash.
enum DateVocabulary {
  static let table = makeTable()

  private static func makeTable() -> DateWordTable {
    var table = DateWordTable(capacity: 8192)
    add(months: CalendarWords.english, [], to: &table)
    for line in CalendarWords.others { add(months: line, .dayFirst, to: &table) }
    add(months: CalendarWords.persian, .persian, to: &table)
    for (words, roles) in lists {
      for word in words.split(separator: " ") { table.add(word) { $0.roles.formUnion(roles) } }
    }
    for word in shared.split(separator: " ") { table.add(word) { $0.roles.subtract(.dayFirst) } }
    for (word, minutes) in zones {
      table.add(word) { meaning in
        meaning.offset = minutes
        meaning.roles.formUnion([.zone, .base])
      }
    }
    for (word, minutes) in americanZones {
      table.add(word) { meaning in
        meaning.offset = minutes
        meaning.roles.formUnion([.zone, .american])
      }
    }
    for (sign, year) in eras { table.add(sign) { $0.era = year } }
    return table
  }

  private static func add(
    months line: String,
    _ roles: DateWord.Roles,
    to table: inout DateWordTable
  ) {
    for (index, names) in line.split(separator: " ").enumerated() where names != "–" {
      for name in names.split(separator: "/") {
        table.add(name) { word in
          // A word that is a month in English says nothing of the order.
          if word.month == 0 {
            word.month = UInt8(index + 1)
            word.roles.formUnion(roles)
          }
        }
      }
    }
  }

  /// Words that are English too and say nothing of the order.
  private static let shared =
    """
    august september november april sun sat mon may mar jan feb apr jun jul aug sep sept oct nov \
    december date edition am do so a i o m h d e p v w min in time minute hour
    """

  private static let lists: [(String, DateWord.Roles)] = [
    (CalendarWords.englishWeekdays, [.weekday, .filler]),
    (CalendarWords.otherWeekdays, [.weekday, .filler, .dayFirst]),
    (
      """
      on at date time of the first pub publication st nd rd th a p m min mins read edition print \
      last updated modified created
      """, .filler
    ),
    (
      """
      del las los el al le la klo kl om os as às um vom il lo les min stand uhr uur den der dne dnia \
      ora kell ore alle om på em de à h года г р року την της στις στο في تاريخ الساعة ngày tháng \
      năm lúc pukul pada jam saat gün tarihi tarih saat zuletzt dernière última ultima ultimo \
      ultimo i o godz godzina hod hodin v w в о від ב ה på den d tid időpont mis r le mise fecha \
      datum fecha data дата hora heure uhrzeit hrs hs hora horas tekan gada m n น เวลา ที่ และ यह
      """, [.filler, .dayFirst]
    ),
    ("published posted pub released filed issued first", [.filler, .published]),
    (
      """
      veröffentlicht publié publiée paru publicado publicada postado pubblicato pubblicata \
      gepubliceerd geplaatst publicerad publiceret publisert udgivet julkaistu opublikowano \
      publikacja publikováno publikované közzétéve publicat опубликовано опубліковано публикация \
      yayınlanma yayınlandı yayın diterbitkan terbit εκδόθηκε δημοσιεύθηκε δημοσίευση نشر تاريخ \
      النشر منتشر פורסם प्रकाशित đăng เผยแพร่ erstellt dipublikasikan tayang objavljeno
      """, [.filler, .dayFirst, .published]
    ),
    (
      "updated modified revised amended corrected edited changed", [.filler, .updated]
    ),
    (
      """
      aktualisiert geändert actualizado actualizada modificado atualizado atualizada aggiornato \
      aggiornata modificato bijgewerkt gewijzigd uppdaterad opdateret oppdatert päivitetty \
      muokattu zaktualizowano aktualizacja aktualizováno aktualizované frissítve actualizat \
      обновлено изменено оновлено güncelleme güncellenme güncellendi diperbarui diubah \
      ενημερώθηκε ενημέρωση تحديث محدث עודכן अपडेट cập nhật อัปเดต ažurirano modifié màj jour
      """, [.filler, .dayFirst, .updated]
    ),
    ("st nd rd th of the", .ordinal),
    ("er º ª de d di den der do del a al om τησ", [.ordinal, .dayFirst]),
    ("of year in", .link),
    ("de del do da г р year om e il", .link),
    ("года год року рік г р", [.link, .filler]),
    ("am", .morning), ("ص صباحا โมงเช้า पूर्वाह्न sáng", .morning),
    ("pm", .afternoon), ("م مساء अपराह्न chiều tối", .afternoon),
    ("h uhr u uur hrs hod ч год ora klo heures Uhr óra น", [.hourMark, .filler]),
    ("min mn", [.minuteMark, .filler]), ("s sec", [.secondMark, .filler]),
    ("年 년 năm", [.year, .filler]), ("月 월 tháng", [.monthMark, .filler]),
    ("日 일 號 号", [.dayMark, .filler]), ("時 时 시 點 点", [.hourMark, .filler]),
    ("分 분", [.minuteMark, .filler]), ("秒 초", [.secondMark, .filler]),
    ("午 오", [.noon, .filler]), ("後 后 후 下", [.afternoon, .filler]),
    ("前 전 上", [.morning, .filler]),
    (
      """
      星 期 一 二 三 四 五 六 曜 火 水 木 金 土 週 周 礼 拜 天 发 發 布 佈 间 間 更 新 於 于 公 開 开 配 信 掲 載 改 訂 表 稿 発 入 力 \
      日 月 화 수 목 금 토 요 입 력 수 정 등 록 승 인 송 고 기 사 최 종 작 성
      """, .filler
    ),
    ("พศ", .buddhist), ("الثاني ثاني", .second), ("الأول اول", .first),
    ("t 和 成 國 国 元", .filler),
    (
      "des out ago set gen ara tem haz dic mag lug ott ian iun iul noi eki lis gru sie cze ene",
      .short
    ),
    ("est cst ist ast bst msk", [.zone, .filler]),
    ("eastern central mountain pacific standard daylight time summer local", [.filler, .zone]),
    (
      """
      minute minutes min mins minuten minuto minutos minuti minuut minuter minutter minuuttia \
      минут минуты минуту минута хвилин хвилини dakika perc minut menit minuta phút دقيقة دقائق \
      分鐘 分钟
      """, .minutes
    ),
    (
      """
      hour hours hr hrs h stunde stunden std heure heures hora horas ora ore uur uren timme timmar \
      time timer tuntia tunti час часа часов годин години saat óra godzin godziny hodin ساعة \
      ساعات jam giờ
      """, .hours
    ),
    (
      """
      day days tag tage tagen jour jours día dias dia días giorno giorni dag dagen dagar dage \
      päivää päivä день дня дней дні днів gün nap dni dnia hari ngày يوم أيام
      """, .days
    ),
    (
      """
      week weeks month months year years woche wochen semaine semaines semana semanas settimana \
      settimane weken veckor uger неделю недели недель hafta
      """, .weeks
    ),
    (
      """
      ago vor il y a hace fa há geleden sedan för siden sitten temu назад тому önce ezelőtt před \
      acum lalu trước منذ قبل
      """, .ago
    ),
    (
      """
      today tonight heute aujourd hoy hoje oggi vandaag idag dag tänään dziś dzisiaj сегодня \
      сьогодні bugün ma dnes azi اليوم היום আজ आज
      """, .today
    ),
    (
      """
      yesterday gestern hier ayer ontem ieri gisteren igår går eilen wczoraj вчера вчора dün \
      tegnap včera أمس אתמול कल
      """, .yesterday
    ),
  ]

  /// Names of one zone alone, in minutes east of UTC.
  private static let zones: [(String, Int16)] = [
    ("z", 0), ("utc", 0), ("gmt", 0), ("wet", 0), ("bst", 60), ("cet", 60), ("west", 60),
    ("mez", 60), ("cest", 120), ("eet", 120), ("sast", 120), ("cat", 120), ("mesz", 120),
    ("eest", 180), ("msk", 180), ("мск", 180), ("eat", 180), ("trt", 180), ("tsi", 180),
    ("wat", 60), ("gst", 240), ("pkt", 300), ("est", -300), ("edt", -240), ("cdt", -300),
    ("mst", -420), ("mdt", -360), ("pst", -480), ("pdt", -420), ("akst", -540), ("akdt", -480),
    ("hst", -600), ("jst", 540), ("kst", 540), ("hkt", 480), ("sgt", 480), ("pht", 480),
    ("myt", 480), ("awst", 480), ("wib", 420), ("wita", 480), ("wit", 540), ("ict", 420),
    ("acst", 570), ("acdt", 630), ("aest", 600), ("aedt", 660), ("nzst", 720), ("nzdt", 780),
    ("brt", -180), ("art", -180), ("clt", -240), ("cot", -300), ("nst", -210), ("ndt", -150),
    ("adt", -180), ("irst", 210), ("npt", 345),
  ]

  /// Zones whose names leave open whether summer time holds, by their standard time.
  private static let americanZones: [(String, Int16)] = [
    ("et", -300), ("ct", -360), ("mt", -420), ("pt", -480),
  ]

  /// The first signs of the names of eras, and the years before their first.
  private static let eras: [(String, Int16)] = [
    ("令", 2018), ("平", 1988), ("昭", 1925), ("民", 1911),
  ]
}
