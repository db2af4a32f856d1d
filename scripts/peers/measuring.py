"""Runs drivers and takes their times."""
import collections, json, os, random, shutil, statistics, subprocess, time

CLASSES = ("term", "intersection", "union", "phrase", "mixed")
COMMANDS = ("TOP_10", "COUNT", "TOP_10_COUNT", "TOP_100", "TOP_1000")
SLOWEST = 8         # seconds for one pass over the queries; a slower engine is asked every n-th only


def run(command):
    """One process: seconds, processor seconds, peak memory in MB, and the JSON of its last line."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    output, errors = process.stdout.read(), process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    lines = [line for line in output.decode(errors="replace").splitlines() if line.startswith("{")]
    if process.returncode or not lines:
        raise RuntimeError(f"{' '.join(command)}: exit {process.returncode}\n{errors.decode(errors='replace')[-1000:]}")
    return {"wall_s": wall, "cpu_s": usage.ru_utime + usage.ru_stime, "rss_mb": usage.ru_maxrss / 1024,
            **json.loads(lines[-1])}


def size(path):
    return sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(path) for name in names)


def build(engine, index, corpus, facts, options=()):
    """Builds anew; MB of words a second, and the index's share of them."""
    shutil.rmtree(index, ignore_errors=True)
    with open(corpus, "rb") as file:        # so that nobody waits for the disk
        while file.read(1 << 24):
            pass
    found = run([*engine.command, "build", index, corpus, *engine.build, *options])
    megabytes = facts["bytes"] / 1e6
    return {"engine": engine.name, **found, "size_mb": size(index) / 1e6, "size_share": size(index) / facts["bytes"],
            "mb_per_s": megabytes / found["wall_s"], "mb_per_cpu_s": megabytes / found["cpu_s"]}


class Client:
    """One process that answers."""

    def __init__(self, engine, index):
        self.engine = engine
        self.process = subprocess.Popen([*engine.command, "serve", index, *engine.serve], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)

    def ask(self, command, query):
        """The fields of the answer; None where the engine cannot answer."""
        self.process.stdin.write(f"{command}\t{query}\n".encode())
        self.process.stdin.flush()
        line = self.process.stdout.readline().decode()
        if not line:
            raise RuntimeError(f"{self.engine.name} ended at {command} {query}")
        return None if line.startswith("UNSUPPORTED") else line.rstrip("\n").split("\t")

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Round:
    """All engines on one class of queries and one command, in turns."""

    def __init__(self, command, queries, clients):
        self.command, self.best, self.counts = command, {}, collections.defaultdict(dict)
        self.asked = {}
        for client in clients:
            if any(client.ask(command, query) for query in queries[:4]):
                self.asked[client] = queries[::self.stride(client, queries)]
                self.best[client.engine.name] = {}
                self.warm(client)

    def stride(self, client, queries):
        start = time.perf_counter()
        some = queries[:15]
        for query in some:
            client.ask(self.command, query)
        passing = (time.perf_counter() - start) / len(some) * len(queries)
        return max(1, int(passing / SLOWEST + 0.999))

    def warm(self, client):
        end = time.perf_counter() + client.engine.warm
        while time.perf_counter() < end:
            for query in self.asked[client]:
                client.ask(self.command, query)

    def turn(self):
        for client, queries in self.asked.items():
            best = self.best[client.engine.name]
            for query in queries:
                fields = client.ask(self.command, query)
                if fields:
                    best[query] = min(int(fields[1]) / 1000, best.get(query, float("inf")))
                    if "COUNT" in self.command:
                        self.counts[query][client.engine.name] = int(fields[0])

    def figures(self):
        """Microseconds of each engine over the queries, each the best of all turns."""
        found = {}
        for name, best in self.best.items():
            times = sorted(best.values())
            found[name] = {"mean": statistics.mean(times), "median": statistics.median(times),
                           "p99": times[min(len(times) - 1, int(len(times) * 0.99))], "queries": len(times)}
        return found

    def differing(self):
        return [(query, found) for query, found in self.counts.items() if len(set(found.values())) > 1]


def read_queries(path):
    found = collections.defaultdict(list)
    with open(path, encoding="ascii") as file:
        for line in file:
            kind, query = line.rstrip("\n").split("\t")
            found[kind].append(query)
    for queries in found.values():
        random.Random(2).shuffle(queries)
    return found


def search(engines, indexes, queries, classes, commands, turns, show):
    """Rows of figures for each class and command, and the queries on whose counts engines differ."""
    clients = [Client(engine, indexes[engine.name]) for engine in engines]
    rows, differing = [], []
    for kind in (kind for kind in classes if queries[kind]):
        for command in commands:
            this = Round(command, queries[kind], clients)
            for _ in range(turns):
                this.turn()
            rows.append({"class": kind, "command": command, "figures": this.figures()})
            differing += this.differing()
            show(rows[-1])
    for client in clients:
        client.close()
    return rows, differing


def add(engine, index, corpus, facts, count, turns, folder):
    """Adds `count` documents to a copy of an index, again and again: milliseconds of the whole process, the middle one."""
    copy, documents = os.path.join(folder, "add-index"), os.path.join(folder, "add.tsv")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(index, copy)
    subprocess.run(["sync", "-f", copy], check=True)
    with open(corpus, "rb") as file:
        texts = [line.split(b"\t", 1)[1].rstrip() for line, _ in zip(file, range(600))]
    walls, number = [], facts["documents"]
    for turn in range(turns):
        with open(documents, "wb") as file:
            for place in range(count):
                number += 1
                file.write(b"%d\t%s zzunique%dx%d\n" % (number, random.Random(number).choice(texts), count, number))
        found = run([*engine.command, "add", copy, documents])
        walls.append({"process_ms": found["wall_s"] * 1000, "work_ms": found["searchable_s"] * 1000})
    shutil.rmtree(copy)
    return {"engine": engine.name, "documents": count,
            **{name: statistics.median(wall[name] for wall in walls) for name in walls[0]},
            "least_ms": min(wall["process_ms"] for wall in walls)}
