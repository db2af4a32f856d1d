"""Which blocks of a page are in the text that people say is the article's.

Blocks and text are compared word by word. Places where a block may lie in the text are found by runs of words, the
best chain of such places in the order of the page is chosen, and what lies between two links of the chain is matched
word by word. A text that stands twice on a page is so found where the rest of the article is.
"""

import difflib
from collections import Counter, defaultdict

# Of links before a block that are tried, and of places of a block that are considered.
REACH, PLACES = 800, 12


def matched(blocks, gold):
    """For each block (a list of words) which share of it is in `gold` (a list of words) at its place."""
    shares = chain(blocks, gold)
    return fill(blocks, shares, gold)


def places(gold):
    found = defaultdict(list)
    for size in (1, 2, 3, 4):
        for start in range(len(gold) - size + 1):
            found[tuple(gold[start:start + size])].append(start)
    return found


def candidates(blocks, gold):
    """(block, start, end, share): where in the text each block may lie."""
    index, found = places(gold), []
    for number, words in enumerate(blocks):
        if not words:
            continue
        size = min(4, len(words))
        step = max(1, (len(words) - size + 1) // 60)
        starts = range(0, len(words) - size + 1, step)
        votes = Counter()
        for start in starts:
            hits = index.get(tuple(words[start:start + size]), ())
            if len(hits) <= (60 if size < 3 else 200):
                votes.update(hit - start for hit in hits)
        for offset, _ in votes.most_common(PLACES):
            share = sum(votes.get(offset + slip, 0) for slip in range(-8, 9)) / len(starts)
            if share >= 0.3:
                found.append((number, max(0, offset), min(len(gold), offset + len(words)), min(1.0, share)))
    return sorted(found)


def chain(blocks, gold):
    """The shares of the blocks in the chain that holds most words."""
    found = candidates(blocks, gold)
    shares = [0.0] * len(blocks)
    best, before = [], []
    for place, (number, start, end, share) in enumerate(found):
        value = len(blocks[number]) * share + 0.01
        top, link = value, -1
        for other in range(max(0, place - REACH), place):
            previous, first, last, _ = found[other]
            if previous < number and first < start and last <= start + max(3, (end - start) // 5):
                total = best[other] + value - min(2.0, 0.002 * abs(start - last))
                total -= 0.002 * min(20, number - previous - 1)
                if total > top:
                    top, link = total, other
        best.append(top)
        before.append(link)
    place = max(range(len(best)), key=best.__getitem__) if best else -1
    while place >= 0:
        shares[found[place][0]] = found[place][3]
        place = before[place]
    return shares


def fill(blocks, shares, gold):
    """Matches words of the text that no block of the chain has with the blocks around there."""
    shares = list(shares)
    kept = [share >= 0.5 for share in shares]
    words = [word for keep, block in zip(kept, blocks) if keep for word in block]
    owners = [number for number, (keep, block) in enumerate(zip(kept, blocks)) if keep for _ in block]
    matcher = difflib.SequenceMatcher(None, words, gold, autojunk=False)
    word, place = 0, 0
    for start, text, size in matcher.get_matching_blocks():
        if text > place:
            first = owners[word - 1] + 1 if word else 0
            last = owners[start] if start < len(owners) else len(blocks)
            fill_gap([n for n in range(first, last) if not kept[n] and blocks[n]], blocks, shares, gold[place:text])
        word, place = start + size, text + size
    return shares


def fill_gap(numbers, blocks, shares, gap):
    if not numbers or len(numbers) > 400 or len(gap) > 3000:
        return
    words = [word for number in numbers for word in blocks[number]]
    hits = [0] * len(words)
    for start, _, size in difflib.SequenceMatcher(None, words, gap, autojunk=False).get_matching_blocks():
        hits[start:start + size] = [1] * size
    place = 0
    for number in numbers:
        count = len(blocks[number])
        share = sum(hits[place:place + count]) / count
        place += count
        if share > shares[number] and (count >= 2 or share == 1):
            shares[number] = share
