#!/usr/bin/env python3
"""Tantivy's Python package by the protocol of scripts/peers/README.md.

The package always puts its collectors into one that counts, so nothing is pruned here; the library itself prunes.
"""
import os
import driver
import tantivy

words, options = driver.arguments()


def schema():
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=False, tokenizer_name="whitespace", index_option="position")
    builder.add_unsigned_field("number", stored=False, indexed=False, fast=True)
    return builder.build()


def add_all(writer, path):
    """Adds all lines; gives how many, and the last word."""
    count, text = 0, ""
    for number, text in driver.documents(path):
        document = tantivy.Document()
        document.add_unsigned("number", number)
        document.add_text("text", text)
        writer.add_document(document)
        count += 1
    return count, text.rsplit(" ", 1)[-1]


def build():
    start = driver.now()
    os.makedirs(words[1], exist_ok=True)
    index = tantivy.Index(schema(), path=words[1])
    heap = int(float(options.get("--ram", "512")) * 1e6)
    writer = index.writer(heap_size=heap, num_threads=int(options.get("--threads", "1")))
    count, _ = add_all(writer, words[2])
    writer.commit()
    indexed = driver.now()
    writer.wait_merging_threads()
    driver.done(docs=count, index_s=indexed - start, merge_s=driver.now() - indexed)


def add():
    start = driver.now()
    index = tantivy.Index.open(words[1])
    writer = index.writer(heap_size=64_000_000, num_threads=1)
    opened = driver.now() - start
    count, last = add_all(writer, words[2])
    added = driver.now() - start
    writer.commit()
    committed = driver.now() - start
    index.reload()
    hits = index.searcher().search(index.parse_query(last, ["text"]), limit=1, count=True).count
    driver.done(docs=count, open_s=opened, add_s=added, commit_s=committed, searchable_s=driver.now() - start, hits=hits)


def serve():
    index = tantivy.Index.open(words[1])
    index.config_reader(reload_policy="manual")
    index.reload()
    searcher = index.searcher()

    def search(text, limit, is_counted):
        start = driver.now_ns()
        query = index.parse_query(text, ["text"])
        found = searcher.search(query, limit=max(limit, 1), count=is_counted)
        result = found.count if is_counted else len(found.hits)
        ns = driver.now_ns() - start

        def hits():
            places = [place for _, place in found.hits]
            return zip(searcher.fast_field_values("number", places), [score for score, _ in found.hits]) if places else []
        return result, ns, hits
    driver.serve(search)


{"build": build, "add": add, "serve": serve}[words[0]]()
