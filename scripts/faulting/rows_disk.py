"""Rows about the disk: full, failing, lying, read-only, short of descriptors, and files that are not what they should be."""
import hashlib, os, re, shutil, signal, subprocess, time
from rowkit import *

INDEX = ["index", "--threads", "1", "--archive"]


def undone(store, run, before, what):
    """After a failure: the state before, and said so, or, if merging failed, all of it, and said so."""
    same, kept = dump(store) == before, re.search("is kept|not confirm", run.err)
    require(same or kept, "%s: another state, and not said; %s" % (what, run))
    require(not kept or count(store, "late") == 1, "%s: said to be kept, and not there" % what)
    verify(store)
    return kept


def failing_writes(name, error, *messages):
    """An error at each write of a run that adds an article, one after the other."""
    store = copy(name); before = dump(store); names = set(tree(store))
    numbers = spread([n for n, _ in places("write", store, *INDEX, copy(name), extra())], 8)
    for number in numbers:
        store = copy(name)
        run = expect(inject("write", "error=" + error, number, *INDEX, store, extra()), 74, *messages, "nothing was changed|is kept")
        if undone(store, run, before, "write %d" % number): continue
        left = [name for name in set(tree(store)) - names if os.path.getsize(os.path.join(store, name))]
        require(not left, "write %d left %s" % (number, left))
    return "%d places" % len(numbers)


@row(6, "disk full at one write")
def _(): return failing_writes("r6", "ENOSPC", "No space left", "r6")


@row(54, "beyond the quota")
def _(): return failing_writes("r54", "EDQUOT", "[Qq]uota", "r54")


@row(7, "disk full from one write on, and a small disk", needs_root=True)
def _():
    store = copy("r7"); before = dump(store)
    numbers = spread([n for n, _ in places("write", store, *INDEX, copy("r7"), extra())], 8)
    for number in numbers:
        store = copy("r7")
        run = inject("write", "error=ENOSPC", "%d+" % number, *INDEX, store, extra())
        require(run.status == 74, "write %d: %s" % (number, run))
        # the words for it are lost as well, so only the state can be looked at
        require(dump(store) == before or count(store, "late") == 1, "write %d: neither before nor after" % number); verify(store)
    with Mounted("disk7", options="size=64k") as disk:
        store = disk + "/a"; index(store, path("in/convoy.txt")); before = dump(store)
        words = " ".join(hashlib.sha1(b"%d" % n).hexdigest() for n in range(4000))
        expect(Run("index", "--archive", store, write("big/big.txt", story("Big", words))), 74, "[Nn]o space left|not enough room", "nothing was changed")
        require(dump(store) == before and count(store, "convoy") == 1, "the state is another")
        verify(store)


@row(53, "no inode left", needs_root=True)
def _():
    with Mounted("disk53", options="size=8m,nr_inodes=40") as disk:
        store = disk + "/a"; index(store, path("in/convoy.txt")); before = dump(store)
        number = 0
        try:
            while True: open("%s/fill%d" % (disk, number), "x").close(); number += 1
        except OSError: pass
        expect(Run(*INDEX, store, extra()), 74, "No space left", "nothing was changed")
        require(dump(store) == before, "the state is another"); verify(store)
        for n in range(number): os.unlink("%s/fill%d" % (disk, n))
        index(store, extra()); require(count(store, "late") == 1, "it does not go on"); verify(store)


@row(8, "the disk does not confirm")
def _():
    store = copy("r8"); before = dump(store); found = spread(places("fsync", store, *INDEX, store, extra()), 10)
    for number, line in found:
        store = copy("r8")
        run = expect(inject("fsync", "error=EIO", number, *INDEX, store, extra()), 74, "fsync .*(Input/output|I/O)", "not confirm|nothing was changed|is kept")
        undone(store, run, before, "fsync %d" % number)
    return "%d places" % len(found)


@row(9, "a segment cannot be read")
def _():
    store = copy("r9"); segment = files(store, ".segment")[0]
    numbers = [n for n, line in enumerate(traced("openat", "search", "--archive", store, "river"), 1) if os.path.basename(segment) in line]
    require(numbers, "the segment is opened")
    expect(inject("openat", "error=EIO", numbers[0], "search", "--archive", store, "market OR trial"), 0, os.path.basename(segment), "Input/output|cannot be read")
    expect(inject("openat", "error=EIO", numbers[0], "search", "--strict", "--archive", store, "market OR trial"), 65, os.path.basename(segment))


@row("9b", "a file that cannot be opened at the moment is not taken for lost")
def _():
    sound, tried = dump(path("several")), 0
    for command in ("reindex", "merge", "repair"):
        if command == "repair" and not knows("repair"): continue
        words = [command, *(["--full"] if command == "merge" else ["--threads", "1"] if command == "reindex" else []), "--archive"]
        numbers = [n for n, line in places("openat", copy("r9b"), *words, path("r9b")) if re.search(r"\.(pack|articles|catalogue|segment)\b|MANIFEST", line)]
        for number in spread(numbers, 12):
            for error in ("EIO", "EMFILE")[number % 2:][:1] if not Settings.is_full else ("EIO", "EMFILE", "EACCES", "EROFS"):
                store = copy("r9b"); run = inject("openat", "error=" + error, number, *words, store); tried += 1
                require(run.status in (0, 65, 74, 77), "%s, openat %d, %s: %s" % (command, number, error, run))
                require(dump(store) == sound, "%s, openat %d, %s: another state; %s" % (command, number, error, run)); verify(store)
    return "%d places" % tried


@row(11, "a sealed file in the place of another, an old manifest")
def _():
    for ending in (".segment", ".articles", ".catalogue", ".pack"):
        store = copy("r11"); first, second = files(store, ending)[:2]
        shutil.copyfile(first, second)
        verify(store, 65, os.path.basename(second))
    old = copy("r11old"); index(old, extra()); expect(Run("merge", "--full", "--archive", old), 0)
    shutil.copyfile(path("several/MANIFEST"), os.path.join(old, "MANIFEST"))
    verify(old, 65); expect(Run("search", "--archive", old, "convoy"), (0, 1, 65), "missing")


@row(12, "a damaged manifest")
def _():
    sound = open(path("several/MANIFEST"), "rb").read()
    for data in (b"", sound[:40], bytes(len(sound)), os.urandom(len(sound)), sound[:-1] + b"x"):
        store = copy("r12"); write("r12/MANIFEST", data); before = tree(store)
        for command in (["search", "convoy"], ["verify"], ["index", extra()]):
            expect(Run(command[0], "--archive", store, *command[1:]), 65, "MANIFEST", "reindex|repair")
        require(tree(store) == before, "something was changed")
    expect(Run("reindex", "--archive", store), 0); verify(store)
    require(dump(store) == dump(path("several")), "another state after reindex")


@row(13, "a segment missing, or a folder, pipe or link in its place")
def _():
    for change in (lambda p: None, os.mkdir, os.mkfifo, lambda p: os.symlink("/dev/zero", p), lambda p: os.symlink("nowhere", p)):
        store = copy("r13"); segment = files(store, ".segment")[0]
        os.unlink(segment); change(segment)
        verify(store, 65, os.path.basename(segment))
        run = expect(Run("search", "--archive", store, "--ids", "market OR trial"), 0, os.path.basename(segment))
        require(len(run.text.split()) == 2, "the others are not searched; %s" % run)


@row("38-39", "a read-only disk", needs_root=True)
def _():
    store = copy("r38"); before = dump(store); place = path("ro"); os.makedirs(place)
    if subprocess.run(["mount", "--bind", store, place], capture_output=True).returncode: raise LeftOut("no mounts here")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", place], check=True)
        names = tree(store)
        for command in (["search", "river"], ["verify"], ["verify", *whole_verify()], ["status"], ["list"], ["explain", "river"], ["export"]):
            expect(Run(command[0], "--archive", place, *command[1:]), 0)
        require(dump(place) == before, "another answer")
        one = ids(store, "trial")[0]
        for command in (["index", extra()], ["remove", one], ["tag", one, "+x"], ["note", one, "x"], ["edit", one, "--set", "section=x"], ["merge", "--full"], ["reindex"], ["save", "n", "river"]):
            expect(Run(command[0], "--archive", place, *command[1:]), (74, 77), "Read-only file system")
        require(tree(store) == names, "something was changed")
    finally: subprocess.run(["umount", place])


@row(40, "no permission", needs_root=True)
def _():
    other = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    if Run("--version", before=other).status: raise LeftOut("the program cannot be started by others")
    store = copy("r40"); os.chmod(store, 0o700); before = tree(store)
    for command in (["search", "x"], ["verify"], ["index", extra()], ["status"]):
        expect(Run(command[0], "--archive", store, *command[1:], before=other), 77, re.escape(store))
    require(tree(store) == before, "something was changed")
    closed = write("closed/market.txt", story("Cartwrights open a market", "A market of carts opened by the border river.")); os.chmod(closed, 0)
    os.makedirs(path("theirs"), exist_ok=True); os.chmod(path("theirs"), 0o777)
    expect(Run("index", "--archive", path("theirs/a"), path("closed"), before=other), 3, "market.txt: Permission denied")
    os.chmod(closed, 0o644)
    expect(Run("index", "--archive", path("theirs/a"), path("closed"), before=other), 0, "1 added")


@row(47, "disk full in a merge")
def _():
    store = copy("r47"); before = dump(store); names = set(tree(store))
    for number in spread([n for n, _ in places("write", store, "merge", "--full", "--archive", copy("r47"))], 8):
        store = copy("r47")
        run = expect(inject("write", "error=ENOSPC", number, "merge", "--full", "--archive", store), 74, "No space left", "nothing was changed|is kept")
        if "is kept" in run.err: verify(store); continue
        left = [name for name in set(tree(store)) - names if not name.startswith("tmp/") or os.path.getsize(os.path.join(store, name))]
        require(not left, "write %d left %s" % (number, left))
        require(dump(store) == before, "another state"); expect(Run("merge", "--full", "--archive", store), 0); require(dump(store) == before, "another state after the merge"); verify(store)


@row("48-49", "interrupted calls, short reads and short writes")
def _():
    wanted = copy("r48"); index(wanted, extra()); expect(Run("merge", "--full", "--archive", wanted), 0); after = dump(wanted)
    originals = lambda store: sorted(Run("show", "--original", "--archive", store, one).out for one in ids(store))
    for setting in ("SHIM_EINTR=2", "SHIM_WRITE_MAX=1", "SHIM_WRITE_MAX=3", "SHIM_WRITE_MAX=7", "SHIM_READ_MAX=1", "SHIM_READ_MAX=3", "SHIM_READ_MAX=7"):
        name, _, value = setting.partition("="); odd = {"LD_PRELOAD": shim(), name: value}
        store = copy("r49")
        expect(Run(*INDEX, store, extra(), more_env=odd), 0); expect(Run("merge", "--full", "--archive", store, more_env=odd), 0)
        expect(Run("verify", *whole_verify(), "--archive", store, more_env=odd), 0)
        require(dump(store) == after, "%s: another state" % setting); require(originals(store) == originals(wanted), "%s: other originals" % setting)
        shown = Run("export", "--archive", store, more_env=odd); require(shown.status == 0 and shown.out.count(b"\n") == 5, "%s: %s" % (setting, shown))


@row(50, "few descriptors")
def _():
    store = copy("r50"); before = dump(store)
    for command in (["index", "--archive", store, extra()], ["search", "--archive", store, "river"], ["verify", "--archive", store], ["merge", "--full", "--archive", store]):
        run = Run(*command, before=["prlimit", "--nofile=4"])
        require(run.status in (74, 65) or run.status == 0 and not run.err, "exit %s" % run)
        if run.status: expect(run, (74, 65), "Too many open files")
    require(dump(store) == before, "another state"); verify(store)
    for n in range(12): index(store, write("few/%d.txt" % n, story("Few %d" % n, "The convoy number %d came." % n)))
    expect(Run("search", "--archive", store, "convoy", before=["prlimit", "--nofile=48"]), 0)
    require(len(files(store, ".segment")) <= 16, "%d segments after 15 commits" % len(files(store, ".segment")))


@row(51, "little memory")
def _():
    store = copy("r51"); before = dump(store)
    write("memory/large.txt", story("Large", " ".join(hashlib.sha1(b"%d" % n).hexdigest() for n in range(60000 if Settings.is_full else 4000))))
    states = []
    for limit in spread((60, 90, 120, 160, 250), 2):
        run = Run("index", "--archive", store, path("memory"), extra(), before=["prlimit", "--as=%d" % (limit << 20)])
        after = count(store, "late")
        require(after == 1 or dump(store) == before, "%d MB: neither before nor after" % limit); verify(store)
        require(run.status != 0 or after == 1, "%d MB: said to be done" % limit); states.append("%s at %d MB" % (run.status, limit))
    # What little memory made look harmful is skipped until it is asked for again.
    index(store, path("memory"), extra(), "--retry-failed"); require(count(store, "late") == 1, "a later run does not file it")
    return "exit " + ", ".join(states)


@row(52, "files limited in size")
def _():
    store = copy("r52"); before = dump(store)
    words = write("limit/words.txt", story("Words", " ".join(hashlib.sha1(b"%d" % n).hexdigest() for n in range(4000))))
    expect(Run(*INDEX, store, words, before=["prlimit", "--fsize=4096"]), 74, "File too large", "nothing was changed")
    require(dump(store) == before, "another state"); verify(store)


@row(74, "a segment cut short while it is mapped")
def _():
    store = path("r74"); os.makedirs(path("cut"))
    for n in range(600): write("cut/%d.txt" % n, story("Report %d" % n, "The convoy number %d came by the river, as the army said. " % n * 12))
    index(store, path("cut")); expect(Run("merge", "--full", "--archive", store), 0)
    # The reader waits at a full pipe while the files it has mapped are cut.
    child = subprocess.Popen([Settings.program, "search", "--json", "--limit", "0", "--archive", store, "convoy army"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
    child.stdout.read(1)
    for file in files(store, ".segment") + files(store, ".articles"): os.truncate(file, 0)
    _, err = child.communicate(timeout=60)
    require(child.returncode in (74, 65), "exit %s: %s" % (child.returncode, err[-300:]))
    require(err.count(b"\n") <= 3 and re.search(rb"shorter|damaged|cut", err), "not said: %s" % err[-300:])


@row("79-80", "an older state put back, and files of others")
def _():
    store = copy("r79"); old = {name: data for name, data in tree(store).items()}
    index(store, extra()); late = dump(store)
    for name, data in old.items(): write("r79/" + name, data)
    require(dump(store) == dump(path("several")), "it does not work as the old state"); status = Run("status", "--archive", store)
    expect(status, 0); expect(Run("verify", "--archive", store), (0, 65)); index(store, extra()); require(dump(store) == late, "it does not go on from there")
    store = copy("r80")
    for name in ("segments/.DS_Store", "segments/note.txt~", "articles/#draft#", "lost+found/x"): write("r80/" + name, "x")
    expect(Run("verify", *whole_verify(), "--archive", store), 0, r"note\.txt~"); index(store, extra()); expect(Run("merge", "--full", "--archive", store), 0)
    for name in ("segments/.DS_Store", "segments/note.txt~", "articles/#draft#", "lost+found/x"): require(os.path.exists(os.path.join(store, name)), "%s was deleted" % name)
