"""Runs `morgue extract --json` over the pages of a set."""

import json
import os
import subprocess
import sys
import tempfile

# Longer lists of names do not fit into an argument list everywhere.
CHUNK = 500


def page_path(folder, row):
    return os.path.join(folder, row.get("html") or os.path.join("html", row["id"] + ".html"))


def extracted(program, folder, rows):
    """The first article of each page, by the id of the page; pages that gave none are left out."""
    found = {}
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start:start + CHUNK]
        paths = {os.path.realpath(page_path(folder, row)): row["id"] for row in chunk}
        process = subprocess.run([program, "extract", "--json", "--no-dropped", *paths], stdout=subprocess.PIPE)
        if process.returncode not in (0, 3):
            sys.exit(f"eval-extraction: {program} ended with {process.returncode} in {folder}")
        for line in process.stdout.decode("utf-8").split("\n"):
            article = json.loads(line) if line else {}
            if "body" not in article:
                continue
            page = paths[os.path.realpath(article["path"])]
            found.setdefault(page, prediction(page, article))
    return found


def prediction(page, article):
    """An article of `extract --json` with the names that the gold has."""
    values = {field["name"]: field["value"] for field in article["fields"]}
    return {
        "id": page, "body": article["body"], "title": values.get("title"), "author": values.get("byline"),
        "date": values.get("published"), "lang": values.get("lang"), "site": values.get("source"),
        "canonical": values.get("canonical")}


def speed(program, folder, rows, rounds):
    """The cheapest of some rounds: pages, bytes, processor seconds, peak memory in MB of one and of ten."""
    paths = [page_path(folder, row) for row in rows]
    size = sum(os.path.getsize(path) for path in paths)
    runs = [run(program, paths) for _ in range(rounds)]
    start = min(run(program, paths[:1])[0] for _ in range(rounds))
    return {
        "pages": len(paths), "bytes": size, "seconds": min(seconds for seconds, _ in runs),
        "first": start, "peak": max(peak for _, peak in runs), "peak_of_ten": run(program, paths * 10)[1]}


def run(program, paths):
    """Processor seconds and peak memory in MB of extracting the pages, the output thrown away."""
    with open(os.devnull, "wb") as nowhere, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen([program, "extract", "--json", "--no-dropped", *paths], stdout=nowhere, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 3):
        sys.exit(f"eval-extraction: {program} ended with {process.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
