#!/usr/bin/env python3
"""Queries that follow no text: words drawn independently, by how many documents have them.

    random_queries.py CORPUS.tsv OUT.txt

Readers' queries are made of words that belong together; these are the other extreme, and every engine's worst case
for pruning. The same corpus gives the same queries. One `<class>\\t<query>` per line:

    term          120  30 of each band: the 60 most frequent words, 1-10 % of all documents, 0.1-1 %, fewer (3 at least)
    intersection  300  2-5 different words, each of a band of its own choice
    union         300  the same words
    phrase        300  2-4 words at a random place of a random document
    mixed          60  +a b c / +a -b / +"a b" c / +a +b c, of words; the phrases from documents
"""
import collections, random, sys

BANDS = (25, 40, 25, 10)        # how often a word is of each band, of 100
LENGTHS = {2: 50, 3: 30, 4: 13, 5: 7}


def weighted(chance, weights):
    return chance.choices(list(weights), list(weights.values()))[0]


def bands(frequency, documents):
    """Words by band, each band in a fixed order."""
    common = [word for word, _ in frequency.most_common(60)]

    def between(low, high):
        return sorted(word for word, count in frequency.items() if low <= count < high)
    return [common, between(0.01 * documents, 0.1 * documents), between(0.001 * documents, 0.01 * documents),
            between(3, 0.001 * documents)]


def words(chance, by_band, count):
    found = []
    while len(found) < count:
        word = chance.choice(by_band[chance.choices(range(4), BANDS)[0]])
        if word not in found:
            found.append(word)
    return found


def phrase(chance, lines, lengths):
    """A run of words from a random document."""
    while True:
        text = chance.choice(lines)
        count = weighted(chance, lengths)
        if len(text) > count:
            start = chance.randrange(len(text) - count)
            return " ".join(text[start:start + count])


def main():
    corpus, out = sys.argv[1:3]
    chance = random.Random(20261122)
    frequency, documents, sample = collections.Counter(), 0, []
    with open(corpus, encoding="ascii") as file:
        for line in file:
            text = line.rstrip("\n").split("\t", 1)[1].split(" ")
            documents += 1
            frequency.update(set(text))
            if chance.random() < 0.02:
                sample.append(text)
    by_band = bands(frequency, documents)
    queries = [("term", word) for band in by_band for word in chance.sample(band, min(30, len(band)))]
    groups = [words(chance, by_band, weighted(chance, LENGTHS)) for _ in range(300)]
    queries += [("intersection", " ".join("+" + word for word in group)) for group in groups]
    queries += [("union", " ".join(group)) for group in groups]
    phrases = {}
    while len(phrases) < 300:
        phrases[phrase(chance, sample, {2: 60, 3: 30, 4: 10})] = None
    queries += [("phrase", f'"{text}"') for text in phrases]
    for number in range(60):
        a, b, c = words(chance, by_band, 3)
        pair = phrase(chance, sample, {2: 1})
        queries.append(("mixed", [f"+{a} {b} {c}", f"+{a} -{b}", f'+"{pair}" {c}', f"+{a} +{b} {c}"][number % 4]))
    with open(out, "w", encoding="ascii") as file:
        file.writelines(f"{kind}\t{text}\n" for kind, text in queries)


if __name__ == "__main__":
    main()
