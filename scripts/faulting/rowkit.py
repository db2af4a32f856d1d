"""What the rows stand on: running the program, making inputs and archives, saying what is wrong, and the list of rows.

A row is a function with a number of the table in README.md. It passes when it returns, fails when it raises `Wrong`, and is
left out, with the reason, when it raises `LeftOut`.
"""
import functools, os, re, shutil, subprocess, tempfile, threading, time

HERE = os.path.dirname(os.path.abspath(__file__))
QUERIES = ["convoy", "river", '"armed vehicles"', "cart*", "trial"]
ROWS = []
work = tempfile.mkdtemp(prefix="rows-")
os.chmod(work, 0o755)
env = dict(os.environ, LC_ALL="C.UTF-8", SWIFT_BACKTRACE="enable=no")
env.pop("MORGUE_ARCHIVE", None)


class Settings:
    """What the command line said; filled in before any row runs."""
    program = ""
    is_full = False


class Wrong(Exception): pass
class LeftOut(Exception): pass


class Row:
    def __init__(self, numbers, name, body, needs_root, only_full):
        self.numbers, self.name, self.body, self.needs_root, self.only_full = str(numbers), name, body, needs_root, only_full

    def run(self):
        """The outcome (True, False, or None for left out) and the line about it."""
        start = time.time()
        try:
            if self.needs_root and os.geteuid() != 0: raise LeftOut("needs root")
            note, outcome = self.body(), True
        except LeftOut as reason: note, outcome = "left out: %s" % reason, None
        except Exception as error:
            note, outcome = "%s%s" % ("" if isinstance(error, Wrong) else type(error).__name__ + ": ", error), False
        seconds = time.time() - start
        line = "%-4s row %-6s %s%s%s" % ({True: "ok", False: "FAIL", None: "--"}[outcome], self.numbers, self.name, ": " + note if note else "", " (%.0f s)" % seconds if seconds >= 3 else "")
        return outcome, line


def row(numbers, name, needs_root=False, only_full=False):
    """Puts the function below into the list; one that takes minutes is run in full mode only."""
    def declare(body):
        ROWS.append(Row(numbers, name, body, needs_root, only_full))
        return body
    return declare


class Run:
    """A run of the program: exit status and both streams."""
    def __init__(self, *arguments, before=(), stdout=subprocess.PIPE, stdin=None, timeout=300, cwd=None, more_env=None, **more):
        start = time.time()
        command = [*before, Settings.program, *[a if isinstance(a, bytes) else str(a) for a in arguments]]
        if stdin is None: more["stdin"] = subprocess.DEVNULL
        else: more["input"] = stdin
        self.command = command[len(before):]
        try:
            done = subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, timeout=timeout, env=dict(env, **(more_env or {})), cwd=cwd or work, **more)
            self.status, self.out, self.err = done.returncode, done.stdout or b"", done.stderr.decode("utf-8", "replace")
        except subprocess.TimeoutExpired:
            self.status, self.out, self.err = "hang", b"", ""
        self.seconds = time.time() - start

    @property
    def text(self): return self.out.decode("utf-8", "replace")

    def __str__(self): return "`%s` exit %s: %s" % (" ".join(str(word)[:60] for word in self.command[1:6]), self.status, (self.err or self.text)[-300:].strip())


def require(condition, what):
    if not condition: raise Wrong(str(what))


def expect(run, status, *messages):
    require(run.status in (status if isinstance(status, tuple) else (status,)), "%s wanted; %s" % (status, run))
    for message in messages: require(re.search(message, run.err + run.text), "`%s` is not said; %s" % (message, run))
    if run.status not in (0, 1, 3): require(run.err.strip(), "no message; %s" % run)
    return run


def path(name): return os.path.join(work, name)


def write(name, data):
    os.makedirs(os.path.dirname(path(name)), exist_ok=True)
    with open(path(name), "wb") as file: file.write(data if isinstance(data, bytes) else data.encode())
    return path(name)


def story(title, text): return "%s\n\n%s\n" % (title, text)


def page(title, body, head=""):
    return "<!doctype html><html><head><meta charset=utf-8><title>%s</title>%s</head><body><article><h1>%s</h1><p>%s</p></article></body></html>" % (title, head, title, body)


@functools.cache
def knows(*words):
    """Whether the program's help for a command names an option, or the command at all."""
    return all(word.encode() in Run(words[0], "--help").out for word in words[1:]) and Run(words[0], "--help").status == 0


def needs(*words):
    if not knows(*words): raise LeftOut("the program has no `%s`" % " ".join(words))


@functools.cache
def whole_verify(): return ["--full", "--originals"] if knows("verify", "--full") else ["--originals"]


def dump(store): return expect(Run("dump", "--archive", store, *QUERIES), 0).out.replace(store.encode(), b"{store}")


def verify(store, status=0, *messages): return expect(Run("verify", *whole_verify(), "--archive", store), status, *messages)


def tree(store):
    """Every file's bytes, for `not one byte changed`."""
    return {os.path.relpath(os.path.join(d, f), store): open(os.path.join(d, f), "rb").read() for d, _, fs in os.walk(store) for f in fs if f not in ("LOCK", "VERIFIED")}


def copy(name, source=None):
    shutil.rmtree(path(name), ignore_errors=True)
    shutil.copytree(source or path("several"), path(name), symlinks=True)
    return path(name)


def files(store, ending): return sorted(os.path.join(d, f) for d, _, fs in os.walk(store) for f in fs if f.endswith(ending))


def count(store, *query):
    run = Run("search", "--archive", store, "--count", *query)
    return int(run.text.split()[0]) if run.text.split() else 0


def ids(store, *query):
    return (Run("search", "--archive", store, "--ids", "--limit", "0", *query) if query else Run("list", "--archive", store, "--ids", "--limit", "0")).text.split()


def index(store, *inputs, status=0): return expect(Run("index", "--quiet", "--threads", "1", "--archive", store, *inputs), status)


def extra(): return path("extra/late.txt")


def prepare():
    """An archive of four articles in three commits, which rows copy and never change."""
    write("in/convoy.txt", story("Convoy stopped near the border", "Armed vehicles stopped a convoy by the river on Saturday, the police said."))
    write("in/harvest.html", page("Harvest report", "The harvest was good in every valley, and the carters were paid.", "<link rel=canonical href=https://paper.example/2024/harvest-report>"))
    index(path("several"), path("in"))
    write("more/market.txt", story("Cartwrights open a market", "A market of carts opened by the border river on Monday, the army said."))
    index(path("several"), path("more"))
    write("last/trial.txt", story("A trial begins", "The trial of the carters began, a report said."))
    index(path("several"), path("last"))
    require(len(files(path("several"), ".segment")) == 3, "three segments to begin with")
    write("extra/late.txt", story("A late convoy", "A late convoy came by the river."))


def traced(calls, *arguments, only=None):
    """The system calls of a run, as lines with the paths of their descriptors."""
    log = path("trace-%d" % threading.get_ident())
    Run(*arguments, before=["strace", "-f", "-qq", "-y", "-o", log, "-e", "trace=" + calls])
    return [line for line in open(log, errors="replace") if only is None or only in line]


def inject(call, fault, number, *arguments):
    return Run(*arguments, before=["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + call, "-e", "inject=%s:%s:when=%s" % (call, fault, number)])


def places(call, store, *arguments):
    """Which of a run's calls touch the archive, by number, with the line that shows it; the run has one thread."""
    return [(number, line) for number, line in enumerate(traced(call, *arguments), 1) if store in line]


def spread(cases, most):
    """All of them in full mode, else as many as that, evenly."""
    cases = list(cases)
    if Settings.is_full or len(cases) <= most: return cases
    return [cases[i * len(cases) // most] for i in range(most)]


@functools.cache
def shim():
    """The library that makes short reads, short writes and interruptions."""
    compiler = next((name for name in ("cc", "gcc", "clang") if shutil.which(name)), None)
    if not compiler: raise LeftOut("no C compiler for faultshim.c")
    subprocess.run([compiler, "-O2", "-shared", "-fPIC", "-o", path("shim.so"), os.path.join(HERE, "faultshim.c"), "-ldl"], check=True, capture_output=True)
    return path("shim.so")


class Mounted:
    """A file system of some megabytes or inodes, for the length of a `with`."""
    def __init__(self, name, kind="tmpfs", source="tmpfs", options=""):
        self.place, self.command = path(name), ["mount", "-t", kind, *(["-o", options] if options else []), source, path(name)]

    def __enter__(self):
        os.makedirs(self.place, exist_ok=True)
        if subprocess.run(self.command, capture_output=True).returncode: raise LeftOut("no mounts here")
        return self.place

    def __exit__(self, *error): subprocess.run(["umount", self.place], capture_output=True)


def leave(): shutil.rmtree(work, ignore_errors=True)
