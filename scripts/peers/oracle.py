"""What the answers must be, worked out from the texts by going through all of them."""
import collections, math, random
import measuring

K1, B = 1.2, 0.75


def clauses(query):
    """(role, words) of each clause."""
    found, place = [], 0
    while place < len(query):
        if query[place] == " ":
            place += 1
            continue
        role = query[place] if query[place] in "+-" else ""
        place += len(role)
        end = '"' if query[place] == '"' else " "
        place += end == '"'
        stop = query.find(end, place)
        stop = len(query) if stop < 0 else stop
        found.append((role, tuple(query[place:stop].split())))
        place = stop + 1
    return found


def short_length(length):
    """A length as one byte keeps it: exact below 40, then four significant bits."""
    rest = length - 24
    bits = max(rest, 0).bit_length()
    return length if bits < 4 else 24 + (rest >> bits - 4 << bits - 4)


class Oracle:
    """How often each phrase of some queries stands in each document."""

    def __init__(self, corpus, queries):
        phrases = {words for query in queries for _, words in clauses(query)}
        phrases |= {(word,) for words in phrases for word in words}
        by_first = collections.defaultdict(list)
        for phrase in phrases:
            by_first[phrase[0]].append(phrase)
        self.found = {phrase: collections.Counter() for phrase in phrases}
        self.lengths = []
        with open(corpus, encoding="ascii") as file:
            for number, line in enumerate(file):
                words = tuple(line.rstrip("\n").split("\t", 1)[1].split(" "))
                self.lengths.append(len(words))
                for place, word in enumerate(words):
                    for phrase in by_first.get(word, ()):
                        if words[place:place + len(phrase)] == phrase:
                            self.found[phrase][number] += 1
        self.average = sum(self.lengths) / len(self.lengths)

    def weight(self, phrase):
        """The sum of its words' inverse document frequencies."""
        all_documents = len(self.lengths)
        counts = (len(self.found[(word,)]) for word in phrase)
        return sum(math.log(1 + (all_documents - count + 0.5) / (count + 0.5)) for count in counts)

    def scores(self, query):
        """The score of every document that matches, lengths kept in one byte."""
        parts = collections.defaultdict(list)
        for role, phrase in clauses(query):
            parts[role].append(phrase)
        sets = [self.found[phrase].keys() for phrase in parts["+"]] or \
            [set().union(*(self.found[phrase] for phrase in parts[""]))]
        documents = set(sets[0]).intersection(*sets[1:]).difference(*(self.found[phrase] for phrase in parts["-"]))
        scores = dict.fromkeys(documents, 0.0)
        for phrase in parts["+"] + parts[""]:
            weight = self.weight(phrase) * (K1 + 1)
            for document, count in self.found[phrase].items():
                if document in documents:
                    norm = K1 * (1 - B + B * short_length(self.lengths[document]) / self.average)
                    scores[document] += weight * count / (count + norm)
        return scores


def check(engine, index, corpus, queries, per_class):
    """Queries asked, and those whose count or ten best scores are wrong."""
    chosen = [query for kind in queries.values() for query in random.Random(7).sample(kind, min(per_class, len(kind)))]
    oracle = Oracle(corpus, chosen)
    client = measuring.Client(engine, index)
    wrong = []
    for query in chosen:
        scores = oracle.scores(query)
        counted = int(client.ask("COUNT", query)[0])
        shown = client.ask("SHOW_10", query)[2].split()
        given = [float(hit.split(":")[1]) * engine.scale for hit in shown]
        best = sorted(scores.values(), reverse=True)[:10]
        is_near = len(given) == len(best) and all(abs(a - b) <= 1e-4 * b for a, b in zip(given, best))
        if counted != len(scores) or not is_near:
            wrong.append({"query": query, "counted": counted, "matching": len(scores), "scores": given, "right": best})
    client.close()
    return len(chosen), wrong
