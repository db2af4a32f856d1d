// SPDX-License-Identifier: Apache-2.0

/// The words of dates in the languages of the press, in lower case.
enum CalendarWords {
  /// The month, 1 to 12, that a word names in any of the languages.
  static func month(_ word: String) -> Int? {
    months[word]
  }

  /// Whether a word is a day of the week.
  static func isWeekday(_ word: String) -> Bool {
    weekdays.contains(word)
  }

  /// Whether a word may stand before, within or after a date without meaning anything else.
  static func isFiller(_ word: String) -> Bool {
    fillers.contains(word)
  }

  /// Minutes east of UTC for a zone's name; nil for names that mean several zones.
  static func offset(ofZone word: String) -> Int? {
    zones[word]
  }

  private static let months: [String: Int] = {
    var table: [String: Int] = [:]
    for line in monthLines {
      for (month, names) in line.split(separator: " ").enumerated() {
        for name in names.split(separator: "/") { table[String(name)] = month + 1 }
      }
    }
    return table
  }()

  /// One line a language, twelve entries each; forms of a month are parted by `/`.
  private static let monthLines = [
    // English
    """
    january/jan february/feb/febr march/mar april/apr may june/jun july/jul august/aug \
    september/sept/sep october/oct november/nov december/dec
    """,
    // German
    """
    januar/jänner/jän februar/feber/feb märz/mär/maerz april mai juni juli august september \
    oktober/okt november dezember/dez
    """,
    // French
    """
    janvier/janv février/fevrier/févr/fév mars avril/avr mai juin juillet/juil août/aout \
    septembre octobre novembre décembre/decembre/déc
    """,
    // Spanish
    """
    enero/ene febrero marzo abril/abr mayo junio julio agosto/ago septiembre/setiembre/set \
    octubre noviembre diciembre/dic
    """,
    // Portuguese
    """
    janeiro fevereiro/fev março/marco abril maio/mai junho julho agosto setembro outubro/out \
    novembro dezembro
    """,
    // Italian
    """
    gennaio/gen febbraio marzo aprile maggio/mag giugno/giu luglio/lug agosto settembre \
    ottobre/ott novembre dicembre
    """,
    // Dutch
    """
    januari februari maart/mrt april mei juni juli augustus september oktober november december
    """,
    // Swedish, Danish, Norwegian
    """
    januari/januar februari/februar mars/marts april maj/mai juni juli augusti/august september \
    oktober november december/desember/des
    """,
    // Finnish
    """
    tammikuuta/tammikuu helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta \
    elokuuta syyskuuta lokakuuta marraskuuta joulukuuta
    """,
    // Polish
    """
    stycznia/styczeń lutego/luty marca/marzec kwietnia/kwiecień maja czerwca/czerwiec \
    lipca/lipiec sierpnia/sierpień września/wrzesień października/październik \
    listopada/listopad grudnia/grudzień
    """,
    // Czech, Slovak
    """
    ledna/leden/januára února/únor/februára března/březen dubna/duben/apríla května/květen/mája \
    června/červen/júna července/červenec/júla srpna/srpen/augusta září/septembra října/říjen \
    listopadu prosince/prosinec/decembra
    """,
    // Hungarian
    """
    január február március április május június július augusztus szeptember október \
    november december
    """,
    // Romanian
    """
    ianuarie/ian februarie martie aprilie mai iunie/iun iulie/iul august septembrie \
    octombrie noiembrie/noi decembrie
    """,
    // Croatian (genitive), Slovene, Serbian in Latin script
    """
    siječnja/januarja/januara veljače/februarja/februara ožujka/marta travnja/aprila svibnja \
    lipnja/junija/juna srpnja/julija/jula kolovoza/avgusta rujna/septembra oktobra studenoga \
    prosinca
    """,
    // Turkish
    """
    ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık
    """,
    // Indonesian, Malay
    """
    januari/januari februari/februari maret/mac april mei juni/jun juli/julai agustus/ogos \
    september oktober november desember/disember
    """,
    // Catalan
    """
    gener febrer març abril maig juny juliol agost setembre octubre novembre desembre
    """,
    // Russian
    """
    января/январь/янв февраля/февраль/фев марта/март/мар апреля/апрель/апр мая/май \
    июня/июнь/июн июля/июль/июл августа/август/авг сентября/сентябрь/сен октября/октябрь/окт \
    ноября/ноябрь/ноя декабря/декабрь/дек
    """,
    // Ukrainian
    """
    січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
    """,
    // Bulgarian, Serbian
    """
    януари/јануара февруари/фебруара март/марта април/априла май/маја юни/јуна юли/јула \
    август/августа септември/септембра октомври/октобра ноември/новембра декември/децембра
    """,
    // Greek
    """
    ιανουαρίου/ιαν φεβρουαρίου/φεβ μαρτίου/μαρ απριλίου/απρ μαΐου/μαϊ ιουνίου/ιουν ιουλίου/ιουλ \
    αυγούστου/αυγ σεπτεμβρίου/σεπ οκτωβρίου/οκτ νοεμβρίου/νοε δεκεμβρίου/δεκ
    """,
    // Arabic, two traditions
    """
    يناير/جانفي فبراير/فيفري مارس أبريل/ابريل/إبريل/أفريل مايو/ماي يونيو/يونيه/جوان \
    يوليو/يوليه/جويلية أغسطس/اغسطس/أوت سبتمبر أكتوبر/اكتوبر نوفمبر ديسمبر
    """,
    // Arabic of the Levant; the two months called Tishrin and Kanun are two words and left out.
    "كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين – –",
    // Hebrew
    """
    ינואר/בינואר פברואר/בפברואר מרץ/במרץ אפריל/באפריל מאי/במאי יוני/ביוני יולי/ביולי \
    אוגוסט/באוגוסט ספטמבר/בספטמבר אוקטובר/באוקטובר נובמבר/בנובמבר דצמבר/בדצמבר
    """,
    // Hindi
    """
    जनवरी फ़रवरी/फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर/सितम्बर अक्टूबर/अक्तूबर \
    नवंबर/नवम्बर दिसंबर/दिसम्बर
    """,
  ]

  private static let weekdays = Set(
    """
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri \
    sat sun montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi \
    mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo \
    segunda-feira terça-feira quarta-feira quinta-feira sexta-feira segunda terça quarta quinta \
    sexta feira lunedì martedì mercoledì giovedì venerdì sabato domenica maandag dinsdag woensdag \
    donderdag vrijdag zaterdag zondag måndag tisdag onsdag torsdag fredag lördag söndag mandag \
    tirsdag lørdag søndag poniedziałek wtorek środa czwartek piątek sobota niedziela понедельник \
    вторник среда четверг пятница суббота воскресенье понеділок вівторок середа четвер пʼятниця \
    субота неділя pazartesi salı çarşamba perşembe cuma cumartesi pazar الأحد الاثنين الإثنين \
    الثلاثاء الأربعاء الخميس الجمعة السبت
    """.split(separator: " ").map(String.init)
  )

  private static let fillers = Set(
    """
    published posted updated modified created last on at date time of the first pub publication \
    st nd rd th est pm am a p m et um uhr à de del las a las los el al le kl klo om às as h min \
    read veröffentlicht aktualisiert stand am vom publié mis jour modifié publicado actualizado \
    publicada actualizada atualizado em pubblicato il aggiornato alle ore gepubliceerd gepubliceerd \
    op bijgewerkt publicerad uppdaterad опубликовано обновлено дата новость г года р року edt pst pdt gmt utc \
    bst cet cest ist
    """.split(separator: " ").map(String.init)
  )

  private static let zones: [String: Int] = [
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "bst": 60, "cet": 60, "west": 60, "mez": 60,
    "cest": 120, "eet": 120, "sast": 120, "mesz": 120, "eest": 180, "msk": 180, "est": -300,
    "edt": -240, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "akst": -540,
    "akdt": -480, "hst": -600, "jst": 540, "kst": 540, "hkt": 480, "sgt": 480, "wib": 420,
    "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "brt": -180, "art": -180, "clt": -240,
  ]
}
