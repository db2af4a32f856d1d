"""An archive whose every field wants to harm whoever looks at it, and the tests of what leaves it."""
import csv, functools, html.parser, io, json, os, pty, re, select, subprocess, threading, time
from rowkit import *

# Each ends what it should not end: a line, a string, a colour, a direction, a cell, a tag, a link.
CONTROLS = "\x1b]0;owned\x07\x1b]52;c;aGk=\x07\x1b[2J\x1b[31mred\x9b31m\x90q\x9c\x7f\x08\x00\x85\r\x0b\x0c"
TURNS = "\u202aone\u202e\u2066two\u2069\u200e\u200f\u061cthree\u2028\u2029"
MARKUP = "<script>alert(1)</script><img src=x onerror=alert(1)>\"><b>[link](javascript:alert(1)) `code` *bold* </article></title>"
# A mark behind it makes a quote or a bracket part of a longer letter, but not for those who read bytes.
MARKED = "a\"\u0301,=1+1,<\u0301img src=x onerror=alert(2)>[\u0301x](http://evil.example)`\u0301&\u0301lt;"
SHELL = "$(touch owned-by-shell)`touch owned-by-shell`';touch owned-by-shell;'"
FORMULAS = ["=HYPERLINK(\"http://evil.example\",\"x\")", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", "\uff1d1+1", "\uff0b1+1", "\uff0d1+1", "\uff201+1", " =1+1", "\u200f=1+1", "\n=1", "%=1", "|=1"]
HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
NAMES = [b"caf\xe9.txt", b"new\nline.txt", b"esc\x1b]0;x\x07.txt", "turn\u202etxt.txt".encode(), b"del\x7f.txt", "c1\u009b31m.txt".encode(), b"-rf.txt", b"=1+1.txt", b"$(touch owned-by-shell).txt", b"\xed\xa0\x80.txt", "sep\u2028.txt".encode(), b"tab\t.txt", b"'\"`.txt"]
LOCK = threading.Lock()


def articles():
    """Lines of JSON as a stranger may send them: every field with every harm."""
    for number, harm in enumerate((CONTROLS, TURNS, MARKUP, MARKED, SHELL, *FORMULAS)):
        yield dict(title="%s worldword title%d" % (harm, number), deck=harm, text="%s worldword text number %d, said the mayor of the town.\n\n%s\n\n# heading\n\n- %s" % (harm, number, harm, harm), author=harm + " Reporter", section=harm, source=harm + " Gazette",
                   url="https://paper.example/%d/%s" % (number, harm), image="https://paper.example/i%d.png?%s" % (number, harm), agency=harm, dateline=harm, date="2024-02-%02d" % (number + 1), language="en\" onload=alert(3) x=\"")
    for number, address in enumerate(("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "../../../../tmp/owned", "https://ok.example/\x1b]8;;x\x07", "vbscript:x", "http://a.example/\" onclick=x")):
        yield dict(title="worldword address%d ../../../../tmp/owned%d" % (number, number), text="worldword with an address, number %d of the town's." % number, url=address, canonical_url=address, source="../../owned")


@functools.cache
def _world():
    folder = path("world-in"); os.makedirs(folder)
    with open(folder + "/lines.jsonl", "w") as file:
        for article in articles(): file.write(json.dumps(article) + "\n")
        file.write('{"title":"lone \\ud800 half \\udc00 \\udfff worldword","text":"A lone \\ud83d half stood in the worldword text of the town.","author":"\\udfff"}\n')
    for number, name in enumerate(NAMES):
        with open(os.path.join(os.fsencode(folder), name), "w") as file: file.write(story("Named %d worldword" % number, "The file number %d has a worldword name of its own." % number))
    escaped = lambda text: "".join("&#%d;" % ord(c) for c in text)
    for number, harm in enumerate((CONTROLS, TURNS, MARKUP, MARKED)):
        body = "".join("<%s>%s worldword %s of page %d is long enough to be kept as text.</%s>" % (tag, escaped(harm), tag, number, tag) for tag in ("p", "h2", "li", "blockquote", "figcaption"))
        write("world-in/page%d.html" % number, "<html lang='%s'><head><title>%s worldword page%d</title><meta name=author content='%s'><meta property=og:site_name content='%s'><meta property=article:section content='%s'><link rel=canonical href='%s'></head><body><article><h1>%s worldword page%d</h1>%s</article></body></html>"
              % (escaped(harm), escaped(harm), number, escaped(harm), escaped(harm), escaped(harm), escaped("javascript:" + harm), escaped(harm), number, body))
    store = path("world"); expect(Run("index", "--archive", store, folder), (0, 3))
    some = ids(store)[:6]
    for one, harm in zip(some, (CONTROLS.replace("\0", ""), TURNS, MARKUP, MARKED, SHELL, "=1+1")):
        expect(Run("note", "--archive", store, one, harm + " noteword\nsecond line"), (0, 64)); expect(Run("tag", "--archive", store, one, "+" + harm), (0, 64)); expect(Run("tag", "--archive", store, one, "+shell$(touch-owned)`x`"), (0, 64))
        expect(Run("edit", "--archive", store, one, "--set", "section=" + harm), (0, 64)); expect(Run("save", "--archive", store, harm, "worldword", "--everything"), (0, 64))
    expect(Run("save", "--archive", store, "kept", "worldword", "--everything"), 0); expect(Run("remove", "--archive", store, "--yes", some[5]), 0)
    write("world/names.txt", "Mayor %s = the mayor, %s\n" % (CONTROLS.replace("\n", "").replace("\r", ""), TURNS))
    return store


def world():
    with LOCK: return _world()


def query_list():
    """A list of queries, some of them wrong, that hold every harm."""
    lines = "worldword", CONTROLS + " worldword", TURNS + " OR worldword", MARKED, '"' + MARKUP, "=1+1 OR worldword", SHELL
    return write("world-queries.txt", "".join(line.replace("\n", " ").replace("\0", "") + "\n" for line in lines))


def ways_out():
    """Every command that shows what was filed, and what is said of arguments that are wrong."""
    store = world(); one = ids(store, "--", "title3 worldword")[:1] or ids(store)[:1]; some = ids(store); odd = CONTROLS.replace("\0", "") + TURNS
    every = "{id} {version} {rank} {date} {published} {updated} {title} {deck} {byline} {agency} {dateline} {section} {source} {lang} {url} {canonical} {image} {path} {words} {tags} {snippet}"
    for words in (["search", "--limit", "0", "worldword"], ["list", "--limit", "0"], ["list", "--limit", "0", "--sort", "title"], ["search", "--limit", "0", "--csv", "worldword"], ["list", "--limit", "0", "--csv"], ["search", "--limit", "0", "--json", "worldword"], ["list", "--limit", "0", "--json"],
                  ["search", "--limit", "0", "--ids", "worldword"], ["search", "--limit", "0", "--paths", "worldword"], ["search", "--limit", "0", "--format", every, "worldword"], ["list", "--limit", "0", "--format", every], ["search", "--limit", "0", "noteword"], ["search", "--all-versions", "--limit", "0", "worldword"],
                  ["export"], ["export", "--format", "csv"], ["explain", "worldword"], ["explain", "--article", one[0], "worldword"], ["explain", "--json", "worldword"], ["similar", one[0]], ["similar", "--json", one[0]], ["names"], ["new", "--peek", "kept"], ["new", "--peek", "--json", "kept"], ["new"], ["status"], ["status", "--json"],
                  ["status", "--problems"], ["status", "--problems", "--json"], ["verify"], ["verify", "--originals"], ["dump", "worldword"], ["tag"], ["search", "worldword", "--lang", odd], ["search", "worldword", "--source", odd],
                  ["search", odd], ["search", odd + "("], ["search", "title:" + odd], ["search", '"' + odd], ["explain", odd + " worldword"], ["show", odd], ["remove", "--yes", odd], ["tag", some[0], odd], ["edit", some[0], "--set", odd], ["note", odd, odd], ["save", odd, odd + "("], ["new", odd], ["similar", odd], ["list", "--" + odd], ["list", "--sort", odd],
                  ["list", "--by", odd], ["list", "--format", "{%s}" % odd], ["list", "--after", odd], ["export", "--format", odd], ["index", odd], ["extract", odd], ["search", "--queries", odd], ["export", "-o", "/nowhere/" + odd], ["restore", odd], ["open", odd], ["completions", odd], ["man", "--page", odd], [odd], ["help", odd], ["backup", "/nowhere/" + odd]):
        yield words, Run(words[0], *(["--archive", store] if words[0] in COMMANDS else []), *words[1:])
    for field in ("source", "section", "author", "lang", "tag", "month"):
        for shape in ([], ["--json"], ["--csv"]): yield ["list", "--by", field, *shape], Run("list", "--archive", store, "--by", field, *shape)
    for one in spread(some, 12):
        for shape in ("text", "markdown", "html", "json"): yield ["show", "--format", shape, one], Run("show", "--archive", store, "--format", shape, one)
        yield ["show", "--fields", one], Run("show", "--archive", store, "--fields", one)
        yield ["show", "--query", "worldword", one], Run("show", "--archive", store, "--query", "worldword", one)
    for name in sorted(os.listdir(os.fsencode(path("world-in")))):
        for shape in ([], ["--json"]): yield ["extract", *shape, os.fsdecode(name)], Run("extract", *shape, "--", os.path.join(os.fsencode(path("world-in")), name))
    lists = query_list()
    for shape in ([], ["--json"], ["--csv"], ["--ids"], ["--matrix"], ["--count"]): yield ["search", "--queries", *shape], Run("search", "--archive", store, "--queries", lists, *shape)
    for shape in ([], ["--json"]): yield ["index", *shape], Run("index", *shape, "--archive", path("world-again%d" % len(shape)), path("world-in"))
    yield ["names", "suggest"], Run("names", "suggest", "--archive", store)
    yield ["search", "(archive)"], Run("search", "--archive", odd, "x")
    for option in ("--source", "--section", "--author", "--lang", "--tag"):
        yield ["---completion", option], Run("---completion", "search", "--", option, "0", "0", "morgue", "search", "--archive", store, option, "", more_env=dict(SAP_SHELL="bash"))


COMMANDS = {"search", "list", "show", "export", "explain", "similar", "names", "new", "status", "verify", "dump", "tag", "remove", "edit", "note", "save", "index", "restore", "open", "backup"}


def harm_in(data, is_json=False):
    """What of a stream's bytes would harm; None if nothing would."""
    try: text = data.decode("utf-8")
    except UnicodeDecodeError as error: return "not UTF-8: %r" % data[max(0, error.start - 20):error.end + 5]
    found = HARMFUL.search(text.replace("\r\n", "\n"))
    return "%r in %r" % (found[0], text[max(0, found.start() - 60):found.end() + 20]) if found else None


def json_problem(text):
    for line in text.splitlines():
        try: json.loads(line)
        except ValueError as error: return "%s in %s" % (error, line[:200])
    return None


def table_problem(text):
    """Whether Python reads the table back with as many cells in each row, none of which a spreadsheet would compute."""
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    for cells in rows:
        if len(cells) != len(rows[0]): return "%d cells, not %d: %r" % (len(cells), len(rows[0]), cells)
        for cell in cells:
            if re.match("\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]", cell) and not re.fullmatch(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?", cell): return "a formula: %r" % cell
    return None


class Page(html.parser.HTMLParser):
    """A page of ours has these elements and no others, and no attribute but two."""
    ALLOWED = {"html", "head", "meta", "title", "body", "article", "h1", "h2", "p", "blockquote", "figcaption"}

    def __init__(self, text):
        super().__init__(); self.problem = None; self.feed(text); self.close()

    def handle_starttag(self, tag, attributes):
        if tag not in self.ALLOWED or any((tag, name) not in (("html", "lang"), ("meta", "charset")) for name, _ in attributes): self.problem = "<%s %s>" % (tag, attributes)

    def handle_comment(self, text): self.problem = "a comment: " + text[:80]
    def unknown_decl(self, text): self.problem = "a declaration: " + text[:80]


def markdown_problem(text):
    """What CommonMark would take for more than text, beside the forms we write ourselves."""
    body = text.split("\n---\n", 1)[-1]
    for line in body.split("\n"):
        line = re.sub(r"^(# |## |> |- |\*Caption:\* )", "", line)
        found = re.search(r"[\[\]<>`*_]", re.sub(r"\\[\\\[\]<>`*_#+\-=~.)!&|]", "", line))
        if found: return "%r in %r" % (found[0], line[max(0, found.start() - 40):found.end() + 40])
    return None


def on_terminal(words, columns=80, rows=24, **environment):
    """What a terminal is sent by a command, standard error included."""
    reader, end = pty.openpty()
    import fcntl, struct, termios
    fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    child = subprocess.Popen([Settings.program, *words], stdin=end, stdout=end, stderr=end, env=dict(env, TERM="xterm-256color", **environment), cwd=work, start_new_session=True); os.close(end)
    data, deadline = b"", time.time() + 120
    while time.time() < deadline:
        if not select.select([reader], [], [], 1)[0]:
            if child.poll() is not None: break
            continue
        try: piece = os.read(reader, 1 << 16)
        except OSError: break
        if not piece: break
        data += piece
    os.close(reader); child.wait(timeout=60)
    return data


def harm_on_terminal(data):
    """The same for a terminal, where our own colours, links to the web and the bar's line may stand."""
    for target in re.findall(rb"\x1b\]8;;([^\x1b]*)\x1b\\", data):
        if target and not re.match(rb"(https?://|file:///)[\x21-\x7e\x80-\xff]+$", target): return "a link to %r" % target
    ours = rb"\x1b\[[0-9;]*m|\x1b\]8;;[^\x1b\x07]*\x1b\\|\r\x1b\[K"
    return harm_in(re.sub(ours, b"", data).replace(b"\r\n", b"\n"))
