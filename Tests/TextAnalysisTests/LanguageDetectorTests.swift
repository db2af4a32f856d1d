// SPDX-License-Identifier: Apache-2.0

import Testing
import TextAnalysis

@Suite struct LanguageDetectorTests {
  @Test(arguments: [
    ("en", "The council voted on Tuesday to close the old bridge until the spring of next year."),
    ("es", "El ayuntamiento votó el martes cerrar el viejo puente hasta la primavera próxima."),
    ("de", "Der Stadtrat beschloss am Dienstag, die alte Brücke bis zum Frühjahr zu sperren."),
    ("fr", "Le conseil municipal a décidé mardi de fermer le vieux pont jusqu'au printemps."),
    ("ru", "Городской совет решил во вторник закрыть старый мост до весны следующего года."),
    ("ar", "قرر مجلس المدينة يوم الثلاثاء إغلاق الجسر القديم حتى ربيع العام المقبل."),
    ("he", "מועצת העיר החליטה ביום שלישי לסגור את הגשר הישן עד האביב של השנה הבאה."),
    ("zh", "市议会星期二投票决定关闭这座旧桥,直到明年春天才会重新开放给市民使用。"),
    ("ja", "市議会は火曜日、古い橋を来年の春まで閉鎖することを決めました。"),
    ("ko", "시의회는 화요일 오래된 다리를 내년 봄까지 폐쇄하기로 결정했습니다."),
    ("el", "Το δημοτικό συμβούλιο αποφάσισε την Τρίτη να κλείσει την παλιά γέφυρα."),
    ("th", "สภาเมืองลงมติเมื่อวันอังคารให้ปิดสะพานเก่าจนถึงฤดูใบไม้ผลิปีหน้า"),
  ])
  func `tells a sentence's language`(code: String, text: String) {
    #expect(LanguageDetector.detect(text).code == code)
  }

  @Test(arguments: ["", " ", "OK", "12345 67890 12345 67890 12345", "No."])
  func `says nothing about what is too short`(text: String) {
    #expect(LanguageDetector.detect(text) == .unknown)
  }

  @Test
  func `says nothing about bytes that are not text`() {
    let bytes = [UInt8](repeating: 0xff, count: 4096)
    #expect(bytes.withUnsafeBufferPointer { LanguageDetector.detect($0) } == .unknown)
  }

  @Test
  func `a long text is cut between characters`() {
    let sentence = "x市议会星期二投票决定关闭这座旧桥。"
    for padding in 0..<4 {
      let text =
        String(repeating: "。", count: padding) + String(repeating: sentence, count: 100)
      #expect(LanguageDetector.detect(text).code == "zh")
    }
  }
}
