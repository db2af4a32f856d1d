// SPDX-License-Identifier: Apache-2.0

/// Names of characters in HTML that libxml2 does not resolve: those that HTML 5 added, and the old
/// ones without their semicolon.
enum HTMLEntities {
  /// The scalar of a name that HTML 5 added; nil for any other.
  static func added(_ name: String) -> UInt32? {
    table[name]
  }

  /// Whether the name may stand without a semicolon.
  static func isLegacy(_ name: String) -> Bool {
    legacy.contains(name)
  }

  private static let table: [String: UInt32] = {
    var table: [String: UInt32] = [:]
    let words = names.split(separator: " ")
    for index in stride(from: 0, to: words.count - 1, by: 2) {
      table[String(words[index])] = UInt32(words[index + 1], radix: 16)
    }
    return table
  }()

  private static let legacy = Set(legacyNames.split(separator: " ").map(String.init))

  /// Names and scalars (hexadecimal) of letters, punctuation and currencies, from the table of
  /// named character references of the HTML Standard; mathematical symbols are left out.
  private static let names = """
    AMP 26 Abreve 102 Acy 410 Amacr 100 Aogon 104 ApplyFunction 2061 Bcy 411 CHcy 427 COPY A9 \
    Cacute 106 Ccaron 10C Ccirc 108 Cdot 10A Cedilla B8 CenterDot B7 CloseCurlyDoubleQuote 201D \
    CloseCurlyQuote 2019 DJcy 402 DScy 405 DZcy 40F Dcaron 10E Dcy 414 DiacriticalAcute B4 \
    DiacriticalGrave 60 Dot A8 DoubleDot A8 DownArrow 2193 Dstrok 110 ENG 14A Ecaron 11A \
    Ecy 42D Edot 116 Emacr 112 Eogon 118 Fcy 424 GJcy 403 GT 3E Gbreve 11E Gcedil 122 Gcirc 11C \
    Gcy 413 Gdot 120 HARDcy 42A Hat 5E Hcirc 124 Hstrok 126 IEcy 415 IJlig 132 IOcy 401 Icy 418 \
    Idot 130 Imacr 12A InvisibleComma 2063 InvisibleTimes 2062 Iogon 12E Itilde 128 Iukcy 406 \
    Jcirc 134 Jcy 419 Jsercy 408 Jukcy 404 KHcy 425 KJcy 40C Kcedil 136 Kcy 41A LJcy 409 LT 3C \
    Lacute 139 Lcaron 13D Lcedil 13B Lcy 41B LeftArrow 2190 Lmidot 13F Lstrok 141 Mcy 41C \
    MediumSpace 205F NJcy 40A Nacute 143 Ncaron 147 Ncedil 145 Ncy 41D NegativeMediumSpace 200B \
    NegativeThickSpace 200B NegativeThinSpace 200B NegativeVeryThinSpace 200B NewLine A \
    NoBreak 2060 NonBreakingSpace A0 Ocy 41E Odblac 150 Omacr 14C OpenCurlyDoubleQuote 201C \
    OpenCurlyQuote 2018 OverBar 203E Pcy 41F PlusMinus B1 QUOT 22 REG AE Racute 154 Rcaron 158 \
    Rcedil 156 Rcy 420 RightArrow 2192 SHCHcy 429 SHcy 428 SOFTcy 42C Sacute 15A Scedil 15E \
    Scirc 15C Scy 421 ShortDownArrow 2193 ShortLeftArrow 2190 ShortRightArrow 2192 \
    ShortUpArrow 2191 TRADE 2122 TSHcy 40B TScy 426 Tab 9 Tcaron 164 Tcedil 162 Tcy 422 \
    ThinSpace 2009 Tstrok 166 Ubrcy 40E Ubreve 16C Ucy 423 Udblac 170 Umacr 16A UnderBar 5F \
    Uogon 172 UpArrow 2191 Uring 16E Utilde 168 Vcy 412 Verbar 2016 Vert 2016 VerticalLine 7C \
    VeryThinSpace 200A Wcirc 174 YAcy 42F YIcy 407 YUcy 42E Ycirc 176 Ycy 42B ZHcy 416 \
    Zacute 179 Zcaron 17D Zcy 417 Zdot 17B ZeroWidthSpace 200B abreve 103 acy 430 af 2061 \
    amacr 101 angst C5 aogon 105 ast 2A backprime 2035 bcy 431 bigstar 2605 bprime 2035 \
    bsemi 204F bsol 5C bullet 2022 cacute 107 caret 2041 ccaron 10D ccirc 109 cdot 10B \
    centerdot B7 chcy 447 check 2713 checkmark 2713 circledR AE colon 3A comma 2C commat 40 \
    copysr 2117 cross 2717 dash 2010 dcaron 10F dcy 434 ddagger 2021 die A8 div F7 djcy 452 \
    dollar 24 downarrow 2193 dscy 455 dstrok 111 dzcy 45F ecaron 11B ecy 44D edot 117 emacr 113 \
    emsp13 2004 emsp14 2005 eng 14B eogon 119 equals 3D excl 21 fcy 444 ffilig FB03 fflig FB00 \
    ffllig FB04 filig FB01 fllig FB02 frac13 2153 frac18 215B frac23 2154 frac38 215C \
    frac58 215D frac78 215E gacute 1F5 gbreve 11F gcirc 11D gcy 433 gdot 121 gjcy 453 grave 60 \
    hairsp 200A half BD hardcy 44A hcirc 125 horbar 2015 hstrok 127 hybull 2043 hyphen 2010 \
    ic 2063 icy 438 iecy 435 ijlig 133 imacr 12B imath 131 imped 1B5 inodot 131 iocy 451 \
    iogon 12F it 2062 itilde 129 iukcy 456 jcirc 135 jcy 439 jmath 237 jsercy 458 jukcy 454 \
    kcedil 137 kcy 43A kgreen 138 khcy 445 kjcy 45C lacute 13A lbrace 7B lbrack 5B lcaron 13E \
    lcedil 13C lcub 7B lcy 43B ldquor 201E leftarrow 2190 ljcy 459 lmidot 140 lowbar 5F lpar 28 \
    lsqb 5B lsquor 201A lstrok 142 mcy 43C midast 2A mldr 2026 nacute 144 napos 149 ncaron 148 \
    ncedil 146 ncy 43D njcy 45A nldr 2025 num 23 numero 2116 numsp 2007 ocy 43E odblac 151 \
    omacr 14D pcy 43F percnt 25 period 2E pertenk 2031 plus 2B pm B1 puncsp 2008 qprime 2057 \
    quest 3F racute 155 rbrace 7D rbrack 5D rcaron 159 rcedil 157 rcub 7D rcy 440 rdquor 201D \
    rightarrow 2192 rpar 29 rsqb 5D rsquor 2019 sacute 15B scedil 15F scirc 15D scy 441 semi 3B \
    shchcy 449 shcy 448 slarr 2190 softcy 44C sol 2F srarr 2192 star 2606 starf 2605 strns AF \
    tcaron 165 tcedil 163 tcy 442 thetav 3D1 tprime 2034 tscy 446 tshcy 45B tstrok 167 \
    ubrcy 45E ubreve 16D ucy 443 udblac 171 umacr 16B uogon 173 uparrow 2191 uring 16F \
    utilde 169 vartheta 3D1 vcy 432 verbar 7C vert 7C wcirc 175 yacy 44F ycirc 177 ycy 44B \
    yicy 457 yucy 44E zacute 17A zcaron 17E zcy 437 zdot 17C zhcy 436
    """

  private static let legacyNames = """
    AElig AMP Aacute Acirc Agrave Aring Atilde Auml COPY Ccedil ETH Eacute Ecirc Egrave Euml GT \
    Iacute Icirc Igrave Iuml LT Ntilde Oacute Ocirc Ograve Oslash Otilde Ouml QUOT REG THORN \
    Uacute Ucirc Ugrave Uuml Yacute aacute acirc acute aelig agrave amp aring atilde auml \
    brvbar ccedil cedil cent copy curren deg divide eacute ecirc egrave eth euml frac12 frac14 \
    frac34 gt iacute icirc iexcl igrave iquest iuml laquo lt macr micro middot nbsp not ntilde \
    oacute ocirc ograve ordf ordm oslash otilde ouml para plusmn pound quot raquo reg sect shy \
    sup1 sup2 sup3 szlig thorn times uacute ucirc ugrave uml uuml yacute yen yuml
    """
}
