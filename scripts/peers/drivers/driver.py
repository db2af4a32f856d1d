"""What the drivers in Python share: arguments, the lines of a corpus, the loop that answers."""
import json, sys, time

now = time.perf_counter
now_ns = time.perf_counter_ns


def arguments():
    """Words, and options by name."""
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    options = dict(word.partition("=")[::2] for word in sys.argv[1:] if word.startswith("--"))
    return words, options


def documents(path):
    """Number and text of each document."""
    with open(path, encoding="ascii", buffering=1 << 20) as file:
        for line in file:
            number, _, text = line.rstrip("\n").partition("\t")
            yield int(number), text


def command(text):
    """How many hits are wanted, whether they are counted, whether they are shown; None for what is unknown."""
    parts = text.split("_")
    if text == "COUNT":
        return 0, True, False
    if parts[0] in ("TOP", "SHOW") and len(parts) > 1:
        return int(parts[1]), len(parts) > 2, parts[0] == "SHOW"
    return None


def serve(search):
    """Answers until standard input ends.

    search(query, limit, is_counted) gives a result, its time in ns, and what gives (number, score) of each hit; None
    where it cannot answer.
    """
    for line in iter(sys.stdin.readline, ""):
        asked, _, query = line.rstrip("\n").partition("\t")
        wanted = command(asked)
        found = wanted and search(query, wanted[0], wanted[1])
        if not found:
            print("UNSUPPORTED", flush=True)
            continue
        result, ns, hits = found
        shown = "\t" + " ".join(f"{number}:{score:.7g}" for number, score in hits()) if wanted[2] else ""
        print(f"{result}\t{ns}{shown}", flush=True)


def done(**facts):
    print(json.dumps(facts), flush=True)
