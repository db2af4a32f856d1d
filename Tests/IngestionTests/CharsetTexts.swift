// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

/// The same small news in many languages, each with the charsets that it was once written in.
///
/// Written for these tests; the first sentence is what a short text has.
enum CharsetTexts {
  struct Sample: Sendable, CustomStringConvertible {
    var language: String
    var charsets: [String]
    var text: String

    var description: String { language }

    /// About two hundred bytes.
    var short: String { String(text.prefix(200)) }
  }

  private static let western = ["windows-1252", "macintosh", "ibm850"]
  private static let central = ["windows-1250", "iso-8859-2", "ibm852"]
  private static let cyrillic = ["windows-1251", "koi8-r", "iso-8859-5", "ibm866"]

  static let all: [Sample] = [
    Sample(
      language: "Polish",
      charsets: central,
      text:
        "Mieszkańcy miasteczka znów zobaczą światło starej latarni, która przez dwie zimy stała ciemna. Władze portu zapowiedziały w poniedziałek, że naprawa zakończy się przed wiosną. „Brakowało nam jej jak dobrego sąsiada” – powiedział właściciel gospody. Prace są tańsze, niż się obawiano, a rybacy cieszą się już dziś."
    ),
    Sample(
      language: "Czech",
      charsets: central,
      text:
        "Obyvatelé městečka znovu uvidí světlo starého majáku, který byl dvě zimy zhasnutý. Správa přístavu v pondělí oznámila, že oprava skončí ještě před jarem. „Chyběl nám jako dobrý soused,“ řekl majitel hostince. Práce vyšly levněji, než se čekalo, a rybáři se už těší na první večer."
    ),
    Sample(
      language: "Slovak",
      charsets: central,
      text:
        "Obyvatelia mestečka opäť uvidia svetlo starého majáka, ktorý bol dve zimy zhasnutý. Správa prístavu v pondelok oznámila, že oprava sa skončí ešte pred jarou. „Chýbal nám ako dobrý sused,“ povedal majiteľ hostinca. Práce vyšli lacnejšie, než sa čakalo, a rybári sa už tešia na prvý večer."
    ),
    Sample(
      language: "Hungarian",
      charsets: central,
      text:
        "A kisváros lakói újra láthatják az öreg világítótorony fényét, amely két télen át sötét volt. A kikötő vezetősége hétfőn közölte, hogy a javítás még tavasz előtt elkészül. „Hiányzott nekünk, mint egy jó szomszéd” – mondta a fogadós. A munka olcsóbb lett, mint gondolták, és a halászok örülnek az első estének."
    ),
    Sample(
      language: "Slovene",
      charsets: central,
      text:
        "Prebivalci mesteca bodo spet videli luč starega svetilnika, ki je bil dve zimi ugasnjen. Uprava pristanišča je v ponedeljek sporočila, da bo popravilo končano še pred pomladjo. »Pogrešali smo ga kot dobrega soseda,« je rekel gostilničar. Delo je bilo cenejše, kot so se bali, in ribiči se že veselijo."
    ),
    Sample(
      language: "Croatian",
      charsets: central,
      text:
        "Stanovnici gradića ponovno će vidjeti svjetlo staroga svjetionika, koji je dvije zime bio ugašen. Lučka uprava priopćila je u ponedjeljak da će popravak završiti još prije proljeća. „Nedostajao nam je kao dobar susjed”, rekao je gostioničar. Radovi su bili jeftiniji nego što se mislilo, a ribari se već vesele."
    ),
    Sample(
      language: "Romanian",
      charsets: ["windows-1250", "iso-8859-2"],
      text:
        "Locuitorii orăşelului vor vedea din nou lumina vechiului far, care a stat stins două ierni la rând. Conducerea portului a anunţat luni că reparaţia se va încheia înainte de primăvară. „Ne-a lipsit ca un vecin bun”, a spus hangiul. Lucrările au costat mai puţin decât se credea, iar pescarii se bucură încă de pe acum."
    ),
    Sample(
      language: "Turkish",
      charsets: ["windows-1254"],
      text:
        "Kasabanın sakinleri, iki kış boyunca karanlıkta kalan eski fenerin ışığını yeniden görecek. Liman yönetimi pazartesi günü onarımın ilkbahardan önce biteceğini açıkladı. “Onu iyi bir komşu gibi özledik” dedi hancı. İşler beklenenden daha ucuza çıktı ve balıkçılar şimdiden ilk akşamı düşünüyor."
    ),
    Sample(
      language: "Lithuanian",
      charsets: ["windows-1257", "iso-8859-13"],
      text:
        "Miestelio gyventojai vėl išvys senojo švyturio šviesą, kuris dvi žiemas stovėjo tamsus. Uosto vadovybė pirmadienį pranešė, kad remontas baigsis dar prieš pavasarį. „Mums jo trūko kaip gero kaimyno“, – sakė užeigos šeimininkas. Darbai kainavo pigiau, nei bijota, ir žvejai jau džiaugiasi."
    ),
    Sample(
      language: "Latvian",
      charsets: ["windows-1257", "iso-8859-13"],
      text:
        "Pilsētiņas iedzīvotāji atkal redzēs vecās bākas gaismu, kas divas ziemas bija nodzisusi. Ostas vadība pirmdien paziņoja, ka remonts beigsies vēl pirms pavasara. “Mums tās pietrūka kā laba kaimiņa,” teica krodziņa saimnieks. Darbi izmaksāja lētāk, nekā bija gaidīts, un zvejnieki jau priecājas."
    ),
    Sample(
      language: "French",
      charsets: western,
      text:
        "Les habitants de la petite ville reverront bientôt la lumière du vieux phare, éteint depuis deux hivers. L’autorité du port a annoncé lundi que la réparation serait achevée avant le printemps. « Il nous a manqué comme un bon voisin », a déclaré l’aubergiste. Les travaux ont coûté moins cher que prévu, et les pêcheurs s’en réjouissent déjà."
    ),
    Sample(
      language: "German",
      charsets: western,
      text:
        "Die Bewohner des Städtchens werden das Licht des alten Leuchtturms wiedersehen, der zwei Winter lang dunkel war. Die Hafenbehörde kündigte am Montag an, dass er noch vor dem Frühling brennen müsse. „Wir haben ihn vermisst wie einen guten Nachbarn“, erklärte die Wirtin. Die Arbeiten fielen günstiger aus als befürchtet, und die Fischer freuen sich schon über das größte Fest."
    ),
    Sample(
      language: "Spanish",
      charsets: western,
      text:
        "Los vecinos del pequeño pueblo volverán a ver la luz del viejo faro, que llevaba dos inviernos a oscuras. La autoridad del puerto anunció el lunes que la reparación terminará antes de la primavera. «Lo echábamos de menos como a un buen vecino», dijo la dueña del mesón. ¿Cuánto costó? Menos de lo que se temía, según los técnicos."
    ),
    Sample(
      language: "Portuguese",
      charsets: western,
      text:
        "Os moradores da pequena cidade voltarão a ver a luz do velho farol, apagado há dois invernos. A administração do porto anunciou na segunda-feira que a reparação terminará antes da primavera. “Fazia-nos falta como um bom vizinho”, disse o dono da estalagem. As obras custaram menos do que se receava, e os pescadores já estão contentes."
    ),
    Sample(
      language: "Italian",
      charsets: western,
      text:
        "Gli abitanti della cittadina rivedranno presto la luce del vecchio faro, che è rimasto spento per due inverni. L’autorità del porto ha annunciato lunedì che la riparazione finirà già prima della primavera. «Ci è mancato come un buon vicino», ha detto l’oste. Però i lavori sono costati meno di quanto si temesse, e la città è contenta più che mai."
    ),
    Sample(
      language: "Swedish",
      charsets: western,
      text:
        "Invånarna i den lilla staden får åter se ljuset från den gamla fyren, som har varit släckt i två vintrar. Hamnförvaltningen meddelade på måndagen att reparationen blir klar före våren. ”Vi har saknat den som en god granne”, sade värdshusets ägare. Arbetet blev billigare än man hade fruktat, och fiskarna gläder sig redan."
    ),
    Sample(
      language: "Danish",
      charsets: western,
      text:
        "Indbyggerne i den lille by får igen lyset fra det gamle fyr at se, som har været slukket i to vintre. Havnens ledelse oplyste mandag, at reparationen bliver færdig før foråret. »Vi har savnet det som en god nabo,« sagde kroejeren. Arbejdet blev billigere, end man havde frygtet, og fiskerne glæder sig allerede."
    ),
    Sample(
      language: "Finnish",
      charsets: western,
      text:
        "Pikkukaupungin asukkaat näkevät pian jälleen vanhan majakan valon, joka on ollut pimeänä kaksi talvea. Satamalaitos ilmoitti maanantaina, että korjaus päättyy ennen kevättä. ”Kaipasimme sitä kuin hyvää naapuria”, sanoi majatalon isäntä. Työ tuli halvemmaksi kuin pelättiin, ja kalastajat iloitsevat jo nyt."
    ),
    Sample(
      language: "Icelandic",
      charsets: ["windows-1252"],
      text:
        "Íbúar bæjarins fá aftur að sjá ljósið frá gamla vitanum, sem hefur verið slökkt í tvo vetur. Hafnarstjórnin tilkynnti á mánudag að viðgerðinni lyki fyrir vorið. „Við söknuðum hans eins og góðs nágranna,“ sagði gestgjafinn. Verkið varð ódýrara en óttast var, og sjómennirnir hlakka þegar til fyrsta kvöldsins."
    ),
    Sample(
      language: "Russian",
      charsets: cyrillic,
      text:
        "Жители городка снова увидят свет старого маяка, который две зимы стоял тёмным. Управление порта сообщило в понедельник, что ремонт закончится ещё до весны. «Нам его не хватало, как доброго соседа», сказал хозяин трактира. Работы обошлись дешевле, чем опасались, и рыбаки уже радуются."
    ),
    Sample(
      language: "Ukrainian",
      charsets: ["windows-1251", "koi8-u", "iso-8859-5"],
      text:
        "Мешканці містечка знову побачать світло старого маяка, який дві зими стояв темним. Управління порту повідомило в понеділок, що ремонт закінчиться ще до весни. Нам його бракувало, як доброго сусіда, сказав господар корчми. Роботи коштували дешевше, ніж побоювалися, і рибалки вже радіють."
    ),
    Sample(
      language: "Bulgarian",
      charsets: ["windows-1251", "iso-8859-5"],
      text:
        "Жителите на градчето отново ще видят светлината на стария фар, който две зими беше тъмен. Управата на пристанището съобщи в понеделник, че ремонтът ще приключи още преди пролетта. Липсваше ни като добър съсед, каза кръчмарят. Работата излезе по-евтино, отколкото се очакваше, и рибарите вече се радват."
    ),
    Sample(
      language: "Serbian",
      charsets: ["windows-1251", "iso-8859-5"],
      text:
        "Становници градића поново ће видети светло старог светионика, који је две зиме био угашен. Лучка управа саопштила је у понедељак да ће поправка бити завршена још пре пролећа. Недостајао нам је као добар комшија, рекао је крчмар. Радови су били јефтинији него што се мислило, а рибари се већ радују."
    ),
    Sample(
      language: "Greek",
      charsets: ["windows-1253", "iso-8859-7"],
      text:
        "Οι κάτοικοι της μικρής πόλης θα ξαναδούν το φως του παλιού φάρου, που έμεινε σβηστός δύο χειμώνες. Η διοίκηση του λιμανιού ανακοίνωσε τη Δευτέρα ότι η επισκευή θα τελειώσει πριν από την άνοιξη. Μας έλειψε σαν καλός γείτονας, είπε ο ταβερνιάρης. Οι εργασίες στοίχισαν λιγότερο από όσο φοβόντουσαν."
    ),
    Sample(
      language: "Hebrew",
      charsets: ["windows-1255"],
      text:
        "תושבי העיירה ישובו ויראו את אורו של המגדלור הישן, שעמד חשוך במשך שני חורפים. הנהלת הנמל הודיעה ביום שני כי התיקון יסתיים עוד לפני האביב. הוא היה חסר לנו כמו שכן טוב, אמר בעל הפונדק. העבודות עלו פחות ממה שחששו, והדייגים כבר שמחים לקראת הערב הראשון."
    ),
    Sample(
      language: "Arabic",
      charsets: ["windows-1256", "iso-8859-6"],
      text:
        "سيرى سكان البلدة من جديد ضوء المنارة القديمة التي بقيت مظلمة طوال شتاءين. وأعلنت إدارة الميناء يوم الاثنين أن الإصلاح سينتهي قبل الربيع. لقد افتقدناها كما نفتقد جارا طيبا، قال صاحب النزل. وكانت تكلفة الأعمال أقل مما كان متوقعا، والصيادون سعداء منذ الآن."
    ),
    Sample(
      language: "Thai",
      charsets: ["windows-874"],
      text:
        "ชาวเมืองเล็กๆ จะได้เห็นแสงจากประภาคารเก่าอีกครั้ง หลังจากที่มืดมานานถึงสองฤดูหนาว ฝ่ายบริหารท่าเรือประกาศเมื่อวันจันทร์ว่าการซ่อมแซมจะเสร็จก่อนฤดูใบไม้ผลิ เจ้าของโรงเตี๊ยมบอกว่าพวกเราคิดถึงมันเหมือนเพื่อนบ้านที่ดี"
    ),
    Sample(
      language: "Chinese",
      charsets: ["gb18030"],
      text:
        "小镇的居民又能看到老灯塔的灯光了，它已经黑了两个冬天。港务局星期一宣布，修理工作将在春天以前完成。“我们想念它，就像想念一个好邻居。”客店的老板说。工程的费用比大家担心的要少，渔民们现在就很高兴，他们说第一个晚上都要到港口去看一看。"
    ),
    Sample(
      language: "Chinese (traditional)",
      charsets: ["big5-hkscs"],
      text:
        "小鎮的居民又能看到老燈塔的燈光了，它已經黑了兩個冬天。港務局星期一宣布，修理工作將在春天以前完成。「我們想念它，就像想念一個好鄰居。」客店的老闆說。工程的費用比大家擔心的要少，漁民們現在就很高興，他們說第一個晚上都要到港口去看一看。"
    ),
    Sample(
      language: "Japanese",
      charsets: ["cp932", "euc-jp", "iso-2022-jp"],
      text:
        "小さな町の人々は、二つの冬のあいだ暗かった古い灯台の光をまた見ることができる。港の管理局は月曜日、修理が春の前に終わると発表した。「よい隣人のように、なくて寂しかった」と宿屋の主人は話した。工事の費用は心配されたより少なく、漁師たちはもう最初の夜を楽しみにしている。"
    ),
    Sample(
      language: "Korean",
      charsets: ["uhc"],
      text:
        "작은 마을의 주민들은 두 번의 겨울 동안 어두웠던 오래된 등대의 불빛을 다시 보게 된다. 항만 당국은 월요일 봄이 오기 전에 수리가 끝날 것이라고 발표했다. 좋은 이웃처럼 그리웠다고 여관 주인은 말했다. 공사 비용은 걱정했던 것보다 적었고 어부들은 벌써 기뻐하고 있다."
    ),
  ]
}

extension CharsetTexts {
  /// A text in a charset, and the text without the characters that the charset lacks.
  static func encode(_ text: String, _ charset: String) throws -> (bytes: [UInt8], text: String) {
    let name =
      switch charset {
      case "windows-874": "CP874"
      case let name where name.hasPrefix("windows-"): "CP\(name.dropFirst(8))"
      default: charset.uppercased()
      }
    let converter = try #require(iconv_open(name, "UTF-8"))
    defer { iconv_close(converter) }
    var output = [UInt8](repeating: 0, count: text.utf8.count * 4 + 64)
    let count = output.count
    var rest = count
    var kept = ""
    for scalar in text.unicodeScalars {
      let before = rest
      convert(Array(String(scalar).utf8), converter, &output, &rest)
      if rest < before { kept.unicodeScalars.append(scalar) }
    }
    // The escape sequence back to ASCII, where there is one.
    convert([], converter, &output, &rest)
    return (Array(output.prefix(count - rest)), kept)
  }

  /// A text as a page in a charset, behind `head`, and the text that the page has.
  static func page(
    _ text: String,
    _ charset: String,
    head: String = ""
  ) throws -> (bytes: [UInt8], text: String) {
    let (bytes, kept) = try encode("\(head)<p>\(text)</p>", charset)
    return (bytes, String(kept.dropFirst(head.count + 3).dropLast(4)).cleaned)
  }

  private static func convert(
    _ bytes: [UInt8],
    _ converter: iconv_t,
    _ output: inout [UInt8],
    _ rest: inout Int
  ) {
    var input = bytes.map { CChar(bitPattern: $0) }
    var left = input.count
    let start = output.count - rest
    input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBytes { output in
        var from = left > 0 ? input.baseAddress : nil
        var to = output.baseAddress.map { ($0 + start).assumingMemoryBound(to: CChar.self) }
        _ = iconv(converter, &from, &left, &to, &rest)
      }
    }
  }
}

extension String {
  /// Without blanks at the ends, and with one where several are.
  fileprivate var cleaned: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
