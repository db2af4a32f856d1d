"""Rows about what leaves an archive: terminals, pipes, JSON, tables, pages, Markdown, folders, and the completion of shells."""
import json, os, re, shutil, stat, subprocess
from hostile_world import *
from rowkit import *


@row(25, "nothing from outside commands the terminal, by any way out")
def _():
    number, bad = 0, []
    for words, run in ways_out():
        number += 1; shown = " ".join(words)[:70]
        if run.status in ("hang",) or isinstance(run.status, int) and (run.status < 0 or run.status > 128): bad.append("%r: %s" % (shown, run))
        # `dump`, which is for these scripts, and counts of lists of queries divide their columns by tabs.
        for harm in (harm_in(run.out.replace(b"\t", b" ") if words[0] == "dump" or words[-1] == "--count" else run.out), harm_in(run.err.encode())):
            if harm: bad.append("%r: %s" % (shown, harm))
    require(not bad, "%d of %d: %s" % (len(bad), number, "; ".join(bad[:8])))
    return "%d commands" % number


@row("25b", "the same on a terminal, with colours, links, a pager and a bar")
def _():
    store = world(); bad, number = [], 0; some = ids(store)
    cases = [(["search", "--limit", "0", "worldword"], {}), (["list", "--limit", "0"], {}), (["list", "--by", "source"], {}), (["show", some[0]], {}), (["show", "--fields", some[1]], {}), (["status", "--problems"], {}), (["explain", "worldword"], {}), (["similar", some[2]], {}), (["names"], {}), (["new", "--peek", "kept"], {}),
             (["export", "-o", path("tty.jsonl"), "--force"], {}), (["search", CONTROLS.replace("\0", "") + TURNS + "("], {})]
    for words, more in cases:
        for environment in (dict(PAGER="cat"), dict(MORGUE_PAGER="cat -u")):
            data = on_terminal([words[0], "--archive", store, *words[1:]], **environment); number += 1
            harm = harm_on_terminal(data)
            if harm: bad.append("%r: %s" % (" ".join(words)[:60], harm))
    data = on_terminal(["index", "--archive", path("tty-archive"), path("world-in")]); harm = harm_on_terminal(data)
    if harm: bad.append("index: " + harm)
    require(not bad, "%d of %d: %s" % (len(bad), number, "; ".join(bad[:6])))


@row(65, "tables are read back, numbers whole and formulas disarmed")
def _():
    store = world(); lists = query_list()
    for words in (["search", "--queries", lists, "--csv"], ["search", "--queries", lists, "--matrix"], ["search", "--limit", "0", "--csv", "worldword"], ["list", "--limit", "0", "--csv"], ["export", "--format", "csv"], *(["list", "--csv", "--by", field] for field in ("source", "section", "author", "lang", "tag", "year"))):
        run = expect(Run(words[0], "--archive", store, *words[1:]), (0, 3, 64) if "--queries" in words else 0); problem = table_problem(run.text)
        require(not problem, "%s: %s" % (" ".join(words), problem))
    rows = list(csv.reader(io.StringIO(Run("list", "--limit", "0", "--csv", "--archive", store).text, newline=""))); place = rows[0].index("score")
    require(all(re.fullmatch(r"-?\d+(\.\d+)?", cells[place]) for cells in rows[1:]), "a number is none")


@row(66, "JSON is valid, whatever is in it")
def _():
    store = world(); one = ids(store)[0]
    for words in (["search", "--limit", "0", "--json", "worldword"], ["list", "--limit", "0", "--json"], ["export"], ["status", "--json"], ["status", "--problems", "--json"], ["explain", "--json", "worldword"], ["similar", "--json", one], ["new", "--peek", "--json", "kept"], ["verify", "--json"],
                  *(["list", "--json", "--by", field] for field in ("source", "section", "author", "lang", "tag")), *(["show", "--format", "json", one] for one in ids(store))):
        run = Run(words[0], "--archive", store, *words[1:])
        if run.status == 64: continue
        problem = json_problem(run.text); require(not problem, "%s: %s" % (" ".join(words), problem))
    for name in sorted(os.listdir(os.fsencode(path("world-in")))):
        problem = json_problem(Run("extract", "--json", "--", os.path.join(os.fsencode(path("world-in")), name)).text); require(not problem, "extract %r: %s" % (name, problem))


@row("S1", "pages and Markdown hold text alone")
def _():
    store = world()
    for one in ids(store):
        problem = Page(Run("show", "--archive", store, "--format", "html", one).text).problem; require(not problem, "%s as a page: %s" % (one, problem))
        problem = markdown_problem(Run("show", "--archive", store, "--format", "markdown", one).text); require(not problem, "%s as Markdown: %s" % (one, problem))


@row("S2", "no name of a file is taken from a title or an address")
def _():
    store = world(); place = path("clippings"); before = set(os.listdir(work))
    expect(Run("export", "--archive", store, "--format", "markdown", "-o", place), 0)
    names = os.listdir(place); require(len(names) == len(ids(store)), "%d files of %d articles" % (len(names), len(ids(store))))
    for name in names:
        require(re.fullmatch(r"[\w\-@.\u0300-\u036f]+\.md", name) and ".." not in name and not name.startswith(("-", ".")), "a file is called %r" % name)
        problem = markdown_problem(open(os.path.join(place, name), encoding="utf-8").read()); require(not problem, "%s: %s" % (name, problem)); harm = harm_in(open(os.path.join(place, name), "rb").read()); require(not harm, "%s: %s" % (name, harm))
    opener = write("opener", '#!/bin/sh\nprintf "%s\\n" "$@" >"$OPENED"; stat -c "%a %n" "$1" "$(dirname "$1")" >>"$OPENED"\n'); os.chmod(opener, 0o755); os.makedirs(path("temporary"), exist_ok=True)
    for one in spread(ids(store), 12):
        expect(Run("open", "--archive", store, one, more_env=dict(MORGUE_OPENER=opener, OPENED=path("opened"), TMPDIR=path("temporary"))), 0)
        first, file, folder = open(path("opened")).read().splitlines()[:3]
        require(re.fullmatch(re.escape(path("temporary")) + r"/morgue-\w{6}/[0-9a-z]{13}\.\w+", first), first); require(file.startswith("600 ") and folder.startswith("700 "), "%s, %s" % (file, folder))
    made = set(os.listdir(work)) - before - {"clippings", "temporary", "opener", "opened"}
    require(not any("owned" in name for name in made) and not os.path.exists("/tmp/owned"), made)
    for target in ("link", "folder", "pipe"):
        place = path("target-" + target); os.symlink(path("victim"), place) if target == "link" else os.mkdir(place) if target == "folder" else os.mkfifo(place)
        write("victim", "untouched"); expect(Run("export", "--archive", store, "--force", "-o", place), 73); require(open(path("victim")).read() == "untouched", "a link was followed")
    expect(Run("export", "--archive", store, "-o", path("victim")), 73)


@row("S3", "shells complete values and run none of them")
def _():
    store = world(); bash = shutil.which("bash")
    if not bash: raise LeftOut("no bash")
    where = path("shell"); os.makedirs(where, exist_ok=True)
    script = r'''eval "$("$PROGRAM" completions bash)"
        for option in --source --section --author --tag --lang; do for typed in "" '$' "'" '`' a; do
          COMP_WORDS=("$PROGRAM" search --archive "$STORE" $option "$typed"); COMP_CWORD=5; COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}; COMPREPLY=()
          _morgue "$PROGRAM" "$typed" $option; printf '%s\n' "${COMPREPLY[@]}"
        done; done
        COMP_WORDS=("$PROGRAM" tag --archive "$STORE" x "+"); COMP_CWORD=5; COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}; _morgue "$PROGRAM" "+" x; printf '%s\n' "${COMPREPLY[@]}"
        COMP_WORDS=("$PROGRAM" new --archive "$STORE" ""); COMP_CWORD=4; COMP_LINE="${COMP_WORDS[*]}"; COMP_POINT=${#COMP_LINE}; _morgue "$PROGRAM" "" "$STORE"; printf '%s\n' "${COMPREPLY[@]}"'''
    done = subprocess.run([bash, "--norc", "-c", script], env=dict(env, PROGRAM=Settings.program, STORE=store), cwd=where, capture_output=True)
    require(not os.listdir(where), "a value was run as a command: %s" % os.listdir(where)); require(b"Gazette" in done.stdout, "nothing is completed: %s" % done.stderr[-300:])
    harm = harm_in(done.stdout) or harm_in(done.stderr); require(not harm, harm); require(not done.stderr.strip(), done.stderr[-300:])
    require(b"$(touch owned-by-shell)" in done.stdout, "the value is not completed as it is")
