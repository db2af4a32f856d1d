"""How an extraction is scored against what people say a page holds.

Body: 4-token shingles as multisets, tokens being runs of word characters with their case. Each page
gives true positives, false positives and false negatives divided by their sum; precision and recall are
means over pages (a page counts for precision where something was predicted, for recall where something
was expected); F1 is the harmonic mean of these two means. This is the definition of the public
article-extraction benchmark by Zyte, so that figures can be laid beside those of other tools.

Title: equal after NFKC, without quotation marks, case and punctuation. Authors: the same names, where one
name may be a part of the other if it has two words. Date: the calendar day as written or in UTC.
"""

import difflib
import random
import re
import unicodedata
from collections import Counter
from datetime import date, datetime, timezone
from urllib.parse import urlsplit

WORD = re.compile(r"\w+")


def mean(values):
    values = list(values)
    return sum(values) / len(values) if values else 0.0


# Body

def shingles(text, size=4):
    tokens = WORD.findall(text or "")
    if not tokens:
        return Counter()
    if len(tokens) < size:
        return Counter([tuple(tokens)])
    return Counter(zip(*(tokens[place:] for place in range(size))))


def body_counts(gold, predicted):
    """True positives, false positives and false negatives of a page, divided by their sum."""
    wanted, found = shingles(gold), shingles(predicted)
    right = sum((wanted & found).values())
    wrong, missed = sum(found.values()) - right, sum(wanted.values()) - right
    total = right + wrong + missed
    return (right / total, wrong / total, missed / total) if total else (0.0, 0.0, 0.0)


def page_precision_recall(counts):
    """Precision and recall of one page; None where the page does not count."""
    right, wrong, missed = counts
    precision = None if right + wrong <= 0 else right / (right + wrong)
    recall = None if right + missed <= 0 else right / (right + missed)
    return precision, recall


def body_score(pages):
    """F1, precision and recall of many pages."""
    both = [page_precision_recall(counts) for counts in pages]
    precision = mean(value for value, _ in both if value is not None)
    recall = mean(value for _, value in both if value is not None)
    return f1(precision, recall), precision, recall


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def page_f1(counts):
    right, wrong, missed = counts
    return 2 * right / (2 * right + wrong + missed) if right + wrong + missed else 1.0


def interval(pages, sites, rounds=1000, seed=1):
    """The middle 95 % of the F1s of samples drawn with replacement, whole sites at a time.

    Pages of one site are right or wrong together, so that drawing pages one by one would promise
    too much.
    """
    groups = {}
    for counts, site in zip(pages, sites):
        precision, recall = page_precision_recall(counts)
        sums = groups.setdefault(site, [0.0, 0, 0.0, 0])
        if precision is not None:
            sums[0] += precision
            sums[1] += 1
        if recall is not None:
            sums[2] += recall
            sums[3] += 1
    groups = list(groups.values())
    draw = random.Random(seed)
    found = []
    for _ in range(rounds):
        sample = draw.choices(groups, k=len(groups))
        p, np, r, nr = (sum(column) for column in zip(*sample))
        found.append(f1(p / np if np else 0.0, r / nr if nr else 0.0))
    found.sort()
    return found[int(rounds * 0.025)], found[int(rounds * 0.975) - 1]


# Country code domains under which names are given out one level further down.
SECOND_LEVEL = {"co", "com", "net", "org", "gov", "edu", "ac", "or", "ne", "go", "gob", "gouv"}


def site(url):
    """The part of a host name that somebody owns, as nearly as can be told without a list of all."""
    labels = (urlsplit(url or "").hostname or "").split(".")
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SECOND_LEVEL:
        return ".".join(labels[-3:])
    return ".".join(labels[-2:])


# Title

QUOTES = {ord(mark): None for mark in "\u2018\u2019\u201a\u201b'\"`\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\u00b4"}


def normal_title(text):
    text = unicodedata.normalize("NFKC", text or "").translate(QUOTES).casefold()
    return " ".join(WORD.findall(text))


def title_scores(gold, predicted):
    """Exact after normalising, alike by 0.9 or more, gold contained in what was predicted."""
    wanted, found = normal_title(gold), normal_title(predicted)
    if not found:
        return 0, 0, 0
    exact = wanted == found
    near = exact or difflib.SequenceMatcher(None, wanted, found, autojunk=False).ratio() >= 0.9
    return int(exact), int(near), int(exact or f" {wanted} " in f" {found} ")


# Authors

BYLINE = re.compile(
    r"^(?:by|von|por|par|di|door|od|written by|text|texte|foto|photo(?:graphs)? by|author|auteur|autor)\b"
    r"[\s:.\-]+", re.I)
BETWEEN = re.compile(r"\s*(?:[;|\u3001\uff0c\n\t]|,|&|\band\b|\bund\b|\by\b|\bet\b|\bwith\b|/)\s*", re.I)
SUFFIX = re.compile(
    r"^(?:jr|sr|ii|iii|iv|md|phd|ms|mba|ma|rd|fand|rn|esq|cfa|cpa|dds|do|mph|dr|prof)\.?$", re.I)


def normal_name(text):
    return " ".join(WORD.findall(unicodedata.normalize("NFKC", text or "").casefold()))


def names(value):
    """The people in a byline or a list of bylines, normalised, each once."""
    found = []
    for text in value if isinstance(value, list) else [value] if value else []:
        if not isinstance(text, str):
            continue
        for part in BETWEEN.split(BYLINE.sub("", " ".join(text.split()))):
            name = normal_name(BYLINE.sub("", part.strip()))
            if name and not SUFFIX.match(name) and name not in found:
                found.append(name)
    return found


def same_name(first, second):
    if first == second:
        return True
    left, right = set(first.split()), set(second.split())
    small = left if len(left) <= len(right) else right
    return len(small) >= 2 and (left <= right or right <= left)


def author_counts(gold, predicted):
    """How many names are right, invented, and missing."""
    wanted, rest, right = names(gold), names(predicted), 0
    for name in wanted:
        match = next((other for other in rest if same_name(name, other)), None)
        if match is not None:
            rest.remove(match)
            right += 1
    return right, len(rest), len(wanted) - right


# Dates

def days(value):
    """The calendar days that a stamp may stand for: as written and in UTC."""
    text = str(value).strip() if value else ""
    match = re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    if not match:
        return set()
    try:
        found = {date(*(int(part) for part in match.groups()))}
    except ValueError:
        return set()
    try:
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
        if moment.tzinfo:
            found.add(moment.astimezone(timezone.utc).date())
    except ValueError:
        pass
    return found


def date_scores(gold, predicted):
    """The same day, and at most one day off."""
    wanted, found = days(gold), days(predicted)
    if not found:
        return 0, 0
    near = any(abs((first - second).days) <= 1 for first in wanted for second in found)
    return int(bool(wanted & found)), int(near)


# Snippets and beginnings, where nobody has written down a whole body

def snippet_counts(row, body):
    """Of the texts that must be there: found, missing; of those that must not: found, absent."""
    text = " ".join((body or "").split())

    def found(key):
        return [" ".join((part or "").split()) in text for part in row.get(key) or []]

    wanted, unwanted = found("with"), found("without")
    return sum(wanted), len(wanted) - sum(wanted), sum(unwanted), len(unwanted) - sum(unwanted)


def prefix_scores(prefix, body):
    """Whether the first ten words of a body are among the first 400, and whether they begin it."""
    wanted = WORD.findall(prefix)[:10]
    found = WORD.findall(body or "")
    places = range(min(len(found), 400))
    place = next((i for i in places if found[i:i + len(wanted)] == wanted), None)
    return place is not None, place == 0


# Sets of pages

class Scores:
    """The scores of a set of pages, gathered page by page."""

    def __init__(self):
        self.pages = 0
        self.bodies, self.sites, self.identical, self.rows = [], [], [], []
        self.snippets = [0, 0, 0, 0]
        self.prefixes, self.titles, self.authors, self.dates = [], [], [], []
        self.languages, self.sources = [], []
        self.found_authors, self.found_dates = [], []
        self.ghost_authors, self.ghost_dates = [], []
        self.problems = []

    def add(self, row, page):
        """Scores a page; `page` holds what was predicted, as keys of the gold's names."""
        self.pages += 1
        if row.get("body"):
            self._add_body(row, page.get("body"))
        if row.get("with") is not None or row.get("without") is not None:
            counts = snippet_counts(row, page.get("body"))
            self.snippets = [a + b for a, b in zip(self.snippets, counts)]
        if row.get("prefix"):
            self.prefixes.append(prefix_scores(row["prefix"], page.get("body")))
        self._add_fields(row, page)

    def _add_body(self, row, body):
        counts = body_counts(row["body"], body)
        self.bodies.append(counts)
        self.sites.append(site(row.get("url")) or row["id"])
        self.identical.append(WORD.findall(row["body"]) == WORD.findall(body or ""))
        self.rows.append(row)

    def _add_fields(self, row, page):
        absent = row.get("absent") or []
        if row.get("title"):
            self.titles.append(title_scores(row["title"], page.get("title")))
            if not self.titles[-1][0]:
                self._note("title", row, row["title"], page.get("title"))
        self._add_author(row, page.get("author"), absent)
        self._add_date(row, page.get("date"), absent)
        if row.get("lang"):
            self.languages.append((page.get("lang") or "")[:2].lower() == row["lang"][:2].lower())
        if row.get("site"):
            self.sources.append(normal_title(row["site"]) == normal_title(page.get("site")))

    def _add_author(self, row, predicted, absent):
        if row.get("author"):
            counts = author_counts(row["author"], predicted)
            self.authors.append(counts)
            self.found_authors.append(bool(names(predicted)))
            if counts[1] or counts[2]:
                self._note("author", row, row["author"], predicted)
        elif "author" in absent:
            self.ghost_authors.append(bool(names(predicted)))
            if self.ghost_authors[-1]:
                self._note("ghost author", row, None, predicted)

    def _add_date(self, row, predicted, absent):
        if row.get("date"):
            self.dates.append(date_scores(row["date"], predicted))
            self.found_dates.append(bool(days(predicted)))
            if not self.dates[-1][0]:
                self._note("date", row, row["date"], predicted)
        elif "date" in absent:
            self.ghost_dates.append(bool(days(predicted)))
            if self.ghost_dates[-1]:
                self._note("ghost date", row, None, predicted)

    def _note(self, kind, row, wanted, found):
        self.problems.append((kind, row, wanted, found))

    def extend(self, other):
        """Takes in another set's pages, so that all count alike."""
        for name, value in vars(other).items():
            if name == "snippets":
                self.snippets = [a + b for a, b in zip(self.snippets, value)]
            else:
                setattr(self, name, getattr(self, name) + value)

    def worst(self):
        """The pages with a body, worst first: F1 and gold row."""
        scored = [(page_f1(counts), row) for counts, row in zip(self.bodies, self.rows)]
        return sorted(scored, key=lambda pair: (pair[0], pair[1]["id"]))

    def figures(self):
        """Everything that can be said of the set, by name; what it has no gold for is left out."""
        figures = {"pages": self.pages}
        if self.bodies:
            low, high = interval(self.bodies, self.sites)
            score, precision, recall = body_score(self.bodies)
            figures |= {
                "bodies": len(self.bodies), "sites": len(set(self.sites)), "f1": score, "low": low,
                "high": high, "precision": precision, "recall": recall,
                "identical": mean(self.identical),
                "below_half": mean(page_f1(counts) < 0.5 for counts in self.bodies)}
        right, missed, wrong, absent = self.snippets
        if right + missed:
            precision, recall = right / max(right + wrong, 1), right / (right + missed)
            figures |= {"snippet_f1": f1(precision, recall), "snippet_precision": precision,
                        "snippet_recall": recall}
        if self.prefixes:
            figures |= {"prefix_found": mean(p[0] for p in self.prefixes),
                        "prefix_first": mean(p[1] for p in self.prefixes)}
        return figures | self._field_figures()

    def _field_figures(self):
        figures = {}
        if self.titles:
            exact, near, held = (mean(column) for column in zip(*self.titles))
            figures |= {"titles": len(self.titles), "title": exact, "title_near": near,
                        "title_held": held}
        if self.authors:
            right, wrong, missed = (sum(column) for column in zip(*self.authors))
            figures |= {
                "authors": len(self.authors),
                "author": mean(w == 0 and m == 0 for _, w, m in self.authors),
                "author_precision": right / max(right + wrong, 1),
                "author_recall": right / max(right + missed, 1),
                "author_found": mean(self.found_authors)}
        if self.dates:
            figures |= {"dates": len(self.dates), "date": mean(d[0] for d in self.dates),
                        "date_near": mean(d[1] for d in self.dates),
                        "date_found": mean(self.found_dates)}
        for name in ("ghost_authors", "ghost_dates"):
            values = getattr(self, name)
            if values:
                figures |= {name: len(values), name[:-1]: mean(values)}
        if self.languages:
            figures["language"] = mean(self.languages)
        if self.sources:
            figures["source"] = mean(self.sources)
        return figures
