"""Checks of the scoring by hand-worked examples, and of the whole way over pages of the sample archive."""

import json
import os
import sys

import running
import scoring

here = os.path.dirname(os.path.abspath(__file__))


def run(program):
    """Ends with an error at the first thing that is wrong; without a program only the scoring is checked."""
    body()
    fields()
    snippets()
    sets()
    if program:
        pages(program)
    return 0


def expect(found, wanted, what):
    if found != wanted:
        sys.exit(f"eval-extraction: {what}: {found!r} instead of {wanted!r}")


def near(found, wanted, what):
    expect(round(found, 6), round(wanted, 6), what)


def body():
    # Six tokens are three shingles; without the last token two of them are left.
    expect(scoring.body_counts("a b c d e f", "a b c d e"), (2 / 3, 0.0, 1 / 3), "a missing word")
    expect(scoring.body_counts("a b", "a b"), (1.0, 0.0, 0.0), "a text shorter than a shingle")
    expect(scoring.body_counts("a b c d", ""), (0.0, 0.0, 1.0), "nothing found")
    expect(scoring.body_counts("", "a b c d"), (0.0, 1.0, 0.0), "nothing wanted")
    # Two pages: P 1 and R 2/3, P none and R 0.
    score, precision, recall = scoring.body_score([(2 / 3, 0.0, 1 / 3), (0.0, 0.0, 1.0)])
    near(precision, 1.0, "mean precision, of pages with a prediction only")
    near(recall, 1 / 3, "mean recall")
    near(score, 0.5, "F1 of the means")
    low, high = scoring.interval([(1.0, 0.0, 0.0)] * 4, ["a", "a", "b", "c"])
    expect((low, high), (1.0, 1.0), "the interval of pages that are all right")
    expect(scoring.site("https://news.bbc.co.uk/1"), "bbc.co.uk", "a site below a second level")
    expect(scoring.site("https://www.zeit.de/a"), "zeit.de", "a site")


def fields():
    expect(scoring.title_scores("“Fire” in the Hold", "fire in the hold | Post"), (0, 0, 1), "a title with its site")
    expect(scoring.title_scores("“Fire” in the Hold", "FIRE IN THE HOLD."), (1, 1, 1), "a title in capitals")
    expect(scoring.names("By Ana Ruiz and Bo Li, PhD"), ["ana ruiz", "bo li"], "names of a byline")
    expect(scoring.author_counts(["Ana Ruiz", "Bo Li"], ["Ana María Ruiz", "Desk"]), (1, 1, 1), "authors")
    expect(scoring.date_scores("2024-05-17T23:30:00-05:00", "2024-05-18"), (1, 1), "a day in UTC")
    expect(scoring.date_scores("2024-05-17", "2024-05-18"), (0, 1), "a day off")
    expect(scoring.date_scores("2024-05-17", "May 17"), (0, 0), "a date that is none")


def snippets():
    row = {"with": ["the  cat", "a dog"], "without": ["Read more"]}
    expect(scoring.snippet_counts(row, "Read more. the cat sat"), (1, 1, 1, 0), "snippets")
    expect(scoring.prefix_scores("One two", "By A\n\nOne, two and three"), (True, False), "a beginning")


def sets():
    scores = scoring.Scores()
    scores.add({"id": "1", "title": "A", "author": "B C", "date": "2024-01-01"}, {"title": "A", "author": "B C"})
    scores.add({"id": "2", "absent": ["author", "date"]}, {"author": "Staff Desk"})
    figures = scores.figures()
    expect([figures[key] for key in ("title", "author", "date", "ghost_author", "ghost_date")],
           [1.0, 1.0, 0.0, 1.0, 0.0], "figures of a set")
    expect([problem[0] for problem in scores.problems], ["date", "ghost author"], "problems of a set")


def pages(program):
    """Pages of the sample archive, whose bodies stand in sample/gold.jsonl."""
    folder = os.path.join(here, "sample")
    with open(os.path.join(folder, "gold.jsonl"), encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    found = running.extracted(program, folder, rows)
    scores = scoring.Scores()
    for row in rows:
        scores.add(row, found.get(row["id"], {}))
    figures = scores.figures()
    # Old pages without marks leave room to grow; what is there today must stay.
    for key, least in (("f1", 0.98), ("title", 0.8), ("author", 0.8), ("date", 0.8)):
        if figures[key] < least:
            sys.exit(f"eval-extraction: {key} of the sample's pages is {figures[key]:.3f}")
    measured = running.speed(program, folder, rows, 1)
    if not measured["seconds"] > 0 or not measured["peak_of_ten"] > 0:
        sys.exit("eval-extraction: no speed was measured")
