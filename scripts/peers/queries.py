#!/usr/bin/env python3
"""Makes queries for a corpus; the same corpus gives the same queries.

    queries.py news|random CORPUS.tsv OUT.txt

news    what readers ask: words of one title. random: words drawn independently of one another, by how many documents
        have them, which is every engine's worst case for pruning.

One `<class>\\t<query>` per line:

    term          120  30 of each band: the 60 most frequent words, 1-10 % of all documents, 0.1-1 %, fewer (3 at least)
    intersection  300  2-5 different words; of news half run through the title, half are picked from it
    union         300  the same words
    phrase        300  2-4 words; of news half from titles, the rest and all random ones from texts
    mixed          60  +a b c / +a -b / +"a b" c / +a +b c
"""
import collections, random, sys

LENGTHS = {2: 50, 3: 30, 4: 13, 5: 7}
BANDS = (25, 40, 25, 10)        # how often a random word is of each band, of 100


def pick(chance, weights):
    return chance.choices(list(weights), list(weights.values()))[0]


class Corpus:
    """Words by band, a sample of the texts, and the titles."""

    def __init__(self, path, chance):
        frequency, self.documents, self.texts = collections.Counter(), 0, []
        with open(path, encoding="ascii") as file:
            for line in file:
                text = line.rstrip("\n").split("\t", 1)[1].split(" ")
                self.documents += 1
                frequency.update(set(text))
                if len(self.texts) < 500 or chance.random() < 0.02:
                    self.texts.append(text)
        self.common = [word for word, _ in frequency.most_common(60)]
        parts = ((0.01, 0.1), (0.001, 0.01), (0, 0.001))
        self.bands = [self.common] + [self.between(frequency, low, high) for low, high in parts]
        with open(path + ".titles", encoding="ascii") as file:
            self.titles = [title for title in (line.split() for line in file) if len(title) >= 2]
        chance.shuffle(self.titles)

    def between(self, frequency, low, high):
        low, high = max(3, low * self.documents), high * self.documents
        return sorted(word for word, count in frequency.items() if low <= count < high and word not in self.common)


def run_of(chance, text, count):
    """`count` neighbouring words of a text; none if it is too short."""
    if len(text) < count:
        return ()
    start = chance.randrange(len(text) - count + 1)
    return tuple(text[start:start + count])


def text_phrase(chance, corpus, lengths):
    while True:
        found = run_of(chance, chance.choice(corpus.texts), pick(chance, lengths))
        if found:
            return found


def title_groups(chance, corpus):
    """Words of one title each, without end if there are titles enough."""
    seen = set()
    for title in corpus.titles:
        count = pick(chance, LENGTHS)
        if len(seen) % 2:
            rare = sorted({word for word in title if word not in corpus.common and len(word) > 2})
            group = tuple(chance.sample(rare, count)) if len(rare) >= count else ()
        else:
            group = run_of(chance, title, count)
        if group and len(set(group)) == len(group) and group not in seen:
            seen.add(group)
            yield group


def random_words(chance, corpus, count):
    found = []
    bands = [(band, weight) for band, weight in zip(corpus.bands, BANDS) if band]
    while len(found) < count:
        word = chance.choice(chance.choices([band for band, _ in bands], [weight for _, weight in bands])[0])
        if word not in found:
            found.append(word)
    return tuple(found)


def first(count, found):
    """The first so many different ones."""
    different = {}
    for one in found:
        different[one] = None
        if len(different) == count:
            break
    return list(different)


def title_phrases(chance, corpus):
    for title in corpus.titles:
        phrase = run_of(chance, title, pick(chance, {2: 60, 3: 30, 4: 10}))
        if phrase and not all(word in corpus.common for word in phrase):
            yield phrase


def endless(make):
    """At most so many tries, since a small corpus may not have as many different ones."""
    return (make() for _ in range(20_000))


def news(chance, corpus):
    groups = first(300, title_groups(chance, corpus))
    phrases = first(150, title_phrases(chance, corpus))
    texts = endless(lambda: text_phrase(chance, corpus, {2: 60, 3: 40}))
    triples = ([word for word in title if word not in corpus.common and len(word) > 2] for title in corpus.titles[::-1])
    mixed = [(*words[:3], words[:2]) for words in triples if len(set(words)) == len(words) >= 3][:60]
    return groups, first(300, phrases + first(300, texts)), mixed


def independent(chance, corpus):
    groups = first(300, endless(lambda: random_words(chance, corpus, pick(chance, LENGTHS))))
    phrases = first(300, endless(lambda: text_phrase(chance, corpus, {2: 60, 3: 30, 4: 10})))
    mixed = [(*random_words(chance, corpus, 3), text_phrase(chance, corpus, {2: 1})) for _ in range(60)]
    return groups, phrases, mixed


def main():
    kind, path, out = sys.argv[1:4]
    chance = random.Random(20261121)
    corpus = Corpus(path, chance)
    groups, phrases, mixed = {"news": news, "random": independent}[kind](chance, corpus)
    queries = [("term", word) for band in corpus.bands for word in chance.sample(band, min(30, len(band)))]
    queries += [("intersection", " ".join("+" + word for word in group)) for group in groups]
    queries += [("union", " ".join(group)) for group in groups]
    queries += [("phrase", '"' + " ".join(phrase) + '"') for phrase in phrases]
    for number, (a, b, c, pair) in enumerate(mixed):
        forms = (f"+{a} {b} {c}", f"+{a} -{b}", f'+"{" ".join(pair)}" {c}', f"+{a} +{b} {c}")
        queries.append(("mixed", forms[number % 4]))
    with open(out, "w", encoding="ascii") as file:
        file.writelines(f"{name}\t{query}\n" for name, query in queries)


if __name__ == "__main__":
    main()
