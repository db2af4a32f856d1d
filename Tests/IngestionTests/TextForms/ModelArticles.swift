// SPDX-License-Identifier: Apache-2.0

import Testing

/// An article written for the tests, with all that the forms of text files need of it.
struct ModelArticle: Sendable, CustomTestStringConvertible {
  var language: String
  var kicker: String
  /// The headline in two halves.
  var headline: (String, String)
  var deck: String
  /// Three people, and the words that introduce and join them.
  var authors: [String]
  var by: String
  var and: String
  /// An office, as it stands after a name.
  var office: String
  var place: String
  var country: String
  var agency: String
  /// 31 July 2025 and 1 August 2025 in this language, and the first without its year.
  var date: String
  var nextDate: String
  var dayAndMonth: String
  var relative: String
  var published: String
  var updated: String
  var heading: String
  var paragraphs: [String]
  /// Whether windows-1252 has all its letters.
  var isWestern = true

  /// The place with capitals at the start of its words alone.
  var city: String {
    var isInside = false
    return place.reduce(into: "") { city, letter in
      city += isInside ? letter.lowercased() : String(letter)
      isInside = letter.isLetter
    }
  }

  var title: String { "\(headline.0) \(headline.1)" }
  var testDescription: String { language }
}

extension ModelArticle {
  static let all: [ModelArticle] = [
    english, german, french, spanish, portuguese, italian, polish, russian,
  ]

  static let english = ModelArticle(
    language: "English",
    kicker: "Coast Affairs",
    headline: ("Lighthouse of Salthaven to shine", "again after two dark winters"),
    deck: "The council has voted the money for a new lantern and two keepers",
    authors: ["Ada Quill", "Bo van Ferry", "Seán O’Marsh"],
    by: "By",
    and: "and",
    office: "Staff Writer",
    place: "SALTHAVEN",
    country: "Norland",
    agency: "Reuters",
    date: "July 31, 2025",
    nextDate: "August 1, 2025",
    dayAndMonth: "July 31",
    relative: "3 hours ago",
    published: "Published:",
    updated: "Updated:",
    heading: "Two winters in the dark",
    paragraphs: [
      "The harbour authority said on Monday that the old lighthouse would be lit again next spring, "
        + "after two winters in the dark. Sailors and the two ferry lines have asked for it.",
      "“Nobody believed it,” said Mrs. Fenwick, who kept the light for 31 years – and who still "
        + "climbs the 144 steps every Sunday. The café at its foot never closed.",
      "Work on the lantern began in April and has cost less than was feared, the authority said. "
        + "The remaining £40,000 will go to the road.",
    ]
  )

  static let german = ModelArticle(
    language: "German",
    kicker: "Küste",
    headline: ("Der Leuchtturm von Salzhafen brennt", "nach zwei dunklen Wintern wieder"),
    deck: "Der Rat bewilligt das Geld für eine neue Laterne und zwei Wärter",
    authors: ["Jürgen Weiß", "Käthe Möller", "Anna von der Heide"],
    by: "Von",
    and: "und",
    office: "unser Korrespondent",
    place: "SALZHAFEN",
    country: "Nordland",
    agency: "dpa",
    date: "31. Juli 2025",
    nextDate: "1. August 2025",
    dayAndMonth: "31. Juli",
    relative: "vor 3 Stunden",
    published: "Veröffentlicht:",
    updated: "Aktualisiert:",
    heading: "Zwei Winter ohne Licht",
    paragraphs: [
      "Der alte Leuchtturm soll im Frühjahr wieder leuchten, teilte die Hafenbehörde am Montag mit. "
        + "Zwei Winter lang war es an der Küste dunkel geblieben, und die Fischer hatten sich beschwert.",
      "„Daran hat niemand mehr geglaubt“, sagte Frau Größler, die das Licht 31 Jahre lang gehütet hat. "
        + "Noch immer steigt sie jeden Sonntag die 144 Stufen hinauf.",
      "Die Arbeiten an der Laterne begannen im April und kosten weniger als befürchtet. Die übrigen "
        + "40.000 Euro sollen in die Straße fließen.",
    ]
  )

  static let french = ModelArticle(
    language: "French",
    kicker: "Littoral",
    headline: ("Le phare de Port-Salé s’allumera de nouveau", "après deux hivers dans le noir"),
    deck: "Le conseil a voté l’argent d’une nouvelle lanterne et de deux gardiens",
    authors: ["Hélène Brûlé", "François Lefèvre", "Zoé de la Tour"],
    by: "Par",
    and: "et",
    office: "notre correspondante",
    place: "PORT-SALÉ",
    country: "Norlande",
    agency: "AFP",
    date: "31 juillet 2025",
    nextDate: "1er août 2025",
    dayAndMonth: "31 juillet",
    relative: "il y a 3 heures",
    published: "Publié le",
    updated: "Mis à jour le",
    heading: "Deux hivers sans lumière",
    paragraphs: [
      "Le vieux phare s’allumera de nouveau au printemps, a annoncé lundi l’autorité portuaire, après "
        + "deux hivers dans le noir. Les pêcheurs et les deux compagnies de ferries le réclamaient.",
      "« Personne n’y croyait plus », dit Mme Garçon, qui a gardé la lumière pendant 31 ans. Elle monte "
        + "encore les 144 marches chaque dimanche, été comme hiver.",
      "Les travaux de la lanterne ont commencé en avril et coûtent moins que prévu. Les 40 000 euros "
        + "qui restent iront à la route.",
    ]
  )

  static let spanish = ModelArticle(
    language: "Spanish",
    kicker: "Litoral",
    headline: ("El faro de Puerto Sal volverá a brillar", "tras dos inviernos a oscuras"),
    deck: "El consejo aprueba el dinero para una linterna nueva y dos fareros",
    authors: ["Íñigo Muñoz", "María de los Ángeles Peña", "José Núñez"],
    by: "Por",
    and: "y",
    office: "enviada especial",
    place: "PUERTO SAL",
    country: "Norlandia",
    agency: "EFE",
    date: "31 de julio de 2025",
    nextDate: "1 de agosto de 2025",
    dayAndMonth: "31 jul.",
    relative: "hace 3 horas",
    published: "Publicado:",
    updated: "Actualizado:",
    heading: "Dos inviernos sin luz",
    paragraphs: [
      "El viejo faro volverá a encenderse en primavera, anunció el lunes la autoridad del puerto, tras "
        + "dos inviernos a oscuras. Los pescadores y las dos navieras lo habían pedido.",
      "«Nadie lo creía», dijo la señora Ibáñez, que cuidó la luz durante 31 años. ¿Y ahora? Todavía "
        + "sube los 144 escalones cada domingo.",
      "Las obras de la linterna empezaron en abril y cuestan menos de lo que se temía. Los 40.000 euros "
        + "restantes serán para la carretera.",
    ]
  )

  static let portuguese = ModelArticle(
    language: "Portuguese",
    kicker: "Litoral",
    headline: ("O farol de Porto Salgado voltará a brilhar", "depois de dois invernos às escuras"),
    deck: "A câmara aprovou o dinheiro para uma lanterna nova e dois faroleiros",
    authors: ["João Conceição", "Inês da Graça", "Antônio Guimarães"],
    by: "Por",
    and: "e",
    office: "enviado especial",
    place: "PORTO SALGADO",
    country: "Norlândia",
    agency: "Lusa",
    date: "31 de julho de 2025",
    nextDate: "1 de agosto de 2025",
    dayAndMonth: "31 jul",
    relative: "há 3 horas",
    published: "Publicado em",
    updated: "Atualizado em",
    heading: "Dois invernos sem luz",
    paragraphs: [
      "O velho farol voltará a acender-se na primavera, anunciou na segunda-feira a autoridade do "
        + "porto, depois de dois invernos às escuras. Os pescadores tinham-no pedido.",
      "“Ninguém acreditava”, disse a dona Assunção, que guardou a luz durante 31 anos. Ainda sobe os "
        + "144 degraus todos os domingos, com sol ou chuva.",
      "As obras na lanterna começaram em abril e custam menos do que se receava. Os 40 mil euros que "
        + "sobram irão para a estrada.",
    ]
  )

  static let italian = ModelArticle(
    language: "Italian",
    kicker: "Costa",
    headline: ("Il faro di Porto Salato tornerà a brillare", "dopo due inverni al buio"),
    deck: "Il consiglio ha votato il denaro per una nuova lanterna e due guardiani",
    authors: ["Nicolò Città", "Lucia della Rocca", "Andrea Però"],
    by: "di",
    and: "e",
    office: "nostro inviato",
    place: "PORTO SALATO",
    country: "Norlandia",
    agency: "ANSA",
    date: "31 luglio 2025",
    nextDate: "1 agosto 2025",
    dayAndMonth: "31 lug",
    relative: "3 ore fa",
    published: "Pubblicato il",
    updated: "Aggiornato il",
    heading: "Due inverni senza luce",
    paragraphs: [
      "Il vecchio faro tornerà ad accendersi in primavera, ha annunciato lunedì l’autorità portuale, "
        + "dopo due inverni al buio. Lo avevano chiesto i pescatori e le due compagnie di traghetti.",
      "«Nessuno ci credeva più», ha detto la signora Libertà, che ha custodito la luce per 31 anni. "
        + "Sale ancora i 144 gradini ogni domenica.",
      "I lavori alla lanterna sono cominciati in aprile e costano meno di quanto si temesse. I 40 mila "
        + "euro che restano andranno alla strada.",
    ]
  )

  static let polish = ModelArticle(
    language: "Polish",
    kicker: "Wybrzeże",
    headline: ("Latarnia w Słonym Porcie znów zaświeci", "po dwóch ciemnych zimach"),
    deck: "Rada przyznała pieniądze na nową laternę i dwóch latarników",
    authors: ["Łukasz Żak", "Małgorzata Ślusarczyk", "Jan Dąbrowski"],
    by: "Tekst:",
    and: "i",
    office: "nasz korespondent",
    place: "SŁONY PORT",
    country: "Norlandia",
    agency: "PAP",
    date: "31 lipca 2025",
    nextDate: "1 sierpnia 2025",
    dayAndMonth: "31 lipca",
    relative: "3 godziny temu",
    published: "Opublikowano:",
    updated: "Aktualizacja:",
    heading: "Dwie zimy bez światła",
    paragraphs: [
      "Stara latarnia zaświeci znów wiosną, ogłosił w poniedziałek zarząd portu, po dwóch zimach w "
        + "ciemności. Prosili o to rybacy i obie linie promowe, a rada uchwaliła pieniądze.",
      "„Nikt w to nie wierzył”, powiedziała pani Wójcik, która strzegła światła przez 31 lat. Wciąż "
        + "wchodzi co niedzielę po 144 stopniach na górę.",
      "Prace przy laternie zaczęły się w kwietniu i kosztują mniej, niż się obawiano. Pozostałe "
        + "40 tysięcy złotych pójdzie na drogę.",
    ],
    isWestern: false
  )

  static let russian = ModelArticle(
    language: "Russian",
    kicker: "Побережье",
    headline: ("Маяк Солёной Гавани снова загорится", "после двух тёмных зим"),
    deck: "Совет выделил деньги на новый фонарь и двух смотрителей маяка",
    authors: ["Иван Пёров", "Мария Щукина", "Олег Юрьев"],
    by: "Автор:",
    and: "и",
    office: "наш корреспондент",
    place: "СОЛЁНАЯ ГАВАНЬ",
    country: "Норландия",
    agency: "ТАСС",
    date: "31 июля 2025 г.",
    nextDate: "1 августа 2025 г.",
    dayAndMonth: "31 июля",
    relative: "3 часа назад",
    published: "Опубликовано:",
    updated: "Обновлено:",
    heading: "Две зимы без света",
    paragraphs: [
      "Старый маяк снова загорится весной, сообщило в понедельник управление порта, после двух зим в "
        + "темноте. Об этом просили рыбаки и обе паромные линии, и совет выделил деньги.",
      "«Никто уже не верил», — сказала госпожа Щеглова, которая хранила свет 31 год. Она до сих пор "
        + "поднимается каждое воскресенье на 144 ступени.",
      "Работы над фонарём начались в апреле и стоят меньше, чем опасались. Оставшиеся 40 тысяч пойдут "
        + "на дорогу.",
    ],
    isWestern: false
  )
}
