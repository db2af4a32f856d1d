"""The archives that the matrices begin with, made from texts of our own."""
import functools, glob, json, os, random, shutil, signal, subprocess, sys, tempfile, time

TOOLS = os.path.dirname(os.path.abspath(__file__))
CONVOY = "Convoy stopped near the border\n\nBy Ana Reporter\n\nPORT HARMONY, June %d, 2024 - Armed vehicles stopped %s by the river, %s.\n\nThe police said that %s was hurt.\n"
HARVEST = ("<!doctype html><html lang=en><head><meta charset=utf-8><title>Harvest report</title><link rel=canonical href=https://paper.example/harvest/2024/report>"
           "<meta property=article:published_time content=2024-09-01T10:00:00Z></head><body><article><h1>Harvest report</h1><p>The harvest was good in every valley, and the carters were paid.</p>"
           "<p>The river was lower than in other years, said the report.</p></article></body></html>\n")
WORDS = ("government minister police report said that river border convoy harvest market carters mayor army bridge valley school village water bread road winter light harbour ferry court trial vote budget strike union price grain cattle storm flood fire clinic"
         " doctor teacher driver pilot captain border guard letter press office paper station line train tower wall door window field").split()


class Stores:
    """A folder of archives, each named after what it has been through."""
    def __init__(self, program):
        self.program, self.work, self.hidden = program, tempfile.mkdtemp(prefix="faults-"), None

    def path(self, name): return os.path.join(self.work, name)
    def remove(self): shutil.rmtree(self.work, ignore_errors=True)

    def state(self, what, archive="{store}"):
        """The command that checks or shows a state; what older programs check in one go newer ones divide into levels."""
        levels = "-full" if what.endswith("verify") and self.knows("verify", "--full") else ""
        return [os.path.join(TOOLS, "state"), self.program, what + levels, archive]

    @functools.cache
    def knows(self, command, option=""):
        done = subprocess.run([self.program, command, "--help"], capture_output=True)
        return done.returncode == 0 and option.encode() in done.stdout

    @property
    def verify_command(self): return ["verify", *(["--full"] if self.knows("verify", "--full") else []), "--originals", "--archive", "{store}"]

    def run(self, *arguments, ok=(0, 3)):
        done = subprocess.run([self.program, *arguments], capture_output=True)
        if done.returncode not in ok: sys.exit("faults: %s: exit %d: %s" % (" ".join(arguments), done.returncode, done.stderr.decode("utf-8", "replace")))
        return done.stdout.decode()

    def index(self, name, *inputs): self.run("index", "--archive", self.path(name), *inputs)
    def find(self, name, query): return self.run("search", "--archive", self.path(name), "--ids", query).split()[0]

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "w", encoding="utf-8") as file: file.write(text)
        return self.path(name)

    def make(self):
        """Nothing, an empty archive, one batch, several batches with versions and a removed article, and the same with a kept search."""
        os.makedirs(self.path("nothing")); os.makedirs(self.path("none"))
        self.index("empty", self.path("nothing"))
        self.write("in/convoy.txt", CONVOY % (8, "a convoy", "the mayor said on Saturday", "nobody")); self.write("in/harvest.html", HARVEST); self.write("in/empty.txt", "")
        lines = [dict(title="Reservoir half empty %d" % n, body="Le réservoir du village est vide, a dit la mairie. Part %d of the report on the river." % n, date="2024-0%d-01" % n, source="The Valley Paper") for n in range(1, 5)]
        self.write("in/lines.jsonl", "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
        self.index("one", self.path("in")); shutil.copytree(self.path("one"), self.path("several"))
        self.write("in/convoy.txt", CONVOY % (9, "two convoys", "the army said now", "one driver")); self.write("in/late/copy.html", HARVEST)
        self.write("in/late/market.txt", "Cartwrights open a market\n\nA market of carts opened by the border river on Monday, the police said.\n")
        self.index("several", self.path("in"))
        self.index("several", self.write("later/trial.txt", "A trial begins\n\nThe trial of the carters began, a report said.\n"))
        self.hidden = self.find("several", "trial"); self.run("remove", "--archive", self.path("several"), self.hidden)
        shutil.copytree(self.path("several"), self.path("kept")); self.run("save", "--archive", self.path("kept"), "river", "river OR report", "--everything")
        with open(self.path("empty.dump"), "wb") as file: file.write(subprocess.run(self.state("dump", self.path("empty")), capture_output=True).stdout.replace(self.path("empty").encode(), b"{store}"))

    def damaged(self):
        """With a bit of a segment turned over and another segment lost."""
        store = self.path("damaged")
        if not os.path.exists(store):
            shutil.copytree(self.path("several"), store); first, second = sorted(glob.glob(store + "/segments/*.segment"))[:2]
            data = bytearray(open(first, "rb").read()); data[len(data) // 2] ^= 16
            with open(first, "wb") as file: file.write(data)
            os.unlink(second)
        return store

    def older_backup(self):
        """A backup of the archive as it was one batch ago."""
        store = self.path("older")
        if not os.path.exists(store): self.run("backup", "--archive", self.path("one"), store)
        return store

    @property
    def has_checkpoints(self): return bool(self.interrupted())

    @functools.cache
    def interrupted(self):
        """With a reindexing that was stopped when it had something to go on from; None if this program notes nothing."""
        # More than are read side by side, so that a stop may come between two rounds.
        lines = [dict(title="Report number %d" % n, text="The convoy number %d came by the border river, said the police." % n, source="The Valley Paper") for n in range(600)]
        self.index("hundreds", self.write("hundreds.jsonl", "".join(json.dumps(line) + "\n" for line in lines)))
        for tenths in range(1, 60):
            store = self.path("interrupted"); shutil.rmtree(store, ignore_errors=True); shutil.copytree(self.path("hundreds"), store)
            child = subprocess.Popen([self.program, "reindex", "--threads", "1", "--archive", store], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(tenths / 10); child.send_signal(signal.SIGINT)
            if child.wait() == 0: return None
            if os.path.exists(store + "/tmp/reindex"): return store
        return None

    def large(self, texts):
        """Some 2,000 articles in several segments, with versions, labels, notes and removed ones."""
        folder = texts or self.path("texts")
        if not texts:
            rng = random.Random(7)
            for n in range(2000): self.write("texts/%02d/%d.txt" % (n % 20, n), "%s\n\n%s\n" % (" ".join(rng.choices(WORDS, k=6)).capitalize(), ".\n\n".join(" ".join(rng.choices(WORDS, k=30)).capitalize() for _ in range(8))))
        parts = sorted(os.path.join(folder, name) for name in os.listdir(folder))
        for part in parts[:5] if texts else parts: self.index("large", part)
        some = self.run("list", "--archive", self.path("large"), "--ids", "--limit", "40").split()
        self.run("tag", "--archive", self.path("large"), *some[:10], "+border"); self.run("note", "--archive", self.path("large"), some[3], "Ask the carters."); self.run("remove", "--archive", self.path("large"), "--yes", *some[20:30])
        return self.path("large")
