"""Rows about the process: its signals, its streams, its environment, its arguments and its sockets."""
import json, os, re, shutil, signal, subprocess, threading, time
from rowkit import *


@row(30, "standard output is full")
def _():
    with open("/dev/full", "wb") as full:
        for command in (["search", "river"], ["list"], ["status"], ["export"], ["explain", "river"], ["verify"], ["--help"], ["help", "query"], ["completions", "bash"]):
            where = [] if command[0] in ("--help", "help", "completions") else ["--archive", path("several")]
            expect(Run(command[0], *where, *command[1:], stdout=full), 74, "standard output: No space left")
        store = copy("r30"); expect(Run("index", "--archive", store, extra(), stdout=full), 74, "standard output: No space left")
    require(count(store, "late") == 1, "the commit is gone")


@row(31, "nobody reads any more")
def _():
    for restore in (True, False):
        for command in (["list", "--json", "--limit", "0"], ["search", "--json", "river"], ["export"], ["search", "--csv", "river"], ["list", "--by", "source"], ["show", ids(path("several"))[0]], ["status", "--json"], ["verify"], ["explain", "river"]):
            end, start = os.pipe(); os.close(end)
            run = Run(command[0], "--archive", path("several"), *command[1:], stdout=start, restore_signals=restore); os.close(start)
            expect(run, (0, 141, -13)); require(not run.err, run)


@row(35, "stopped by a signal")
def _():
    number = 6000 if Settings.is_full else 4000
    for n in range(number): write("many/%d/%d.txt" % (n % 20, n), story("Report %d" % n, "The convoy number %d came by the river. " % n * 20))
    def begun(store):
        child = subprocess.Popen([Settings.program, "index", "--archive", store, path("many")], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
        while not os.path.exists(os.path.join(store, "FORMAT")) and child.poll() is None: time.sleep(0.01)
        time.sleep(0.2); return child
    for number_of_signal, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
        store = path("r35-%d" % status); child = begun(store); child.send_signal(number_of_signal)
        out, err = child.communicate(timeout=60)
        require(child.returncode == status, "exit %s, wanted %s: %s" % (child.returncode, status, err[-200:]))
        require(re.search(rb"stopped; generation \d+ is kept", err), "not said: %s" % err[-200:]); verify(store)
    index(store, path("many")); require(count(store, "convoy") == number, "a second run does not finish the work")
    store = path("r35-twice"); child = begun(store)
    child.send_signal(signal.SIGINT); time.sleep(0.02); start = time.time(); child.send_signal(signal.SIGINT)
    child.communicate(timeout=60); require(child.returncode == 130 and time.time() - start < 2, "the second one does not end it at once"); verify(store)


@row(67, "odd queries")
def _():
    store = path("several")
    queries = ["(" * 5000 + "river" + ")" * 5000, '"', "NOT", "NOT river", " OR ".join("w%d" % n for n in range(10000 if Settings.is_full else 500)), "*", "a*", b"river\xff\xfe", "x" * (1 << 16), "", " ", "()", "a NEAR/99999999999999999999 b", "a w/-1 b", "atleast99999999999999999999:a",
               "pub:9999999999", "words>1e99", "river~99", "river^1e400", "[", "title:", ":", "\\", "=\"", "2 of (a, b", "99999999999999999999 of (a)", "-", "--", "a -", "\u202eriver", "river\u0000".replace("\0", "\u2400"), "?" * 500, "*" * 500, "a*b*" * 200]
    for query in spread(queries, 16):
        for command in ("search", "list", "explain"):
            run = Run(command, "--archive", store, "--", query)
            require(run.status in (0, 1, 64), "%r: %s" % (query[:40], run)); require(run.seconds < 30, "%r: %.0f s" % (query[:40], run.seconds))
            if run.status == 64: require(run.err.startswith("morgue: error: ") and len(run.err) < 4000, "%r: %s" % (query[:40], run.err[:200]))
    listed = write("queries.txt", "\n".join(q for q in queries if isinstance(q, str) and q.strip() and len(q) < 9000) + "\n")
    expect(Run("search", "--archive", store, "--queries", listed), (0, 1, 3, 64))


@row("68-69", "numbers out of range, options that are none")
def _():
    store = path("several")
    for option in ("--limit", "--offset", "--limit=", "--offset="):
        for value in ("-1", "100000000000000000000", "1e9", "", "x", "0x10", "\u0664"):
            words = [option + value] if option.endswith("=") else [option, value]
            expect(Run("search", "--archive", store, *words, "river"), 64)
    for command, words in (("show", ["--paragraph", "0"]), ("show", ["--paragraph", "-1"]), ("index", ["--threads", "-1"]), ("index", ["--wait", "-1"]), ("merge", ["--wait", "1e9"]), ("reindex", ["--threads", "100000000000000000000"]), ("similar", ["--limit", "-5"])):
        expect(Run(command, "--archive", store, *words, "x"), (64, 66))
    for words in (["--nothing"], ["search", "--nothing"], ["search", "--archive"], ["search", "--limit"], ["nothing"], ["show"], ["search", "--sort", "size", "x"], ["--", "x"], ["-"], [""], ["search", "--archive", "", "x"], ["remove", "--archive", store], ["edit", "--archive", store, "x", "--set", "title"]):
        run = Run(*words); require(run.status in (64, 66), "%s" % run); require(run.err.startswith("morgue: error: "), "%s" % run)
    expect(Run("search", "--archive", store, "--", "-convoy river"), (0, 1)); expect(Run("show", "--archive", store, "--", "-x"), (64, 66)); expect(Run("show", "--archive", store, ""), (64, 66))
    write("-dash.txt", story("Dashed", "A dashedword file.")); expect(Run("index", "--archive", path("r69"), "--", "-dash.txt"), 0); require(count(path("r69"), "dashedword") == 1, "a file whose name begins with a dash")


@row(83, "odd environments")
def _():
    store = path("several"); plain = [Run("search", "--archive", store, "--json", "river").out, Run("list", "--archive", store, "--csv").out, Run("export", "--archive", store).out]
    for odd in (dict(TMPDIR="/nowhere"), dict(HOME=None), dict(LANG="C", LC_ALL=None), dict(LC_ALL="tr_TR.UTF-8"), dict(LC_ALL="C"), dict(TERM=None), dict(COLUMNS="20"), dict(COLUMNS="0"), dict(COLUMNS="-1"), dict(PATH=""), dict(PATH=None), dict(MORGUE_PAGER="/nowhere/less"), dict(TZ="../../etc/passwd"), dict(LESS="|touch x")):
        setting = {key: value for key, value in dict(env, **odd).items() if value is not None}
        for words, wanted in zip((["search", "--archive", store, "--json", "river"], ["list", "--archive", store, "--csv"], ["export", "--archive", store]), plain):
            done = subprocess.run([Settings.program, *words], env=setting, capture_output=True, cwd=work)
            require(done.returncode == 0 and done.stdout == wanted, "%s: exit %s, %s" % (odd, done.returncode, done.stderr[-200:]))
        done = subprocess.run([Settings.program, "search", "--archive", store, "river"], env=setting, capture_output=True, cwd=work); require(done.returncode == 0 and done.stdout, "%s: %s" % (odd, done.stderr[-200:]))
    done = subprocess.run([Settings.program, "search", "--archive", store, "--json", "river"], env={}, capture_output=True, cwd=work); require(done.returncode == 0 and done.stdout == plain[0], "no environment at all")


@row(85, "streams that are closed at the start")
def _():
    for closing in ("<&-", ">&-", "2>&-", "<&- >&-", "<&- >&- 2>&-"):
        store = copy("r85")
        for words in (["index", "--archive", store, extra()], ["tag", "--archive", store, ids(store)[0], "+seen"], ["merge", "--full", "--archive", store], ["search", "--archive", store, "river"], ["list", "--archive", store], ["verify", "--archive", store], ["reindex", "--archive", store], ["export", "--archive", store, "--force", "-o", path("closed85.jsonl")]):
            done = subprocess.run(["sh", "-c", 'exec "$@" ' + closing, "sh", Settings.program, *words], env=env, capture_output=True)
            require(done.returncode in (0, 74), "%s %s: exit %s %s" % (words[0], closing, done.returncode, done.stderr[-200:]))
        verify(store); require(count(store, "late") == 1, "%s: it was not filed" % closing)
        require(open(path("closed85.jsonl")).read().count("\n") == len(ids(store)), "%s: the export holds something else" % closing)


@row(86, "sanitizers and fuzzing")
def _(): raise LeftOut("`scripts/sanitize` and `scripts/fuzz` are programs of their own, which take hours")


@row(88, "no network")
def _():
    store = copy("r88"); one = ids(store, "trial")[0]; pdf = write("pdf88/report.pdf", pdf_of("The pdfword is on this page."))
    commands = [["index", extra(), path("pdf88")], ["search", "river"], ["search", "--json", "river"], ["list"], ["list", "--by", "source"], ["show", one], ["show", "--format", "html", one], ["explain", "river"], ["similar", one], ["export"], ["status"], ["status", "--problems"], ["names"], ["tag", one, "+x"],
                ["note", one, "x"], ["edit", one, "--set", "section=x"], ["save", "n", "river"], ["new", "n"], ["remove", one], ["restore", one], ["merge", "--full"], ["verify"], ["verify", *whole_verify()], ["reindex"], ["repair"], ["backup", path("r88copy")]]
    for words in commands:
        if words[0] in ("repair", "backup") and not knows(words[0]): continue
        log = path("trace88"); run = Run(words[0], "--archive", store, *words[1:], before=["strace", "-f", "-qq", "-o", log, "-e", "trace=%network"])
        require(run.status in (0, 1, 3), run); made = open(log, errors="replace").read()
        require(not re.search(r"\b(socket|connect|bind|listen)\(", made), "%s: %s" % (words[0], made[:200]))
    if knows("watch"):
        child = subprocess.Popen(["strace", "-f", "-qq", "-o", path("trace88"), "-e", "trace=%network", Settings.program, "watch", "--archive", store, path("in")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env, start_new_session=True)
        time.sleep(4); os.killpg(child.pid, signal.SIGINT); child.wait(timeout=60); require("socket(" not in open(path("trace88")).read(), "watch makes a socket")
    before = [Run(*words).out for words in offline(store)]
    if subprocess.run(["unshare", "-n", "true"], capture_output=True).returncode: return "without `unshare -n`, which needs root"
    require([Run(*words, before=["unshare", "-n"]).out for words in offline(store)] == before, "other results without a network")
    return "%d commands, 0 sockets" % len(commands)


def offline(store): return [["search", "--archive", store, "--json", "river"], ["list", "--archive", store, "--csv"], ["export", "--archive", store], ["dump", "--archive", store, *QUERIES]]


def pdf_of(text):
    """A page of one line, as small as may be."""
    stream = b"BT /F1 12 Tf 20 100 Td (%s) Tj ET" % text.encode()
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
               b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream), b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1): places.append(len(data)); data += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (table, len(data))


@row(89, "what is new is printed until that is noted")
def _():
    base = copy("r89"); expect(Run("save", "--archive", base, "river", "river", "--everything"), 0)
    ask = lambda store, **more: Run("new", "--ids", "--archive", store, "river", **more)
    wanted = expect(Run("new", "--peek", "--ids", "--archive", base, "river"), 0).text
    require(len(wanted.split()) == 2, "two articles are new")
    tried = 0
    for call, fault in (("write", "error=ENOSPC"), ("fsync", "error=EIO"), ("rename", "error=EIO"), ("write", "signal=KILL")):
        store = copy("r89b", base)
        for number, _ in spread(places(call, store, "new", "--ids", "--archive", store, "river"), 3):
            store = copy("r89b", base)
            run = inject(call, fault, number, "new", "--ids", "--archive", store, "river")
            again = ask(store); tried += 1
            # Either it was printed and noted, or it comes again.
            noted = again.status == 1 and run.text == wanted
            require(noted or again.status == 0 and again.text == wanted, "%s %d: %s, then %s" % (call, number, run, again))
            verify(store); require(ask(store).status == 1, "it is noted in the end")
    with open("/dev/full", "wb") as full: expect(ask(base, stdout=full), 74, "No space left")
    require(ask(base).text == wanted, "what was not written comes again")
    return "%d places" % tried
