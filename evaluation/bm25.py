"""A baseline: statements are linked by the words of their contents, weighed by BM25."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from evaluation.linked_gold import LinkedArticle
from onrecord.model import cut

_K1 = 1.2
_B = 0.75
LEAST = 0.3
"""Share of a content's score with itself at which it is linked: the best of a few on train."""


def link_by_words(articles: Sequence[LinkedArticle], *, least: float = LEAST) -> dict[str, int]:
    """By statement the claim it is linked to: that of the earlier statement that scores best."""
    contents = {
        statement.id: re.findall(
            r"\w+", cut(article.reading.article.text, statement.content).casefold()
        )
        for article in articles
        for statement in article.reading.statements
    }
    known = Counter(word for words in contents.values() for word in set(words))
    average = sum(map(len, contents.values())) / max(len(contents), 1)
    rarity = {
        word: math.log(1 + (len(contents) - count + 0.5) / (count + 0.5))
        for word, count in known.items()
    }
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    claims: dict[str, int] = {}
    groups: list[int] = []
    for row, (statement, words) in enumerate(contents.items()):
        counts = Counter(words)
        length = _K1 * (1 - _B + _B * len(words) / average)
        own = {word: n * (_K1 + 1) / (n + length) for word, n in counts.items()}
        scores: dict[int, float] = defaultdict(float)
        for word in own:
            for other, weight in postings[word]:
                scores[other] += rarity[word] * weight
        best = max(scores, key=lambda other: scores[other], default=None)
        full = sum(rarity[word] * weight for word, weight in own.items())
        linked = best is not None and full > 0 and scores[best] / full >= least
        groups.append(groups[best] if linked and best is not None else row)
        claims[statement] = groups[row]
        for word, weight in own.items():
            postings[word].append((row, weight))
    return claims
