"""Seeds for the fuzz targets, made from the sample archive: whole files, and the same packed in every container."""

import gzip
import io
import os
import re
import zipfile

# Where a target reads files under several names, the first byte of an input chooses (see FuzzTarget.swift).
ENDINGS = {
    "page": (".html", ".htm", ".xhtml"), "text": (".txt", ".md", ".jsonl"), "charset": (".txt", ".html"),
    "xml": (".xml", ".rss", ".atom", ".xhtml"), "documents": (".rtf", ".txt"), "warc": (".warc",),
    "mime": (".eml", ".mbox", ".mhtml", ".mht"), "packed": (".gz", ".docx", ".epub", ".zip")}
NAMES = {"text": 3, "mime": 3, "packed": 4, "xml": 2, "documents": 2}
XML = (
    b'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    b"<channel><title>C</title><item><title>T</title><link>http://a.example/1</link><pubDate>Sun, 8 Jun 2025 14:05:00 GMT"
    b"</pubDate><content:encoded><![CDATA[<p>Text of it.</p>]]></content:encoded></item></channel></rss>",
    b'<feed xmlns="http://www.w3.org/2005/Atom"><title>C</title><entry><title type="html">T &amp;amp; t</title>'
    b'<link href="http://a.example/1"/><updated>2025-06-08T14:05:00Z</updated><author><name>A B</name></author>'
    b'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Text of it.</p></div></content></entry></feed>',
    b'<nitf><head><title>T</title></head><body><body.head><hedline><hl1>T</hl1></hedline><byline>By A B</byline><dateline>'
    b"<location>Town</location></dateline></body.head><body.content><block><p>Text of it.</p></block></body.content></body></nitf>",
    b'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="a" version="1"><contentMeta><headline>T</headline>'
    b'</contentMeta><contentSet><inlineXML contenttype="application/xhtml+xml"><html><body><p>Text of it.</p></body></html>'
    b"</inlineXML></contentSet></newsItem>")
LABELS = ("", "utf-8", "windows-1252", "iso-8859-2", "shift_jis", "gb2312", "gb18030", "big5", "euc-kr", "koi8-r",
          "iso-2022-jp", "utf-16le", "utf-32be", "windows-874", "utf-7")
DATES = (
    "2025-06-08T14:05:09-06:00", "June 8, 2025 at 3:15 p.m. ET", "8 juin 2025 à 15h04", "8. Juni 2025, 15:04 Uhr",
    "Sun, 08 Jun 2025 14:05:00 GMT", "08/06/2025", "2025年6月8日 08:20", "2025. 6. 8.", "8 июня 2025 г., 14:05",
    "8 de junio de 2025", "٨ يونيو ٢٠٢٥", "8 ביוני 2025", "8 มิถุนายน 2568", "ngày 8 tháng 6 năm 2025", "20250608",
    "2025. június 8.", "Published: Jun 8, 2025 | Updated: Jun. 9", "8 Haziran 2025 Pazar", "8 Ιουνίου 2025")


def write(target, sample, folder):
    """Writes the seeds of a target into a folder."""
    for number, seed in enumerate(made(target, list(files(sample)))):
        for choice in range(NAMES.get(target, 1)):
            head = bytes([choice]) if target in NAMES else b""
            with open(os.path.join(folder, f"{number:04}-{choice}"), "wb") as file:
                file.write(head + seed[:4000])


def files(sample):
    for place, _, names in os.walk(sample):
        for name in sorted(names):
            with open(os.path.join(place, name), "rb") as file:
                yield name, file.read()


def made(target, sample):
    own = [content for name, content in sample if name.endswith(ENDINGS.get(target, ()))]
    pages = [content for name, content in sample if name.endswith((".html", ".htm"))]
    texts = [content for name, content in sample if name.endswith(".txt")]
    if target == "dates":
        found = re.findall(rb"[^\n<>\"]*\b(?:19|20)\d\d\b[^\n<>\"]*", b"\n".join(pages + texts))
        return sorted({line.strip()[:120] for line in found}) + [date.encode() for date in DATES]
    if target == "charset":
        return [label.encode() + b"\n" + content[:1500] for content in own for label in LABELS[::4]] + [
            label.encode() + b"\n" + texts[0][:200] for label in LABELS]
    if target == "warc":
        unpacked = [gzip.decompress(content) for name, content in sample if name.endswith(".warc.gz")]
        return own + unpacked + [warc([page]) for page in pages[:12]] + [warc(pages[:2])]
    if target == "mime":
        return own + [mail(page, coding) for page in pages[:6] for coding in ("base64", "quoted-printable")] + [
            b"From a@b.example Sun Jun  8 14:05:00 2025\n" + mail(texts[0], "8bit") for _ in range(1)]
    if target == "packed":
        return own + [gzip.compress(content) for content in pages[:4] + texts[:4]] + [
            gzip.compress(warc(pages[:1])), gzip.compress(pages[0]) + gzip.compress(pages[1]), *books(pages[0])]
    if target == "xml":
        return own + list(XML)
    if target == "documents":
        return own + [rb"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0 A;}}{\b Title}\par \u8220?Text\'94 of it\par }"]
    return own


def warc(pages):
    out = b""
    for number, page in enumerate(pages):
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page
        out += (b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/%d\r\n"
                b"WARC-Date: 2025-06-08T14:05:00Z\r\nWARC-Record-ID: <urn:uuid:%d>\r\n"
                b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
                % (number, number, len(body))) + body + b"\r\n\r\n"
    return out


def mail(content, coding):
    import base64
    import quopri
    coded = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring}.get(coding, bytes)(content)
    return (b"From: =?utf-8?q?A_B?= <a@b.example>\r\nSubject: =?iso-8859-1?b?U3ViamVjdA==?=\r\n"
            b"Date: Sun, 8 Jun 2025 14:05:00 +0200\r\nMIME-Version: 1.0\r\nSnapshot-Content-Location: http://a.example/1\r\n"
            b"Content-Type: multipart/related; boundary=\"x\"\r\n\r\n--x\r\nContent-Type: text/html; charset*0=utf; charset*1=-8\r\n"
            b"Content-Transfer-Encoding: " + coding.encode() + b"\r\n\r\n" + coded + b"\r\n--x--\r\n")


def books(page):
    text = (b'<w:document xmlns:w="w"><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Title</w:t></w:r></w:p>'
            b"<w:p><w:r><w:t>Text of it.</w:t></w:r></w:p></w:body></w:document>")
    container = (b'<container><rootfiles><rootfile full-path="c.opf" media-type="application/oebps-package+xml"/></rootfiles>'
                 b"</container>")
    package = (b'<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
               b'<spine><itemref idref="a"/></spine></package>')
    yield zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": text})
    yield zipped({"mimetype": b"application/epub+zip", "META-INF/container.xml": container, "c.opf": package,
                  "a.xhtml": page[:3000]})


def zipped(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
