// SPDX-License-Identifier: Apache-2.0

import Testing
import TextAnalysis

@Suite struct SentenceTests {
  @Test(arguments: [
    ("One. Two! Three? Four… Five", "one|two|three|four|five"),
    ("He said \"Stop.\" Then left.", "he|then"),
    ("\"Really?\" he said.", "really"),
    ("Mr. Smith met Dr. Jones.", "mr"),
    ("The U.S. Senate voted. It passed.", "the|it"),
    ("George W. Bush spoke.", "george"),
    ("See No. 5 there. No. Never.", "see|no|never"),
    ("It cost 3.5 million. In 2020. And then", "it|in|and"),
    ("see example.com for more", "see"),
    ("He ran.She sat.", "he"),
    ("今天下雨。明天晴。", "今天|明天"),
    ("यह सच है। वह गया।", "यह|वह"),
    ("هل هذا صحيح؟ نعم. شكرا", "هل|نعم|شكرا"),
    ("¿Qué? ¡Sí! Bueno.", "que|si|bueno"),
    ("Am 3. Oktober kam er. Er blieb.", "am|er"),
    ("El Sr. Pérez y la Dra. Ruiz llegaron. Nadie habló.", "el|nadie"),
    ("Первое. Второе (по г. Москве). Третье", "первое|второе|третье"),
    ("One\n\nTwo\nthree", "one|two"),
    ("One\r\n\r\nTwo\r\nthree", "one|two"),
    ("Wait... What? wait... no", "wait|what"),
    ("He left (at last.) She stayed.", "he|she"),
    ("end. 15 people died. iPhone sales", "end|15"),
    ("", ""), ("...", ""), ("One\u{2029}two", "one|two"),
  ])
  func `finds where sentences begin`(text: String, expected: String) {
    #expect(sentenceStarts(text).joined(separator: "|") == expected)
  }
}
