#!/usr/bin/env python3
"""Makes a corpus of words of any size out of articles, for speed, size and memory; never for relevance.

    corpus.py SOURCE OUT.tsv [--docs 300000] [--seed 7]

SOURCE is a folder (searched through) or file of articles: JSON Lines with `title`, `body` and perhaps `lang`, also
compressed as .gz, or plain texts whose first line is the title. Every article is written once as it is; the rest are
recombined: runs of 2-6 consecutive sentences of one language, lengths drawn from the real ones, and about one invented
name in 150 words, so that the vocabulary keeps growing. The same arguments give the same bytes. Such a corpus repeats
its sentences and flatters whatever gains from pairs of words: look at figures on articles of your own too.

OUT.tsv has `<number>\\t<words>` lines: NFKD without marks, ASCII in lower case, words of [a-z0-9] up to 64 bytes, one
blank between two, so that every engine that splits at blanks has the same words in the same places. Documents of which
less than half the bytes are left are not taken. Beside it: OUT.tsv.titles, OUT.tsv.json with counts.
"""
import argparse, gzip, json, os, random, re, unicodedata

LETTERS = bytes(c if chr(c) in "abcdefghijklmnopqrstuvwxyz0123456789" else ord(chr(c).lower()) if 65 <= c <= 90 else 32
                for c in range(256))
MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")
SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo za bra cle dri flo gru".split()


def words(text):
    """What is left of a text: words between single blanks."""
    if not text.isascii():
        text = MARKS.sub("", unicodedata.normalize("NFKD", text))
    return b" ".join(word for word in text.encode("ascii", "replace").translate(LETTERS).split() if len(word) <= 64)


def files(source):
    if os.path.isfile(source):
        return [source]
    found = [os.path.join(folder, name) for folder, _, names in os.walk(source) for name in names]
    return sorted(path for path in found if path.endswith((".jsonl", ".jsonl.gz", ".txt")))


def articles(source):
    for path in files(source):
        opener = gzip.open if path.endswith(".gz") else open
        with opener(path, "rt", encoding="utf-8", errors="replace") as file:
            if path.endswith(".txt"):
                title, _, body = file.read().strip().partition("\n")
                yield {"title": title, "body": body}
                continue
            for line in file:
                yield json.loads(line)


class Recombination:
    """Articles that never were, out of the sentences of those that are."""

    def __init__(self, real, chance):
        self.real, self.chance, self.pools = real, chance, {}
        for article in real:
            sentences = [text for text in re.split(r"(?<=[.!?])\s+", article["body"]) if text]
            self.pools.setdefault(article.get("lang", "en"), []).append((article.get("title") or "", sentences))

    def name(self):
        count = self.chance.choice((2, 3, 3, 4))
        return "".join(self.chance.choice(SYLLABLES) for _ in range(count)).capitalize()

    def run(self, sentences):
        """Some neighbouring sentences with a name here and there."""
        start = self.chance.randrange(len(sentences))
        text = " ".join(sentences[start:start + self.chance.randint(2, 6)]).split(" ")
        for _ in range(len(text) // 150 + (self.chance.random() < len(text) % 150 / 150)):
            text[self.chance.randrange(len(text))] = self.name()
        return " ".join(text)

    def article(self):
        pool = self.pools[self.chance.choice(self.real).get("lang", "en")]
        wanted, length, parts = len(self.chance.choice(self.real)["body"]), 0, []
        anchor = self.chance.randrange(len(pool))
        while length < wanted:
            parts.append(self.run(pool[(anchor + self.chance.randrange(-40, 41)) % len(pool)][1]))
            length += len(parts[-1]) + 1
        return {"title": (pool[anchor][0] or parts[0])[:90], "body": "\n".join(parts)}


def make(source, out, docs, seed):
    chance = random.Random(seed)
    real = [article for article in articles(source) if len(article.get("body") or "") > 200]
    if not real:
        raise SystemExit(f"{source}: no articles of more than 200 characters")
    chance.shuffle(real)
    recombination = Recombination(real, chance)
    count = size = tokens = 0
    with open(out, "wb", 1 << 20) as lines, open(out + ".titles", "wb", 1 << 20) as titles:
        for number in range(docs):
            article = real[number] if number < len(real) else recombination.article()
            title = article.get("title") or ""
            text = f"{title}\n{article['body']}"
            cut = words(text)
            if 2 * len(cut) < len(text.encode("utf-8", "replace")):
                continue
            lines.write(b"%d\t%s\n" % (count, cut))
            titles.write(b" ".join(words(title).split()[:12]) + b"\n")
            count, size, tokens = count + 1, size + len(cut), tokens + cut.count(b" ") + 1
    facts = {"documents": count, "real": min(len(real), docs), "bytes": size, "words": tokens}
    with open(out + ".json", "w", encoding="ascii") as file:
        json.dump(facts, file)
    return facts


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source")
    parser.add_argument("out")
    parser.add_argument("--docs", type=int, default=300_000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    print(json.dumps(make(options.source, options.out, options.docs, options.seed)))
