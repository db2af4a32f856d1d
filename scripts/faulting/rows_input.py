"""Rows about inputs: hostile pages and names, odd kinds of files, odd dates and texts, files that change, entities and bombs."""
import csv, functools, gzip, io, json, os, re, resource, shutil, socket, subprocess, sys, threading, time, urllib.parse
from rowkit import *

BUILD = threading.Lock()


@functools.cache
def _hostile():
    tree_of = path("hostile")
    made = subprocess.run([sys.executable, os.path.join(HERE, "hostile_tree.py"), tree_of], capture_output=True, check=True, text=True).stdout
    cases = [line.split("\t") for line in made.splitlines()]
    run = Run("index", "--hidden", "--archive", path("h"), tree_of, timeout=600)
    return tree_of, [(case, os.fsdecode(urllib.parse.unquote_to_bytes(name)), want) for case, name, want in cases], run


def hostile():
    """The folder of hostile inputs, its cases, and the run that filed it; made once, whoever asks first."""
    with BUILD: return _hostile()


def shown_name(name):
    """A file name as the program writes it."""
    text = ""
    for character in os.fsencode(name).decode("utf-8", "surrogateescape"):
        code = ord(character)
        if 0xDC80 <= code <= 0xDCFF: text += "\\x%02x" % (code - 0xDC00)
        elif character == "\\": text += "\\\\"
        elif code < 0x20 or code == 0x7F: text += "\\x%02x" % code
        elif 0x80 <= code <= 0x9F or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069: text += "\\u{%x}" % code
        else: text += character
    return text


@row("18-24", "hostile pages and names")
def _():
    tree_of, cases, run = hostile()
    expect(run, 3); verify(path("h"))
    for needle in (*range(2, 15), *range(21, 29), *range(40, 55)): require(count(path("h"), "needle%d" % needle) == 1, "needle%d is not found" % needle)
    for word in ("café", "światło", "lumière"): require(count(path("h"), word) == 1, "%s is not found" % word)
    for said in ("a tag was too long", "too many elements", "text may be incomplete"): require(said in run.err, "%s is not said" % said)
    for name in ("latin1", "ff", "surrogate", "newline", "esc", "bidi", "quote"):
        found = ids(path("h"), '"name %s name"' % name)
        require(len(found) == 1, "%s: found %s" % (name, found)); expect(Run("show", "--archive", path("h"), found[0]), 0)
    require(all(re.match(r"morgue: ", line) for line in run.err.split("\n") if line), "a line that is not one")
    require(run.seconds < 60, "%.0f s" % run.seconds)


@row("18-24b", "every case of the hostile folder is as expected")
def _():
    tree_of, cases, run = hostile()
    seen = set()
    for line in Run("export", "--archive", path("h")).text.splitlines():
        seen |= {sighting["path"] for sighting in json.loads(line)["sightings"]}
    problems = run.err + Run("status", "--problems", "--archive", path("h")).text
    bad, away = [], 0
    for case, name, want in cases:
        if want.startswith("unavailable") or "non-root" in want and os.geteuid() == 0 or want == "descend": away += 1; continue
        filed = os.fsencode(os.path.join(tree_of, name)).decode("utf-8", "replace") in seen
        said = shown_name(name) in problems
        fits = filed if want.startswith("index;") or want == "index" or want.startswith("index (") else filed or said if want.startswith(("index or skip", "limit")) else said and not filed if want.startswith("skip") else filed
        if not fits: bad.append("%s: %s wanted, %s and %s" % (case, want, "filed" if filed else "not filed", "said" if said else "not said"))
    require(not bad, "; ".join(bad))
    return "%d of %d as expected, %d cannot be made here" % (len(cases) - away, len(cases) - away, away)


@row("32-33", "pipes, sockets, devices and links")
def _():
    tree_of, _, run = hostile()
    for name, reason in (("pipe.html", "not a regular file"), ("sock.html", "not a regular file"), ("zero.html", "not a regular file"), ("zlink.html", "link not followed"),
                         ("self", "link not followed"), ("up", "link not followed"), ("pw.html", "link not followed"), ("gone.html", "link not followed")):
        if os.path.lexists(os.path.join(tree_of, name)): require(re.search("%s: %s" % (re.escape(name), reason), run.err), "%s: %s is not said" % (name, reason))
    outside = write("outside33/secret.txt", story("A secret", "Zebraword is outside of the folder."))
    os.makedirs(path("in33/deep")); os.symlink(path("outside33"), path("in33/deep/link")); os.symlink("../../outside33/secret.txt", path("in33/deep/file.txt")); os.symlink(path("in33"), path("in33/deep/round"))
    write("in33/own.txt", story("One of ours", "This one is inside.")); expect(Run("index", "--archive", path("r33"), path("in33")), 3, "link not followed")
    require(count(path("r33"), "zebraword") == 0 and count(path("r33"), "inside") == 1, "what a link leads to was read")
    if knows("index", "--follow-links"):
        expect(Run("index", "--follow-links", "--archive", path("r33b"), path("in33")), (0, 3)); require(count(path("r33b"), "inside") == 1, "ours is missing")
        require(count(path("r33b"), "zebraword") == 0, "a link out of the given folder was followed")


def peak(*arguments, **more):
    """A run and the most memory it had, in MB, as the system counted it."""
    log = path("peak-%d" % threading.get_ident())
    code = "import os,sys,resource,subprocess; r=subprocess.run(sys.argv[2:]).returncode; open(sys.argv[1],'w').write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss//1024)); sys.exit(r if r>=0 else 128-r)"
    run = Run(*arguments, before=[sys.executable, "-c", code, log], **more)
    return run, int(open(log).read())


@row(34, "a gzip bomb")
def _():
    import zlib
    base = peak("index", "--threads", "1", "--archive", path("r34base"), extra())[1]
    packer = zlib.compressobj(9, zlib.DEFLATED, 31); size = 4096 if Settings.is_full else 256
    write("bomb/bomb.html.gz", b"".join(packer.compress(bytes(1 << 20)) for _ in range(size)) + packer.flush())
    run, memory = peak("index", "--threads", "1", "--archive", path("r34"), path("bomb"))
    expect(run, 3, r"bomb\.html\.gz: .*(MB|unpack|large)"); require(memory - base < 100, "%d MB more than for a small file" % (memory - base))
    return "%d MB unpacked, %d MB of memory, %d for a small file" % (size, memory, base)


@row(56, "dates that are none")
def _():
    odd = ["9999-12-31T23:59:60+99:99", "9" * 100 + "-01-01", "2024-02-30", "2024-01-01T24:60:00Z", "", "now", "-5000-01-01", "0000-00-00", "2024-13-01", "1e99", "\u0662\u0660\u0662\u0664-01-01", "0x7e8", "99999999999999999999", "-1"]
    for number, date in enumerate(odd):
        write("dates/%d.html" % number, page("Dated %d" % number, "The carters met as word%d." % number, '<meta property="article:published_time" content="%s"><script type="application/ld+json">{"@type":"NewsArticle","headline":"Dated %d","datePublished":"%s"}</script>' % (date, number, date)))
        write("dates/%d.jsonl" % number, json.dumps(dict(title="Line %d" % number, text="The carters wrote line%d here." % number, date=date)) + "\n")
    write("dates/numbers.jsonl", "".join('{"title":"N%d","text":"The carters counted count%d.","date":%s}\n' % (n, n, value) for n, value in enumerate(("1e400", "-1", "99999999999999999999", "0", "1.5", "true", "null", "[]"))))
    expect(Run("index", "--archive", path("r56"), path("dates")), (0, 3))
    for number in range(len(odd)): require(count(path("r56"), "word%d" % number) == 1 and count(path("r56"), "line%d" % number) == 1, "%r: not filed" % odd[number])
    for shape in (["--json"], ["--csv"], ["--by", "year"], ["--sort", "date"]): expect(Run("list", "--limit", "0", "--archive", path("r56"), *shape), 0)
    years = {json.loads(line).get("published", "")[:4] for line in Run("list", "--json", "--limit", "0", "--archive", path("r56")).text.splitlines()}
    require("2030" not in years, years); verify(path("r56"))


@row("57-59", "nothing to read, no text at all, too large")
def _():
    write("none/empty.txt", ""); write("none/blanks.txt", " \n\t" * 60); write("none/one.txt", "x"); write("none/tags.html", "<p></p>" * 40); write("none/script.html", "<html><script>var a = 1;</script><style>p{}</style></html>")
    write("none/png.html", b"\x89PNG\r\n\x1a\n" + os.urandom(4096)); write("none/elf.html", open("/bin/true", "rb").read()[:8192]); write("none/pdf.html", b"%PDF-1.4\n" + os.urandom(2000))
    with open(path("none/sparse.html"), "wb") as file: file.truncate(1 << 40)
    write("none/large.html", b"<p>" + b"word " * (33 << 20 >> 2)); write("none/good.txt", story("A good one", "This one can be read."))
    run = expect(Run("index", "--archive", path("r57"), path("none")), 3)
    problems = run.err + Run("status", "--problems", "--archive", path("r57")).text
    for name in ("empty.txt", "blanks.txt", "tags.html", "script.html", "png.html", "elf.html", "sparse.html", "large.html"): require(re.search(re.escape(name) + ": ", problems), "%s is not said" % name)
    require(re.search(r"(sparse|large)\.html: .*(MB|limit|large)", problems), "the limit is not named"); require(count(path("r57"), "good") == 1, "the good one is missing"); require(run.seconds < 30, "%.0f s" % run.seconds); verify(path("r57"))


@row(60, "files that change while they are read")
def _():
    old, new = story("Before", "The oldword stood here. " * 400), story("After", "The newword stands here instead. " * 500)
    changes = {"grows": lambda p: open(p, "a").write(new), "shrinks": lambda p: os.truncate(p, 100), "vanishes": os.unlink, "is rewritten": lambda p: open(p, "w").write(new), "is replaced": lambda p: os.replace(write("new60.txt", new), p)}
    for name, change in changes.items():
        file, store = write("changing/file.txt", old), path("r60"); shutil.rmtree(store, ignore_errors=True)
        slow = ["strace", "-f", "-qq", "-P", file, "-o", path("trace60"), "-e", "trace=openat,read,fstat,newfstatat", "-e", "inject=read:delay_enter=1500000:when=1"]
        child = subprocess.Popen([*slow, Settings.program, "index", "--threads", "1", "--archive", store, file], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
        while child.poll() is None and not (os.path.exists(path("trace60")) and "file.txt" in open(path("trace60")).read()): time.sleep(0.01)
        time.sleep(0.5); change(file); _, err = child.communicate(timeout=60); os.unlink(path("trace60"))
        require(child.returncode in (0, 3, 66), "%s: exit %s: %s" % (name, child.returncode, err[-200:]))
        if child.returncode == 0:
            kept = [Run("show", "--original", "--archive", store, one).out for one in ids(store)]
            require(all(bytes in (old.encode(), new.encode()) for bytes in kept) and kept, "%s: neither the old nor the new bytes" % name)
        else: require(b"file.txt" in err, "%s: not said: %s" % (name, err[-200:]))
        if os.path.exists(os.path.join(store, "MANIFEST")): verify(store)


@row(61, "enormous words")
def _():
    number = 10**6 if Settings.is_full else 10**5
    write("words/token.txt", story("Token", "x" * 10**6 + " needleone")); write("words/distinct.txt", story("Distinct", " ".join("w%dq" % n for n in range(number)) + " needletwo")); write("words/one.txt", story("One", "carter " * (number * 4) + "needlethree"))
    expect(Run("index", "--archive", path("r61"), path("words")), (0, 3)); verify(path("r61"))
    for word in ("needleone", "needletwo", "needlethree", "w%dq" % (number - 1)): require(count(path("r61"), word) == 1, "%s is not found" % word)
    expect(Run("search", "--archive", path("r61"), "carter"), 0)


@row(62, "deep folders, long names, many files in one folder")
def _():
    number = 10**5 if Settings.is_full else 300
    os.makedirs(path("many62"))
    for n in range(number):
        with open(path("many62/%d.txt" % n), "w") as file: file.write("Report %d\n\nThe carter number %d came.\n" % (n, n))
    here = os.open(path("many62"), os.O_RDONLY)
    for level in range(60):
        os.mkdir(b"d" * 100, dir_fd=here); deeper = os.open(b"d" * 100, os.O_RDONLY, dir_fd=here); os.close(here); here = deeper
    file = os.open("n" * 251 + ".txt", os.O_WRONLY | os.O_CREAT, dir_fd=here); os.write(file, b"Deep down\n\nThe deepword is below PATH_MAX.\n"); os.close(file); os.close(here)
    try: run = expect(Run("index", "--archive", path("r62"), path("many62"), timeout=900), (0, 3)); require(count(path("r62"), "carter") == number, "all are filed"); found = count(path("r62"), "deepword")
    finally: subprocess.run(["rm", "-rf", path("many62")])
    require(found == 1 or "dddd" in run.err, "the deep one is neither filed nor said"); verify(path("r62"))
    return "the one below PATH_MAX is " + ("filed" if found else "reported")


def archived(*members):
    import zipfile
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        for name, text in members: file.writestr(name, text)
    return data.getvalue()


@row(63, "entities: nothing is read, fetched or expanded")
def _():
    secret = write("secret63.txt", "zebrasecret"); listener = socket.socket(); listener.bind(("127.0.0.1", 0)); listener.listen(); listener.settimeout(0.2); port = listener.getsockname()[1]
    head = '<!DOCTYPE r SYSTEM "http://127.0.0.1:%d/x.dtd" [<!ENTITY x SYSTEM "file://%s"><!ENTITY y SYSTEM "http://127.0.0.1:%d/y"><!ENTITY %% z SYSTEM "http://127.0.0.1:%d/z">%%z;<!ENTITY lol "lollollol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>' % (port, secret, port, port)
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://%s" parse="text"/>' % secret
    body = "The carters met &x; and &y; and &lol2; at needle%d. " + include + "</p>"
    for number, (name, form) in enumerate((("page.html", "%s<html><title>T%d</title><body><p>%s</body></html>"), ("page.xhtml", "<?xml version='1.0'?>%s<html xmlns='http://www.w3.org/1999/xhtml'><head><title>T%d</title></head><body><p>%s</body></html>"),
                                           ("feed.xml", "<?xml version='1.0'?>%s<rss><channel><item><title>T%d</title><description><p>%s</description></item></channel></rss>"), ("story.nitf.xml", "%s<nitf><head><title>T%d</title></head><body><body.content><p>%s</body.content></body></nitf>"))):
        write("xxe/" + name, form % (head, number, body % number))
    word = head + '<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>The carters met &x; and &y; at needle4 again.</w:t></w:r></w:p></w:body></w:document>'
    write("xxe/word.docx", archived(("word/document.xml", word), ("../../evil63.txt", "x"), ("/evil63.txt", "x")))
    log = path("trace63"); before = set(os.listdir(work)) | {"r63", "trace63"}
    run = Run("index", "--archive", path("r63"), path("xxe"), before=["strace", "-f", "-qq", "-y", "-o", log, "-e", "trace=%network,open,openat"])
    expect(run, (0, 3)); calls = open(log, errors="replace").read()
    require("secret63" not in calls, "the file was opened"); require(not re.search(r"\b(socket|connect)\(", calls), "a socket was made")
    try: listener.accept(); require(False, "something was fetched")
    except socket.timeout: pass
    finally: listener.close()
    shown = Run("export", "--archive", path("r63")).text
    require("zebrasecret" not in shown and "lollollol" * 8 not in shown, "an entity was expanded")
    for number in range(4): require(count(path("r63"), "needle%d" % number) == 1, "needle%d is not found" % number)
    made = set(os.listdir(work)) - before
    require(not any("evil" in name for name in made) and not os.path.exists("/evil63.txt"), made)


@row(64, "gzip that is cut, nested, wrong or followed by other bytes")
def _():
    text = page("Packed", "The packedword is here.").encode(); whole = gzip.compress(text); wrong = bytearray(whole); wrong[-6] ^= 1
    for name, data in (("cut", whole[:-9]), ("nested", gzip.compress(whole)), ("wrong", bytes(wrong)), ("trailing", whole + b"other bytes" * 20), ("head", whole[:5])): write("gz/%s.html.gz" % name, data)
    write("gz/good.html.gz", whole)
    run = expect(Run("index", "--archive", path("r64"), path("gz")), 3)
    for name in ("cut", "wrong", "head"): require(re.search(name + r"\.html\.gz: ", run.err), "%s is not said; %s" % (name, run))
    require(count(path("r64"), "packedword") >= 1, "the good one is missing"); verify(path("r64"))


@row(82, "a page that kills its reader costs that page alone")
def _():
    for n in range(6): write("kill/%d.html" % n, page("Page %d" % n, "The carter number %d came by%s." % (n, " with a deadlymark" if n == 3 else "")))
    lines = [json.dumps(dict(title="Line %d" % n, text="The carter of line %d came by%s." % (n, " with a deadlymark" if n == 2 else ""))) for n in range(4)]
    write("kill/lines.jsonl", "\n".join(lines) + "\n")
    hook = lambda kind: dict(MORGUE_TEST_PAGE=kind + ":deadlymark")
    Run("index", "--archive", path("r82probe"), path("kill"), more_env=hook("abort"))
    if not os.path.exists(path("r82probe/MANIFEST")) or count(path("r82probe"), "carter") == 10: raise LeftOut("this program cannot be made to die at a page: it is no debug build, or too old")
    for kind in ("abort", "overflow", "trap", "eat", "hang")[:None if Settings.is_full else 2]:
        store = path("r82" + kind); limits = ["--max-time", "3"] if kind == "hang" else []
        run = expect(Run("index", *limits, "--archive", store, path("kill"), more_env=hook(kind)), 3, "reading (it|them) apart", r"3\.html: ", r"lines\.jsonl.*: ")
        # Of the collection the part with the deadly line is lost, which here is all of it.
        require(count(store, "carter number") == 5, "%s: %d of 5 pages are filed; %s" % (kind, count(store, "carter number"), run)); verify(store)
        expect(Run("status", "--problems", "--archive", store), 0, r"3\.html"); Run("index", "--archive", store, path("kill")); require(count(store, "carter number") == 5, "it is tried again without being asked")
        expect(Run("index", "--retry-failed", "--archive", store, path("kill")), 0); require(count(store, "carter") == 10, "it is not read again when asked for"); verify(store)
