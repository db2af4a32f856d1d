"""Rows about archives: rivals, rebuilding, versions of the format, damaged originals, copies, and places that are none."""
import os, re, shutil, signal, subprocess, time
from checksums import xxh64
from rowkit import *


@row(15, "a writer killed, its lock left")
def _():
    store = copy("r15"); write("r15/LOCK", "pid 1 since 2001-01-01T00:00:00Z\n")
    run = expect(Run("index", "--quiet", "--archive", store, extra()), 0); require(not run.err, run)


@row(16, "readers during merge and removal")
def _():
    store = copy("r16"); before = set(ids(store)); gone = ids(store, "trial")[0]
    script = 'for i in 1 2 3; do "$1" remove --archive "$2" "$3"; "$1" merge --full --archive "$2"; "$1" restore --archive "$2" "$3"; "$1" edit --archive "$2" "$3" --set section=s$i; done'
    writers = subprocess.Popen(["sh", "-c", script, "sh", Settings.program, store, gone], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    reads = 0
    while writers.poll() is None:
        run = expect(Run("list", "--archive", store, "--ids", "--limit", "0"), 0); reads += 1
        require(set(run.text.split()) in (before, before - {gone}) and not run.err, "neither before nor after; %s" % run)
    return "%d reads" % reads


@row(17, "reindex with the index gone")
def _():
    store = copy("r17")
    for folder in ("segments", "catalogue", "articles"): shutil.rmtree(os.path.join(store, folder)); os.mkdir(os.path.join(store, folder))
    expect(Run("reindex", "--archive", store), 0, r"4 articles"); verify(store)
    require(dump(store) == dump(path("several")), "another state than before")


def with_format(name, version):
    """A copy of the archive whose `FORMAT` names another version, with its checksum made right."""
    store = copy(name); line = open(os.path.join(store, "FORMAT"), "rb").read()
    body = re.sub(rb" \d+\.\d+ ", b" %s " % version, line[:line.rindex(b" ") + 1], count=1)
    write(name + "/FORMAT", body + b"%016x\n" % xxh64(body))
    return store


@row(36, "a newer format")
def _():
    store = with_format("r36", b"99.0"); before = tree(store)
    for command in (["search", "x"], ["verify"], ["index", extra()], ["reindex"], ["merge"], ["status"], ["repair"], ["backup", path("r36copy")]):
        if command[0] in ("repair", "backup") and not knows(command[0]): continue
        expect(Run(command[0], "--archive", store, *command[1:]), 65, r"99\.0", r"up to \d+\.\d+")
    require(tree(store) == before, "something was changed")


@row(37, "an older format")
def _():
    store = with_format("r37", b"0.1"); before = tree(store)
    expect(Run("search", "--archive", store, "convoy"), (0, 65), "new archive|reindex"); expect(Run("index", "--archive", store, extra()), (0, 65))
    require(tree(store) == before, "something was changed")


@row("41-42", "no archive there, or something else in its place")
def _():
    os.makedirs(path("room41/vacant")); file = write("room41/file", "x"); folder = os.path.dirname(write("room41/full/x", "x"))
    names = sorted(os.listdir(path("room41")))
    commands = [["search", "x"], ["list"], ["status"], ["verify"], ["merge"], ["reindex"], ["show", "7f3a"], ["remove", "7f3a"], ["explain", "x"], ["export"], ["similar", "7f3a"], ["tag", "7f3a", "+x"], ["new", "x"]]
    commands += [[name, *rest] for name, *rest in (["repair"], ["backup", path("room41/copy")]) if knows(name)]
    for place in (path("room41/gone"), path("room41/vacant"), file, folder):
        for command in commands: expect(Run(command[0], "--archive", place, *command[1:]), 66, re.escape(place), "morgue index")
    for place in (file, folder): expect(Run("index", "--archive", place, extra()), 73, re.escape(place))
    expect(Run("search", "x", cwd=path("room41/vacant")), 66, "no archive"); expect(Run("index", "--archive", path("room41/never"), path("room41/no-such-input")), 66, "no-such-input")
    require(sorted(os.listdir(path("room41"))) == names and not os.listdir(path("room41/vacant")), "something was made")


@row(43, "the same again, new text, a new address")
def _():
    store = path("r43"); one = "https://paper.example/2024/river-report"; link = '<link rel=canonical href="%s">'
    text = ("The river rose by two metres on Monday, and the bridge was closed to all traffic. The mayor said that the school would stay shut until the end of the week, while the army brought boats,"
            " bread and clean water to the villages below the dam, whose roads had been under water since the night.")
    write("same/a.html", page("River report", text, link % one)); expect(Run("index", "--archive", store, path("same")), 0, "1 added")
    expect(Run("index", "--archive", store, path("same")), 0, "0 added, 0 changed, 1 unchanged")
    write("same/b.html", page("River report", text, link % one)); expect(Run("index", "--archive", store, path("same")), 0, "0 added, 0 changed, 1 unchanged, 1 cop|0 added, 0 changed, 2 unchanged")
    write("same/a.html", page("River report", text.replace("two", "three"), link % (one + "?utm_source=x"))); expect(Run("index", "--archive", store, path("same")), 0, "0 added, 1 changed")
    id = ids(store); require(len(id) == 1, id)
    require(b"two metres" in Run("show", "--archive", store, id[0] + "@1").out and b"three metres" in Run("show", "--archive", store, id[0]).out, "the versions")
    require(count(store, "two") == 0 and count(store, "--all-versions", "two") == 1, "old versions in searches")
    write("same/c.html", page("River report", text.replace("two", "three"), link % "https://other.example/2024/copied-report")); expect(Run("index", "--archive", store, path("same")), 0, "0 added, 0 changed, . unchanged, 1 copy")
    verify(store)


@row("44-45", "a damaged, a missing and an extra pack")
def _():
    store = copy("r44"); pack = files(store, ".pack")[0]; data = bytearray(open(pack, "rb").read()); data[120] ^= 4; write(os.path.relpath(pack, work), bytes(data))
    verify(store, 65, os.path.basename(pack)); expect(Run("search", "--archive", store, "convoy"), 0)
    missing = copy("r44m"); os.unlink(files(missing, ".pack")[0]); verify(missing, 65, "(?i)missing"); expect(Run("search", "--archive", missing, "convoy"), 0)
    if knows("repair"):
        for broken in (store, missing):
            sound = dump(path("several")); texts = lambda store: [Run("show", "--archive", store, one).out for one in ids(store)]
            run = Run("repair", "--archive", broken); require(run.status == 65 and "LOST" in run.text, run); require(texts(broken) == texts(path("several")), "a text was lost with its original")
            # The same bytes again bring the original back.
            index(broken, path("in"), path("more"), path("last")); verify(broken); require(dump(broken) == sound, "another state with the original back")
        again = copy("r44b"); os.unlink(files(again, ".pack")[0]); os.unlink(files(again, ".segment")[1]); expect(Run("repair", "--from", path("several"), "--archive", again), 0); verify(again); require(dump(again) == sound, "another state after a repair from a backup")
    store = copy("r45"); write("r45/originals/notes.txt~", "x"); verify(store, 0, "(?i)extra +originals/notes"); index(store, extra()); require(os.path.exists(path("r45/originals/notes.txt~")), "it was deleted")


@row(55, "clocks that are wrong")
def _():
    if not shutil.which("faketime"): raise LeftOut("faketime is not installed")
    store = path("r55")
    for number, moment in enumerate(("1999-01-01", "2038-01-19 03:14:09", "2106-02-07 06:28:20", "2024-01-01", "2023-01-01")):
        file = write("clock/%d.txt" % number, story("Clock %d" % number, "The convoy number %d came by the river." % number))
        expect(Run("index", "--archive", store, file, before=["faketime", moment]), 0, "1 added")
        expect(Run("search", "--archive", store, "added:7d.. convoy", before=["faketime", moment]), (0, 1))
    # What is new is told by commits, not by the clock.
    expect(Run("save", "--archive", store, "convoys", "convoy", before=["faketime", "2030-01-01"]), 0)
    file = write("clock/last.txt", story("Clock last", "One more convoy came.")); expect(Run("index", "--archive", store, file, before=["faketime", "2020-01-01"]), 0)
    require(len(Run("new", "--ids", "--archive", store, "convoys").text.split()) == 1, "what was filed last is not what is new"); verify(store); require(count(store, "convoy") == 6, "six convoys")


@row(76, "the lock replaced while it is held")
def _():
    store = copy("r76"); before = dump(store)
    slow = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync", "-e", "inject=fsync:delay_enter=1500000:when=1"]
    child = subprocess.Popen([*slow, Settings.program, "index", "--threads", "1", "--archive", store, extra()], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
    while not any(os.listdir(os.path.join(store, "tmp"))): time.sleep(0.01)
    os.unlink(os.path.join(store, "LOCK"))
    other = write("extra76/other.txt", story("Another one", "Another convoy was seen."))
    second = Run("index", "--archive", store, other); _, err = child.communicate(timeout=60)
    require({child.returncode, second.status} <= {0, 74, 75} and (child.returncode, second.status) != (0, 0), "both committed: %s %s, %s" % (child.returncode, second, err[-200:]))
    verify(store); require(count(store, "late") == (child.returncode == 0), "late"); require(count(store, "another") == (second.status == 0), "the other")


@row(77, "two first runs at once")
def _():
    for turn in range(spread_turns(3)):
        store = path("r77-%d" % turn)
        children = [subprocess.Popen([Settings.program, "index", "--wait", "30", "--archive", store, path("more/market.txt"), path("last/trial.txt")], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env) for _ in range(4)]
        ends = [(child.communicate(timeout=60)[1], child.returncode) for child in children]
        require(all(code in (0, 73, 75) for _, code in ends) and any(code == 0 for _, code in ends), ends); verify(store); require(count(store, "market OR trial") == 2, "one archive")


def spread_turns(number): return number * 4 if Settings.is_full else number


@row(78, "backup during writing")
def _():
    needs("backup")
    store = copy("r78"); one = ids(store, "trial")[0]
    script = 'for i in 1 2 3 4; do "$1" remove --archive "$2" "$3"; "$1" merge --full --archive "$2"; "$1" restore --archive "$2" "$3"; "$1" index --quiet --archive "$2" "$4"; done'
    writers = subprocess.Popen(["sh", "-c", script, "sh", Settings.program, store, one, extra()], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    made = 0
    while writers.poll() is None:
        place = path("r78-%d" % made); expect(Run("backup", "--archive", store, place), 0); made += 1
        verify(place); require(count(place, "trial") in (0, 1) and count(place, "convoy") in (1, 2), "no state there was")
    expect(Run("backup", "--archive", store, place), 0); require(dump(place) == dump(store), "the last backup answers otherwise")
    if knows("restore", "--from"):
        expect(Run("restore", "--from", place, "--archive", path("r78back")), 0); verify(path("r78back")); require(dump(path("r78back")) == dump(store), "the restored archive answers otherwise")
        expect(Run("restore", "--from", place, "--archive", store), 73)
    return "%d backups" % made


@row(81, "a network file system")
def _(): raise LeftOut("NFS and CIFS cannot be mounted here; the rule is tested by the file system's number in ArchiveLockTests")


@row(84, "an archive by other paths, a deleted current folder")
def _():
    store = copy("r84"); os.symlink(store, path("r84link")); os.makedirs(path("r84/../sub84"), exist_ok=True)
    before = dump(store)
    for place in (store + "/", path("sub84/../r84"), path("r84link"), path("r84link/")): expect(Run("search", "--archive", place, "river"), 0)
    require(Run("search", "--ids", "--archive", "r84", "river", cwd=work).out == Run("search", "--ids", "--archive", "../r84", "river", cwd=path("sub84")).out != b"", "relative")
    slow = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync", "-e", "inject=fsync:delay_enter=1500000:when=1"]
    child = subprocess.Popen([*slow, Settings.program, "index", "--threads", "1", "--archive", store, extra()], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
    while not any(os.listdir(os.path.join(store, "tmp"))): time.sleep(0.01)
    for place in (path("sub84/../r84"), path("r84link")): expect(Run("remove", "--yes", "--archive", place, "x"), (75, 66, 64))
    expect(Run("merge", "--full", "--archive", path("r84link")), 75, "pid"); child.communicate(timeout=60); require(child.returncode == 0, "the first writer"); verify(store)
    gone = 'mkdir gone84 && cd gone84 && rmdir ../gone84 && "$1" search --archive "$2" river'
    done = subprocess.run(["sh", "-c", gone, "sh", Settings.program, store], cwd=work, env=env, capture_output=True); require(done.returncode == 0, done.stderr)
    done = subprocess.run(["sh", "-c", gone.replace('--archive "$2"', ""), "sh", Settings.program], cwd=work, env=env, capture_output=True); require(done.returncode == 66, done)
    done = subprocess.run(["sh", "-c", gone.replace('search --archive "$2" river', "index x.txt"), "sh", Settings.program], cwd=work, env=env, capture_output=True); require(done.returncode in (66, 73), done)


@row(87, "one article a run, many runs")
def _():
    store = path("r87"); number = 1000 if Settings.is_full else 30; most = 0; times = []
    for n in range(number):
        file = write("one/%d.txt" % n, story("Report %d" % n, "The convoy number %d came by the river." % n)); run = index(store, file); times.append(run.seconds)
        most = max(most, len(files(store, ".segment")))
    require(most <= 40, "%d segments" % most); require(count(store, "convoy") == number, "all are found"); verify(store)
    tenth = number // 10; return "%d runs, at most %d segments, %.0f ms a run at first, %.0f ms at last" % (number, most, 1000 * sum(times[:tenth]) / tenth, 1000 * sum(times[-tenth:]) / tenth)
