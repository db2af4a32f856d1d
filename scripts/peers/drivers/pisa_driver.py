#!/usr/bin/env python3
"""PISA's Python package by the protocol of scripts/peers/README.md, at the level of its C++ module.

A query's time is taken inside the iterator that the module pulls queries from: from handing it out until the next one
is asked for, which is to split, search and copy the names of the hits. There are no positions, no counts, no adding.
"""
import importlib.util, os, pathlib, threading
import driver
import numpy


def load_module():
    """The C++ module alone: the package around it takes seconds to start."""
    folder = pathlib.Path(list(importlib.util.find_spec("pyterrier_pisa").submodule_search_locations)[0])
    found = importlib.util.spec_from_file_location("_pisathon", next(folder.glob("_pisathon*.so")))
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


pisa = load_module()
words, options = driver.arguments()


def prepare(context, index):
    pisa.prepare_index(context, index, "block_simdbp", "bm25", "", block_size=64, quantize=1, bm25_k1=1.2, bm25_b=0.75)


def feed(corpus, pipe, counts):
    """Writes `<number> <words>` lines, as PISA reads them."""
    with open(corpus, "rb", 1 << 20) as lines, open(pipe, "wb", 1 << 20) as out:
        for line in lines:
            out.write(line.replace(b"\t", b" ", 1))
            counts[0] += 1


def build():
    start = driver.now()
    index, counts = words[1], [0]
    os.makedirs(index, exist_ok=True)
    pipe = os.path.join(index, "lines")
    os.mkfifo(pipe)
    feeder = threading.Thread(target=feed, args=(words[2], pipe, counts), daemon=True)
    feeder.start()
    pisa.index(pipe, index, "", 100_000, int(options.get("--threads", "1")))
    feeder.join()
    os.unlink(pipe)
    indexed = driver.now()
    prepare(pisa.RetrievalContext(), index)
    # What is only needed for making the rest does not count as part of the index.
    for name in os.listdir(index):
        if name.startswith("inv.") or name.startswith("fwd") and not name.endswith("lex"):
            os.unlink(os.path.join(index, name))
    driver.done(docs=counts[0], index_s=indexed - start, merge_s=driver.now() - indexed)


class Timed:
    """One query, and the time between the two calls that ask for one."""

    def __init__(self, text):
        self.text, self.start, self.ns = text, None, 0

    def __len__(self):
        return 1

    def __iter__(self):
        return self

    def __next__(self):
        if self.start is None:
            self.start = driver.now_ns()
            return 0, self.text
        self.ns = driver.now_ns() - self.start
        raise StopIteration


def algorithm(text):
    """How to search; None for what cannot be asked: phrases, exclusions, required beside optional words."""
    parts = text.split()
    required = sum(part.startswith("+") for part in parts)
    if '"' in text or "-" in text or required not in (0, len(parts)):
        return None
    if len(parts) == 1:
        return options.get("--term", "block_max_ranked_and")
    if required:
        return options.get("--intersection", "block_max_ranked_and")
    return options.get("--union", "block_max_wand")


def serve():
    context = pisa.RetrievalContext()
    prepare(context, words[1])
    rooms = {}

    def search(text, limit, is_counted):
        chosen = algorithm(text)
        if limit == 0 or is_counted or chosen is None:
            return None
        types = (numpy.int32, object, numpy.int32, numpy.float32)
        queries, names, ranks, scores = rooms.setdefault(limit, [numpy.zeros(limit, kind) for kind in types])
        query = Timed(text.replace("+", ""))
        count = pisa.retrieve(context, chosen, query, k=limit, threads=1, pretokenised=0, query_weighted=0,
                              result_qidxs=queries, result_docnos=names, result_ranks=ranks, result_scores=scores)
        return count, query.ns, lambda: [(int(names[place]), float(scores[place])) for place in range(count)]
    driver.serve(search)


{"build": build, "serve": serve}[words[0]]()
