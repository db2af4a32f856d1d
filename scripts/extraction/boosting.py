"""Gradient boosting of oblivious trees on features of one byte, with numpy alone.

All nodes of a level ask the same question ("is feature f greater than t?"), so a tree of depth 6 is six
comparisons and a table of 64 values (Dorogush, Ershov, Gulin, "CatBoost: gradient boosting with categorical
features support", 2018). Values are kept as whole numbers of 1/1024, so that a program that adds integers gets
the same scores to the bit. Rows are sampled by the size of their gradient with their weight made up for (Ibragimov
and Gusev, "Minimal variance sampling in stochastic gradient boosting", 2019), and whole pages are left out of each
tree, so that no leaf lives on one page.
"""

import numpy

UNIT = 1024
BINS = 32


class Trees:
    """A bias and trees; a tree is its questions, [(feature, threshold)], and its values."""

    def __init__(self, bias):
        self.bias = bias
        self.trees = []

    def scores(self, features):
        """Sums in 1/1024 for rows of features."""
        scores = numpy.full(len(features), self.bias, numpy.int64)
        for questions, values in self.trees:
            leaf = numpy.zeros(len(features), numpy.int64)
            for feature, threshold in questions:
                leaf = leaf * 2 + (features[:, feature] > threshold)
            scores += values[leaf]
        return scores


def average(models):
    """One model whose score is the mean of the models' scores, but for rounding."""
    joined = Trees(round(sum(model.bias for model in models) / len(models)))
    for model in models:
        for questions, values in model.trees:
            joined.trees.append((questions, numpy.round(values / len(models)).astype(numpy.int64)))
    return joined


def cut_points(features):
    """For each feature at most 31 thresholds that part its values evenly."""
    points = []
    for column in features.T:
        counts = numpy.bincount(column, minlength=256)
        values = numpy.flatnonzero(counts)
        cuts = values[:-1]
        if len(values) > BINS:
            shares = numpy.cumsum(counts) / counts.sum()
            cuts = numpy.unique(numpy.searchsorted(shares, numpy.linspace(0, 1, BINS + 1)[1:-1]))
            cuts = cuts[cuts < values[-1]]
        points.append(cuts.astype(numpy.uint8))
    return points


def binned(features, points):
    """By columns, how many thresholds each value is above."""
    bins = numpy.empty(features.shape[::-1], numpy.uint8)
    for feature, cuts in enumerate(points):
        table = numpy.searchsorted(cuts, numpy.arange(256), side="left").astype(numpy.uint8)
        bins[feature] = table[features[:, feature]]
    return bins


class Options:
    """What is tuned: trees, their depth, shrinkage, damping, shares of features and pages, rows, the seed."""

    def __init__(self, trees=400, depth=6, rate=0.1, damping=1.0, columns=0.15, pages=0.7, rows=12000, seed=0):
        self.trees, self.depth, self.rate, self.damping = trees, depth, rate, damping
        self.columns, self.pages, self.rows, self.seed = columns, pages, rows, seed


def train(features, labels, weights, pages, options):
    """Trees that tell labels (0 or 1) from features; `pages` numbers the page of each row."""
    draw = numpy.random.default_rng(options.seed)
    points = cut_points(features)
    bins = binned(features, points)
    odds = (weights * labels).sum() / (weights * (1 - labels)).sum()
    model = Trees(int(round(float(numpy.log(odds)) * UNIT)))
    scores = numpy.full(len(features), model.bias / UNIT)
    usable = [feature for feature, cuts in enumerate(points) if len(cuts)]
    for _ in range(options.trees):
        chances = 1 / (1 + numpy.exp(-scores))
        gradient = weights * (chances - labels)
        curvature = weights * chances * (1 - chances)
        inside = (draw.random(pages.max() + 1) < options.pages)[pages]
        picked, scale = sample(gradient, curvature, inside, options.rows, draw)
        columns = draw.choice(usable, max(8, int(len(usable) * options.columns)), replace=False)
        questions = grow(bins[:, picked], gradient[picked] * scale, curvature[picked] * scale, columns, points, options)
        leaf = numpy.zeros(len(features), numpy.int64)
        for feature, place in questions:
            leaf = leaf * 2 + (bins[feature] > place)
        values = leaf_values(leaf, gradient * inside, curvature * inside, options)
        scores += values[leaf] / UNIT
        model.trees.append(([(int(feature), int(points[feature][place])) for feature, place in questions], values))
    return model


def sample(gradient, curvature, inside, rows, draw):
    """Rows drawn by the size of their gradient, and by what each must be multiplied."""
    size = numpy.sqrt(gradient * gradient + 0.1 * curvature * curvature) * inside
    chance = numpy.minimum(1, size * rows / max(size.sum(), 1e-12))
    picked = numpy.flatnonzero(draw.random(len(size)) < chance)
    return picked, 1 / chance[picked]


def grow(bins, gradient, curvature, columns, points, options):
    """The questions of one tree, level by level: of each the place of its threshold among the cut points."""
    leaf = numpy.zeros(bins.shape[1], numpy.int64)
    questions = []
    for level in range(options.depth):
        leaves = 1 << level
        best = (-1.0, 0, 0)
        for feature in columns:
            cells = leaf * BINS + bins[feature]
            left = numpy.bincount(cells, gradient, leaves * BINS).reshape(leaves, BINS).cumsum(1)
            left_curvature = numpy.bincount(cells, curvature, leaves * BINS).reshape(leaves, BINS).cumsum(1)
            right, right_curvature = left[:, -1:] - left, left_curvature[:, -1:] - left_curvature
            gain = left ** 2 / (left_curvature + options.damping) + right ** 2 / (right_curvature + options.damping)
            gain = gain.sum(0)[:len(points[feature])]
            place = int(gain.argmax())
            if gain[place] > best[0]:
                best = (float(gain[place]), int(feature), place)
        questions.append(best[1:])
        leaf = leaf * 2 + (bins[best[1]] > best[2])
    return questions


def leaf_values(leaf, gradient, curvature, options):
    count = 1 << options.depth
    sums = numpy.bincount(leaf, gradient, count)
    damped = numpy.bincount(leaf, curvature, count) + options.damping
    return numpy.clip(numpy.round(-options.rate * sums / damped * UNIT), -2048, 2047).astype(numpy.int64)
