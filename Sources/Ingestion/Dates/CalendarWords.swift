// SPDX-License-Identifier: Apache-2.0

/// The months and days of the week in the languages of the press.
///
/// Letters are folded by ``DateFolding``, so that one spelling stands for those with and without
/// accents. Words that are different months in two languages (`listopad`, `srpen`) keep the one of
/// the language that writes it so; the other is left out.
enum CalendarWords {
  /// The month, 1 to 12, that a word names in any of the languages.
  static func month(_ word: some StringProtocol) -> Int? {
    let month = DateVocabulary.table.word(DateWordTable.hash(of: word)).month
    return month == 0 ? nil : Int(month)
  }

  /// Whether a word is a day of the week in any of the languages.
  static func isWeekday(_ word: some StringProtocol) -> Bool {
    DateVocabulary.table.word(DateWordTable.hash(of: word)).has(.weekday)
  }

  /// English, one entry a month; forms of a month are parted by `/`.
  static let english =
    """
    january/jan february/feb/febr march/mar april/apr may june/jun july/jul august/aug \
    september/sept/sep october/oct november/nov december/dec
    """

  /// One line a language that writes the day first, twelve entries each.
  static let others = [
    // German
    """
    januar/jänner/jän februar/feber/feb märz/mär/maerz/mrz april mai juni juli august september \
    oktober/okt november dezember/dez
    """,
    // French
    """
    janvier/janv février/févr/fév mars avril/avr mai juin juillet/juil août septembre octobre \
    novembre décembre/déc
    """,
    // Spanish, Galician
    """
    enero/ene/xaneiro febrero/febreiro marzo abril/abr mayo/maio junio/xuño julio/xullo agosto/ago \
    septiembre/setiembre/set octubre/outubro noviembre diciembre/dic/decembro
    """,
    // Portuguese
    """
    janeiro fevereiro/fev março abril maio/mai junho julho agosto setembro outubro/out novembro \
    dezembro
    """,
    // Italian
    """
    gennaio/gen febbraio/febb marzo aprile maggio/mag giugno/giu luglio/lug agosto settembre/sett \
    ottobre/ott novembre dicembre
    """,
    // Dutch
    """
    januari februari maart/mrt april mei juni juli augustus september oktober november december
    """,
    // Swedish, Danish, Norwegian, Icelandic
    """
    januari/januar/janúar februari/februar/febrúar mars/marts april/apríl maj/mai/maí juni/júní \
    juli/júlí augusti/august/ágúst september oktober/október november/nóvember \
    december/desember/des
    """,
    // Finnish
    """
    tammikuuta/tammikuu/tammi helmikuuta/helmikuu maaliskuuta/maaliskuu huhtikuuta/huhtikuu \
    toukokuuta/toukokuu kesäkuuta/kesäkuu heinäkuuta/heinäkuu elokuuta/elokuu syyskuuta/syyskuu \
    lokakuuta/lokakuu marraskuuta/marraskuu joulukuuta/joulukuu
    """,
    // Estonian
    """
    jaanuar/jaanuari veebruar/veebruari märts/märtsi aprill/aprilli mai juuni juuli august/augusti \
    september/septembri oktoober/oktoobri november/novembri detsember/detsembri
    """,
    // Latvian
    """
    janvāris/janvārī februāris/februārī marts/martā aprīlis/aprīlī maijs/maijā jūnijs/jūnijā \
    jūlijs/jūlijā augusts/augustā septembris/septembrī oktobris/oktobrī novembris/novembrī \
    decembris/decembrī
    """,
    // Lithuanian
    """
    sausio vasario kovo balandžio gegužės birželio liepos rugpjūčio rugsėjo spalio lapkričio \
    gruodžio
    """,
    // Polish
    """
    stycznia/styczeń/stycz lutego/luty marca/marzec kwietnia/kwiecień/kwi maja \
    czerwca/czerwiec/cze lipca/lipiec sierpnia/sierpień/sie września/wrzesień/wrz \
    października/październik/paź listopada/listopad/lis grudnia/grudzień/gru
    """,
    // Czech, Slovak
    """
    ledna/leden/januára února/únor/februára března/březen/marca dubna/duben/apríla \
    května/květen/mája června/červen/júna července/červenec/júla srpna/srpen/augusta \
    září/septembra října/říjen listopadu prosince/prosinec/decembra
    """,
    // Hungarian
    """
    január február/febr március/márc április/ápr május/máj június/jún július/júl \
    augusztus szeptember/szept október november december
    """,
    // Romanian
    """
    ianuarie/ian februarie martie aprilie mai iunie/iun iulie/iul august septembrie/sept \
    octombrie noiembrie/noi decembrie
    """,
    // Croatian (genitive), Slovene, Serbian in Latin script
    """
    siječnja/januarja/januara veljače/februarja/februara ožujka/marta travnja/aprila svibnja \
    lipnja/junija/juna srpnja/julija/jula kolovoza/avgusta rujna/septembra oktobra studenoga/studenog \
    prosinca
    """,
    // Albanian
    """
    janar shkurt mars prill maj qershor korrik gusht shtator tetor nëntor dhjetor
    """,
    // Turkish
    """
    ocak/oca şubat/şub mart nisan/nis mayıs haziran/haz temmuz/tem ağustos/ağu eylül/eyl ekim/eki \
    kasım/kas aralık/ara
    """,
    // Indonesian, Malay
    """
    januari/januari februari/februari maret/mac april mei juni/jun juli/julai agustus/ogos/agt \
    september oktober november/nop desember/disember
    """,
    // Swahili
    """
    januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba
    """,
    // Filipino
    """
    enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre
    """,
    // Catalan
    """
    gener febrer març abril maig juny juliol agost setembre octubre/oct novembre desembre
    """,
    // Russian
    """
    января/январь/янв февраля/февраль/фев/февр марта/март/мар апреля/апрель/апр мая/май \
    июня/июнь/июн июля/июль/июл августа/август/авг сентября/сентябрь/сен/сент \
    октября/октябрь/окт ноября/ноябрь/ноя/нояб декабря/декабрь/дек
    """,
    // Ukrainian
    """
    січня/січень/січ лютого/лютий/лют березня/березень/бер квітня/квітень/кві травня/травень/тра \
    червня/червень/чер липня/липень/лип серпня/серпень/сер вересня/вересень/вер \
    жовтня/жовтень/жов листопада/листопад/лис грудня/грудень/гру
    """,
    // Belarusian
    """
    студзеня лютага сакавіка красавіка траўня чэрвеня ліпеня жніўня верасня кастрычніка лістапада \
    снежня
    """,
    // Bulgarian, Serbian
    """
    януари/јануара/јануар февруари/фебруара/фебруар март/марта април/априла май/маја/мај \
    юни/јуна/јун юли/јула/јул август/августа септември/септембра/септембар \
    октомври/октобра/октобар ноември/новембра/новембар декември/децембра/децембар
    """,
    // Greek
    """
    ιανουαρίου/ιανουάριος/ιαν φεβρουαρίου/φεβρουάριος/φεβ μαρτίου/μάρτιος/μαρ \
    απριλίου/απρίλιος/απρ μαΐου/μάιος/μαϊ ιουνίου/ιούνιος/ιουν ιουλίου/ιούλιος/ιουλ \
    αυγούστου/αύγουστος/αυγ σεπτεμβρίου/σεπτέμβριος/σεπ/σεπτ οκτωβρίου/οκτώβριος/οκτ \
    νοεμβρίου/νοέμβριος/νοε/νοεμ δεκεμβρίου/δεκέμβριος/δεκ
    """,
    // Arabic, of Egypt and of the Maghreb
    """
    يناير/جانفي فبراير/فيفري مارس أبريل/ابريل/أفريل مايو/ماي يونيو/يونيه/جوان \
    يوليو/يوليوز/يوليه/جويلية أغسطس/غشت/أوت سبتمبر/شتنبر أكتوبر نوفمبر/نونبر ديسمبر/دجنبر
    """,
    // Arabic of the Levant: the two months called Kanun and Tishrin are told apart by the next word.
    "– شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين – كانون",
    // Persian, Urdu
    """
    ژانویه/جنوری فوریه/فروری مارس/مارچ آوریل/اپریل مه/مئی ژوئن/جون ژوئیه/جولای/جولائی \
    اوت/آگوست/اگست سپتامبر/ستمبر اکتبر/اکتوبر نوامبر/نومبر دسامبر/دسمبر
    """,
    // Hebrew
    """
    ינואר/בינואר פברואר/בפברואר מרץ/במרץ/מרס אפריל/באפריל מאי/במאי יוני/ביוני יולי/ביולי \
    אוגוסט/באוגוסט ספטמבר/בספטמבר אוקטובר/באוקטובר נובמבר/בנובמבר דצמבר/בדצמבר
    """,
    // Hindi
    """
    जनवरी फ़रवरी/फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर/सितम्बर अक्टूबर/अक्तूबर \
    नवंबर/नवम्बर दिसंबर/दिसम्बर
    """,
    // Bengali
    "জানুয়ারি ফেব্রুয়ারি মার্চ এপ্রিল মে জুন জুলাই আগস্ট সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
    // Thai
    """
    มกราคม/มค กุมภาพันธ์/กพ มีนาคม/มีค เมษายน/เมย พฤษภาคม/พค มิถุนายน/มิย กรกฎาคม/กค สิงหาคม/สค \
    กันยายน/กย ตุลาคม/ตค พฤศจิกายน/พย ธันวาคม/ธค
    """,
    // Georgian
    """
    იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი \
    დეკემბერი
    """,
  ]

  /// The months of the Persian calendar, from the spring on.
  static let persian =
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"

  static let englishWeekdays =
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs \
    fri sat sun
    """

  static let otherWeekdays =
    """
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so \
    lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim \
    lunes martes miércoles jueves viernes sábado domingo jue vie sáb dom mié \
    segunda terça quarta quinta sexta feira seg ter qua qui sex \
    lunedì martedì mercoledì giovedì venerdì sabato domenica gio \
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag \
    måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag \
    maanantai tiistai keskiviikko torstai perjantai lauantai sunnuntai \
    maanantaina tiistaina keskiviikkona torstaina perjantaina lauantaina sunnuntaina \
    poniedziałek wtorek środa czwartek piątek sobota niedziela \
    pondělí úterý středa čtvrtek pátek neděle pondelok utorok streda štvrtok piatok nedeľa \
    hétfő kedd szerda csütörtök péntek szombat vasárnap \
    luni marți miercuri joi vineri sâmbătă duminică \
    ponedjeljak utorak srijeda četvrtak petak subota nedjelja ponedeljek torek sreda četrtek petek \
    понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс \
    понеділок вівторок середа четвер пʼятниця пятниця субота неділя понеделник сряда четвъртък петък \
    събота неделя понедељак уторак четвртак петак \
    pazartesi salı çarşamba perşembe cuma cumartesi pazar \
    senin selasa rabu kamis jumat sabtu minggu isnin khamis ahad \
    dilluns dimarts dimecres dijous divendres dissabte diumenge \
    δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή \
    الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت احد اثنين \
    شنبه یکشنبه دوشنبه سه شنبه چهارشنبه پنجشنبه پنج جمعه چهار \
    ראשון שני שלישי רביעי חמישי שישי שבת יום \
    सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार \
    วันจันทร์ที่ วันอังคารที่ วันพุธที่ วันพฤหัสบดีที่ วันศุกร์ที่ วันเสาร์ที่ วันอาทิตย์ที่ วันที่ \
    thứ hai tư năm sáu bảy chủ nhật
    """
}
