"""Rows about what an archive may do to the folders around it: modes, links in the place of its files, and programs it starts."""
import os, re, shutil, stat, subprocess, time
from hostile_world import on_terminal
from rows_process import pdf_of
from rowkit import *


def each_command(store, place):
    """Commands that write, in an order in which all of them have something to do."""
    one = lambda: ids(store, "trial")[0]
    yield ["index", "--archive", store, path("in")]
    yield ["index", "--archive", store, path("more"), path("last"), path("pdf90")]
    yield ["tag", "--archive", store, one(), "+border"]
    yield ["note", "--archive", store, one(), "Ask the carters."]
    yield ["edit", "--archive", store, one(), "--set", "section=border"]
    yield ["save", "--archive", store, "river", "river", "--everything"]
    yield ["new", "--archive", store, "river"]
    yield ["remove", "--archive", store, "--yes", one()]
    yield ["merge", "--full", "--archive", store]
    yield ["reindex", "--archive", store]
    yield ["verify", *whole_verify(), "--archive", store]
    if knows("repair"): yield ["repair", "--archive", store]
    if knows("backup"): yield ["backup", "--archive", store, place + "/backup"]
    if knows("restore", "--from"): yield ["restore", "--from", place + "/backup", "--archive", place + "/restored"]
    yield ["export", "--archive", store, "-o", place + "/export.jsonl"]
    yield ["export", "--archive", store, "--format", "markdown", "-o", place + "/clippings"]


@row("S4", "files of an archive are their owner's alone, whatever the umask")
def _():
    write("pdf90/report.pdf", pdf_of("The pdfword is on this page."))
    for mask in ("000", "022", "077"):
        place = path("modes" + mask); os.makedirs(place); store = place + "/archive"
        for words in each_command(store, place):
            run = Run(*words, before=["sh", "-c", "umask %s; exec \"$@\"" % mask, "sh"]); require(run.status in (0, 3), run)
            for folder, names, found in os.walk(place):
                for name in names + found:
                    full = os.path.join(folder, name); mode = stat.S_IMODE(os.lstat(full).st_mode); own = full.startswith((store, place + "/backup", place + "/restored"))
                    wanted = (0o700 if name in names else 0o600) if own else (0o777 if name in names else 0o666) & ~int(mask, 8)
                    require(mode == wanted, "umask %s, %s: %s is %o, not %o" % (mask, words[0], os.path.relpath(full, place), mode, wanted))


def fingerprint(folder):
    """What a folder holds: names, sizes, times and bytes."""
    return {os.path.relpath(os.path.join(d, name), folder): (os.lstat(os.path.join(d, name)).st_mtime_ns if name in fs else 0, open(os.path.join(d, name), "rb").read() if name in fs and not os.path.islink(os.path.join(d, name)) else None)
            for d, ds, fs in os.walk(folder) for name in ds + fs}


@row("S5", "links, pipes and folders in the place of an archive's files")
def _():
    names = ["MANIFEST", "MANIFEST.prev", "FORMAT", "LOCK", "VERIFIED", "names.txt", "originals", "articles", "segments", "catalogue", "tmp", "quarantine", "tmp/MANIFEST", "tmp/FORMAT", "tmp/MANIFEST.prev", "tmp/reading", "tmp/reindex", "tmp/VERIFIED"]
    cases = [(name, how) for name in names for how in ("link out", "moved and linked", "pipe", "folder", "dangling")]
    for name, how in spread(cases, 18):
        store, victim = copy("r91"), path("victim91"); shutil.rmtree(victim, ignore_errors=True)
        write("victim91/precious.txt", "precious"); write("victim91/1-0123456789abcdef0123456789abcdef.segment", "precious too"); place = os.path.join(store, name); is_folder = os.path.isdir(place); moved = path("victim91/moved")
        if os.path.lexists(place):
            if how == "moved and linked": shutil.move(place, moved)
            elif is_folder: shutil.rmtree(place)
            else: os.unlink(place)
        elif how == "moved and linked": continue
        if how == "link out": os.symlink(victim if is_folder else path("victim91/precious.txt"), place)
        elif how == "moved and linked": os.symlink(moved, place)
        elif how == "pipe": os.mkfifo(place)
        elif how == "folder":
            if is_folder: continue
            os.mkdir(place)
        else: os.symlink(path("victim91/made-by-us"), place)
        before = fingerprint(victim)
        one = "0" * 13
        for words in (["index", extra()], ["tag", one, "+x"], ["merge", "--full"], ["search", "river"], ["status"], ["verify", *whole_verify()], ["remove", "--yes", "--purge", one], ["reindex"], ["repair"], ["index", path("in")]):
            if words[0] == "repair" and not knows("repair"): continue
            run = Run(words[0], "--archive", store, *words[1:], timeout=60)
            require(run.status != "hang" and (run.status == 3 or 0 <= run.status < 128) and run.status != 70, "%s is a %s, %s" % (name, how, run)); now = fingerprint(victim)
            require(now == before, "%s is a %s, `%s` changed outside: %s" % (name, how, words[0], sorted(set(now) ^ set(before)) or [key for key in now if now[key] != before[key]]))
    return "%d cases" % len(spread(cases, 18))


@row("S6", "programs that are started get nothing but what they need")
def _():
    say = '#!/bin/sh\n{ echo "arguments: $*"; env | sort; ls -l /proc/$$/fd; } >>"%s"\n%s\n'
    folder = path("programs"); os.makedirs(folder, exist_ok=True)
    os.chmod(write("programs/pdftotext", say % (path("said-pdf"), "cat >/dev/null; printf 'A report\\n\\nThe pdfword is on this page of the report.\\n'")), 0o755)
    os.chmod(write("programs/pager", say % (path("said-pager"), "cat >/dev/null")), 0o755); os.chmod(write("programs/opener", say % (path("said-opener"), "")), 0o755)
    write("-pdf92/-o.pdf", pdf_of("x")); store = path("r92"); search = folder + ":" + env["PATH"]
    expect(Run("index", "--archive", store, path("-pdf92"), path("in"), more_env=dict(PATH=search, SECRET="zebra")), 0)
    require(os.path.exists(path("said-pdf")), "the PDF was not read by the program in PATH"); said = open(path("said-pdf")).read()
    require("zebra" not in said, "the environment was handed on"); require("-o.pdf" not in said, "a name from outside is an argument: %s" % said.splitlines()[0])
    on_terminal(["list", "--archive", path("several")], rows=2, MORGUE_PAGER=folder + "/pager"); expect(Run("open", "--archive", path("several"), ids(path("several"))[0], more_env=dict(MORGUE_OPENER=folder + "/opener")), 0)
    for name in ("said-pdf", "said-pager", "said-opener"):
        require(os.path.exists(path(name)), "%s was not started" % name); lines = open(path(name)).read().splitlines()
        held = [line.split(" -> ")[-1] for line in lines if " -> " in line and not re.search(r" (0|1|2) -> ", line)]
        # The shell holds its own script, and the file it writes to.
        require(not [file for file in held if not file.startswith((folder, path("said"))) and "pipe" not in file and not file.startswith(("/proc/", "/dev/pts/"))], "%s has %s open" % (name, held)); require(not any("r92" in line or "several" in line for line in lines if " -> " in line), "%s holds a file of the archive" % name)


@row("S7", "backups to and from places that want to lead elsewhere")
def _():
    needs("backup")
    source, made = path("several"), 0
    names = ("", "MANIFEST", "FORMAT", "LOCK", "originals", "segments", "articles", "catalogue", "tmp", "names.txt", "tmp/MANIFEST", "tmp/backup")
    for name, how in spread([(name, how) for name in names for how in ("link", "dangling", "pipe")], 12):
        place, victim = path("s7"), path("victim-s7")
        for old in (place, victim):
            if os.path.islink(old): os.unlink(old)
            elif os.path.isdir(old): shutil.rmtree(old)
            elif os.path.lexists(old): os.unlink(old)
        write("victim-s7/precious.txt", "precious"); os.makedirs(os.path.dirname(os.path.join(place, name))) if name else None
        target = os.path.join(place, name) if name else place; is_folder = name in ("", "originals", "segments", "articles", "catalogue", "tmp")
        if how == "pipe": os.mkfifo(target)
        else: os.symlink(victim + ("/made" if how == "dangling" else "" if is_folder else "/precious.txt"), target)
        before = fingerprint(victim)
        for words in (["backup", "--archive", source, place], ["restore", "--from", source, "--archive", place]):
            run = Run(*words, timeout=60); made += 1
            require(run.status in (0, 65, 66, 73, 74, 75, 77), "%s is a %s: %s" % (name or "the place", how, run)); now = fingerprint(victim)
            # The place itself may be a link that somebody made to where backups are kept; what is in it may not.
            require(now == before or not name, "%s is a %s, `%s` changed outside: %s" % (name, how, words[0], sorted(set(now) ^ set(before))))
            require(now.get("precious.txt") == before.get("precious.txt"), "%s is a %s: the file there was changed" % (name or "the place", how))
    for name in ("MANIFEST", "segments", "originals"):
        store = copy("s7from"); shutil.move(os.path.join(store, name), path("s7moved")); os.symlink(path("s7moved"), os.path.join(store, name))
        run = Run("restore", "--from", store, "--archive", path("s7back")); require(run.status in (0, 65, 66), "%s is a link: %s" % (name, run))
        if run.status == 0: verify(path("s7back"))
        for old in (path("s7back"), path("s7moved")): shutil.rmtree(old, ignore_errors=True) if os.path.isdir(old) else os.path.exists(old) and os.unlink(old)
    return "%d runs" % made


def children(parent):
    """The processes below one, as far as they are there."""
    found, rest = [], [parent]
    while rest:
        one = rest.pop()
        try: below = [int(word) for thread in os.listdir("/proc/%d/task" % one) for word in open("/proc/%d/task/%s/children" % (one, thread)).read().split()]
        except (OSError, ValueError): below = []
        found += below; rest += below
    return found


@row("S8", "the process that reads a suspect apart holds nothing of the archive")
def _():
    file = write("apart/page.html", page("A page", "The carter came by with a deadlymark of his own.")); write("apart/other.html", page("Other", "Another carter came by.")); store = path("s8"); seen = {}
    hook = dict(env, MORGUE_TEST_PAGE="hang:deadlymark", SECRET="zebra")
    child = subprocess.Popen([Settings.program, "index", "--max-time", "3", "--threads", "1", "--archive", store, path("apart")], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=hook)
    deadline = time.time() + 60
    while child.poll() is None and time.time() < deadline:
        for one in children(child.pid):
            try: words = open("/proc/%d/cmdline" % one).read().split("\0")[:-1]; held = {name: os.readlink("/proc/%d/fd/%s" % (one, name)) for name in os.listdir("/proc/%d/fd" % one)}
            except OSError: continue
            if "read-apart" in words: seen[one] = held
        time.sleep(0.02)
    if child.poll() is None: child.kill()
    _, err = child.communicate()
    if not seen: raise LeftOut("no page is read apart here: no debug program, or too old")
    for held in seen.values():
        bad = {name: place for name, place in held.items() if place.startswith(store) and not place.startswith(path("apart"))}
        require(not bad, "it holds %s" % bad); require(not any("socket" in place for place in held.values()), "it has a socket: %s" % held)
    require(child.returncode == 3 and count(store, "carter") == 1, "exit %s: %s" % (child.returncode, err[-200:])); verify(store)
