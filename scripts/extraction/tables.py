"""The tables that people read."""

import json


def print_all(figures, options):
    table("body", figures, "bodies", [
        ("pages", "bodies", "d"), ("sites", "sites", "d"), ("F1", "f1", "f"), ("95 % from", "low", "f"), ("to", "high", "f"),
        ("precision", "precision", "f"), ("recall", "recall", "f"), ("identical", "identical", "f"),
        ("under .5", "below_half", "f")])
    table("pieces of bodies", figures, ("snippet_f1", "prefix_found"), [
        ("F1", "snippet_f1", "f"), ("precision", "snippet_precision", "f"), ("recall", "snippet_recall", "f"),
        ("beginning held", "prefix_found", "f"), ("is first", "prefix_first", "f")])
    table("title", figures, "titles", [
        ("pages", "titles", "d"), ("exact", "title", "f"), ("alike", "title_near", "f"), ("held", "title_held", "f")])
    table("authors", figures, ("authors", "ghost_authors"), [
        ("pages", "authors", "d"), ("all right", "author", "f"), ("precision", "author_precision", "f"),
        ("recall", "author_recall", "f"), ("found", "author_found", "f"), ("pages without", "ghost_authors", "d"),
        ("invented", "ghost_author", "f")])
    table("date", figures, ("dates", "ghost_dates"), [
        ("pages", "dates", "d"), ("same day", "date", "f"), ("a day off", "date_near", "f"),
        ("found", "date_found", "f"), ("pages without", "ghost_dates", "d"), ("invented", "ghost_date", "f")])
    table("others", figures, ("language", "source"), [("language", "language", "f"), ("source", "source", "f")])
    print_missing(figures)
    for name, _, scores in figures:
        if scores is not None:
            print_pages(name, scores, options)


def table(title, figures, needed, columns):
    """One line a set that has any of the figures needed."""
    needed = (needed,) if isinstance(needed, str) else needed
    rows = [(name, values) for name, values, _ in figures if any(key in values for key in needed)]
    if not rows:
        return
    print(f"{title:<17}" + "".join(f"{head:>15}" for head, _, _ in columns))
    for name, values in rows:
        print(f"  {name:<15}" + "".join(f"{cell(values.get(key), kind):>15}" for _, key, kind in columns))
    print()


def cell(value, kind):
    if value is None:
        return "-"
    return str(value) if kind == "d" else f"{value:.4f}".lstrip("0") if value < 1 else f"{value:.3f}"


def print_missing(figures):
    for name, values, _ in figures:
        if values["missing"] and name != "pooled":
            print(f"{name}: {values['missing']} pages gave no article")


def print_pages(name, scores, options):
    if options.worst and scores.bodies:
        print(f"worst bodies of {name}")
        for value, row in scores.worst()[:options.worst]:
            print(f"  {value:.3f} {row['id']} {row.get('url', '')}")
    if options.fields:
        for kind in ("title", "author", "ghost author", "date", "ghost date"):
            wrong = [problem for problem in scores.problems if problem[0] == kind]
            if wrong:
                print(f"{kind} of {name}: {len(wrong)} wrong")
            for _, row, wanted, found in wrong[:options.fields]:
                print(f"  {row['id']} {json.dumps(wanted, ensure_ascii=False)} ≠ "
                      f"{json.dumps(found, ensure_ascii=False)}")


def print_speed(measured, options):
    if options.json:
        for name, values in measured:
            print(json.dumps({"set": name} | values))
        return 0
    heads = ("pages", "kB a page", "pages a CPU s", "MB a CPU s", "one page, ms", "peak MB", "of ten times")
    print(f"{'speed':<17}" + "".join(f"{head:>15}" for head in heads))
    for name, values in measured:
        seconds = values["seconds"]
        cells = (
            f"{values['pages']}", f"{values['bytes'] / values['pages'] / 1000:.0f}",
            f"{values['pages'] / seconds:.0f}", f"{values['bytes'] / seconds / 1e6:.0f}",
            f"{values['first'] * 1000:.1f}", f"{values['peak']:.1f}", f"{values['peak_of_ten']:.1f}")
        print(f"  {name:<15}" + "".join(f"{text:>15}" for text in cells))
    return 0
