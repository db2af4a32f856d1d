"""Writes what was measured, as a table for people and as JSON."""
import json, os


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}"


def best_peer(figures, engines, key):
    """The fastest of those that were asked every query."""
    most = max(figure["queries"] for figure in figures.values())
    peers = [(figure[key], name) for name, figure in figures.items() if name != "ours" and figure["queries"] == most]
    return min(peers, default=(None, ""))


def ratios(figures, engines):
    """Our mean and p99 to those of the best peer in each, with its name."""
    found = []
    for key in ("mean", "p99"):
        time, name = best_peer(figures, engines, key)
        found.append(f"{figures['ours'][key] / time:.2f} {name}" if time and "ours" in figures else "")
    return found


def query_table(rows, names):
    yield "| class | command | ours to best, mean | ours to best, p99 | " + " | ".join(names) + " |"
    yield "|---|---|---|---|" + "---:|" * len(names)
    for row in rows:
        cells = []
        for name in names:
            figure = row["figures"].get(name)
            cells.append(f"{number(figure['mean'])} / {number(figure['p99'])}" if figure else "-")
        yield f"| {row['class']} | {row['command']} | " + " | ".join(ratios(row["figures"], names) + cells) + " |"


def plain_table(rows, columns):
    yield "| " + " | ".join(columns) + " |"
    yield "|---|" + "---:|" * (len(columns) - 1)
    for row in rows:
        yield "| " + " | ".join(row[name] if isinstance(row[name], str) else number(row[name]) for name in columns) + " |"


def text(results):
    facts = results["corpus"]
    yield f"# Measured on {results['date']}\n"
    yield (f"{facts['documents']:,} documents, {facts['bytes'] / 1e6:,.0f} MB of words, {facts['words']:,} of them; "
           f"{facts['real']:,} documents are real, the others recombined. {results['machine']}.\n")
    for engine, note in results["engines"].items():
        yield f"- {engine}: {note}"
    if results["build"]:
        yield "\n## Building\n\nOne thread, merged into one segment, durable; the index that is searched below.\n"
        columns = ("engine", "mb_per_cpu_s", "mb_per_s", "cpu_s", "wall_s", "rss_mb", "size_mb")
        yield from plain_table(results["build"], columns)
    if results["add"]:
        yield "\n## Adding\n\nTo that index, until durable and found; milliseconds, the middle of all turns.\n"
        yield from plain_table(results["add"], ("engine", "documents", "process_ms", "work_ms", "least_ms"))
    for name, rows in results["search"].items():
        yield f"\n## Searching: {name} queries\n\nMicroseconds, mean / p99 over queries, each query's best turn.\n"
        yield from query_table(rows, list(results["engines"]))
    for name, (asked, wrong) in results["checked"].items():
        yield f"\nOf {asked} {name} queries {len(wrong)} had another count or other scores than the texts say."
    yield f"\nEngines differed in the count of {len(results['differing'])} queries."


def write(results, folder):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "results.json"), "w", encoding="utf-8") as file:
        json.dump(results, file, indent=1)
    with open(os.path.join(folder, "results.md"), "w", encoding="utf-8") as file:
        file.write("\n".join(text(results)) + "\n")
