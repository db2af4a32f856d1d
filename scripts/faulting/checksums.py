"""XXH64 after its specification, so that a damaged file can be given the checksum it should have."""
MASK = 2**64 - 1
PRIMES = 11400714785074694791, 14029467366897019727, 1609587929392839161, 9650029242287828579, 2870177450012600261


def rotated(x, r): return ((x << r) | (x >> (64 - r))) & MASK


def xxh64(data):
    """The value of bytes with seed 0."""
    p1, p2, p3, p4, p5 = PRIMES
    turn = lambda acc, word: rotated((acc + word * p2) & MASK, 31) * p1 & MASK
    word = lambda at, size: int.from_bytes(data[at:at + size], "little")
    at = 0
    if len(data) >= 32:
        lanes = [(p1 + p2) & MASK, p2, 0, -p1 & MASK]
        while at + 32 <= len(data):
            lanes = [turn(acc, word(at + 8 * i, 8)) for i, acc in enumerate(lanes)]; at += 32
        h = sum(rotated(acc, r) for acc, r in zip(lanes, (1, 7, 12, 18))) & MASK
        for acc in lanes: h = ((h ^ turn(0, acc)) * p1 + p4) & MASK
    else: h = p5
    h = (h + len(data)) & MASK
    while at + 8 <= len(data): h = (rotated(h ^ turn(0, word(at, 8)), 27) * p1 + p4) & MASK; at += 8
    if at + 4 <= len(data): h = (rotated(h ^ word(at, 4) * p1 & MASK, 23) * p2 + p3) & MASK; at += 4
    while at < len(data): h = rotated(h ^ data[at] * p5 & MASK, 11) * p1 & MASK; at += 1
    h = (h ^ h >> 33) * p2 & MASK; h = (h ^ h >> 29) * p3 & MASK
    return h ^ h >> 32
