"""What is random in a statement: one source of numbers, one row of fresh names."""

import itertools
import random


class Draw:
    """Every choice of one statement. Two with the same seed choose the same."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self._numbers = itertools.count(1)

    def one(self, choices):
        return self.random.choice(choices)

    def chance(self, share):
        return self.random.random() < share

    def some(self, items, count):
        """That many of the items, or all of them, in any order."""
        return self.random.sample(items, min(count, len(items)))

    def shuffled(self, items):
        return self.random.sample(items, len(items))

    def weighted(self, options):
        """One of the options, which are (weight, what is drawn)."""
        return self.random.choices([what for _, what in options], [weight for weight, _ in options])[0]

    def name(self, prefix):
        """A name that the statement does not have yet."""
        return f"{prefix}{next(self._numbers)}"
