"""The engines that are measured: how each driver is started, and what is to be known of its answers."""
import dataclasses, glob, os

HERE = os.path.dirname(os.path.abspath(__file__))


@dataclasses.dataclass
class Engine:
    name: str
    command: list
    note: str
    index: str = ""             # engines of the same index share one
    build: tuple = ()           # further arguments
    serve: tuple = ()
    warm: float = 1             # seconds of warming up for each class and command
    scale: float | None = 1.0   # what brings its scores to those of BM25 as in the books; None if they are others
    has_positions: bool = True
    can_add: bool = True

    def __post_init__(self):
        self.index = self.index or self.name


def ours(program):
    return Engine("ours", [program], "morgue-bench, one-byte lengths", warm=0)


def peers(lab):
    """Every peer that `scripts/peers/setup` has put into the lab."""
    python = os.path.join(lab, "venv", "bin", "python")
    java = os.path.join(lab, "arcade", "arcadedb_embedded", "jre", "bin", "java")
    jars = [os.path.join(lab, "lucene", "classes")] + sorted(glob.glob(os.path.join(lab, "lucene", "lucene-*.jar")))
    lucene = [java, "-Xmx4g", "-XX:+UseParallelGC", "--add-modules", "jdk.incubator.vector",
              "--enable-native-access=ALL-UNNAMED", "-Djava.util.logging.config.file=/dev/null", "-cp", ":".join(jars),
              "LuceneDriver"]
    pisa = [python, os.path.join(HERE, "drivers", "pisa_driver.py")]
    frequencies = dict(index="pisa", scale=None, has_positions=False, can_add=False)
    all_peers = [
        Engine("lucene", lucene, "Lucene 10.5.2, Java 25 with vectors, one-byte lengths", warm=10, scale=2.2),
        Engine("pisa-bmw", pisa, "PISA, quantised impacts, block-max WAND", **frequencies),
        Engine("pisa-ms", pisa, "PISA, quantised impacts, MaxScore", **frequencies,
               serve=("--union=maxscore", "--intersection=ranked_and", "--term=ranked_or")),
        Engine("tantivy-py", [python, os.path.join(HERE, "drivers", "tantivy_driver.py")],
               "Tantivy 0.27 from Python, which cannot prune: TOP_k costs as much as TOP_k_COUNT", build=("--ram=4000",)),
        Engine("sqlite", [os.path.join(lab, "bin", "sqlite_driver")], "SQLite FTS5 without contents, exact lengths"),
    ]
    return [engine for engine in all_peers if os.path.exists(engine.command[0])]
