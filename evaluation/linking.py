"""Prints how well statements and speakers are linked: `python -m evaluation.linking FOLDER`.

Every annotated statement of a folder, in all languages, is put into one ledger in the order of the
files, and linked as it comes. The party of a statement is the one that our own linking finds for
what the article calls its speaker (see `evaluation.linked_gold`).
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

from evaluation.bm25 import link_by_words
from evaluation.clustering import Groups, b_cubed_f1, pairwise_f1
from evaluation.linked_gold import LinkedArticle, load_linked
from evaluation.small_ledger import SmallLedger
from evaluation.small_linker import SmallLinker, find_all_parallels
from onrecord.linking import Signature, match_party, sign_party, sign_statements


def link_parties(articles: Sequence[LinkedArticle]) -> dict[str, int]:
    """By article and gold speaker, the party that the speaker is linked to."""
    ledger = SmallLedger(most=12)
    parties = {}
    for article in articles:
        for gold, speaker in article.named.items():
            signature = sign_party(
                speaker.name,
                speaker.kind,
                role=speaker.role,
                on_behalf_of=speaker.on_behalf_of,
                language=article.reading.article.language,
            )
            rows = ledger.find(signature.keys)
            match = match_party(signature.data, [ledger.data[row] for row in rows])
            group = ledger.groups[rows[match.index]] if match else None
            found = ledger.add(signature.data, signature.keys, group)
            parties[f"{article.name}/{gold}"] = found
    return parties


def link_claims(
    articles: Sequence[LinkedArticle], parties: Mapping[str, int], *, within: bool = False
) -> dict[str, int]:
    """By statement, the claim it is linked to; `within` its article only, for comparison."""
    signed = sign_all(articles, parties)
    linker = SmallLinker()
    claims: dict[str, int] = {}
    for article in articles:
        linker.add([each.id for each in article.reading.statements], signed)
        if within:
            claims |= {name: claim + len(claims) for name, claim in linker.claims.items()}
            linker = SmallLinker()
    return claims or linker.claims


def sign_all(
    articles: Sequence[LinkedArticle],
    parties: Mapping[str, int],
    *,
    parallels: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, Signature]:
    """What every statement is compared by, the articles added in this order.

    `parallels` gives by article those that it is a translation of; found where it is None.
    """
    if parallels is None:
        parallels = find_all_parallels(articles)
    signed: dict[str, Signature] = {}
    for article in articles:
        speakers, known = speakers_of(article, parties), parallels[article.name]
        signed |= sign_statements(article.reading, speakers, parallels=known)
    return signed


def speakers_of(article: LinkedArticle, parties: Mapping[str, int]) -> dict[str, str]:
    """By statement the key of the party that speaks, where the article names the speaker."""
    return {
        statement: f"party{parties[key]}"
        for statement, gold in article.speakers.items()
        if (key := f"{article.name}/{gold}") in parties
    }


def measure_claims(articles: Sequence[LinkedArticle], claims: Groups) -> dict[str, float]:
    """Pairwise F1 over all pairs and over those of two languages, and B³ F1."""
    right = {key: about for each in articles for key, about in each.about.items()}
    language = {key: each.reading.article.language for each in articles for key in each.about}
    return {
        "pairwise": pairwise_f1(claims, right, lambda *_: True),
        "languages": pairwise_f1(claims, right, lambda a, b: language[a] != language[b]),
        "b_cubed": b_cubed_f1(claims, right),
    }


def measure(folder: Path) -> dict[str, float]:
    """Every figure of a folder by name, those of the baselines too."""
    articles = load_linked(folder)
    parties = link_parties(articles)
    right = {key: key.split("/", 1)[1] for key in parties}
    systems = {
        "claims": link_claims(articles, parties),
        "same_article_only": link_claims(articles, parties, within=True),
        "bm25": link_by_words(articles),
    }
    figures = {
        f"{name}_{figure}": value
        for name, claims in systems.items()
        for figure, value in measure_claims(articles, claims).items()
    }
    figures["parties_b_cubed"] = b_cubed_f1(parties, right)
    figures["parties"] = len(parties)
    figures["statements"] = sum(len(each.about) for each in articles)
    return figures


def main() -> None:
    """Print one table a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    for folder in parser.parse_args().folders:
        figures = measure(folder)
        print(f"\n{folder}: {figures['statements']:.0f} statements")
        print(f"{'same claim':24}{'pairwise F1':>14}{'two languages':>16}{'B³ F1':>10}")
        for name in ("claims", "same_article_only", "bm25"):
            row = [figures[f"{name}_{each}"] for each in ("pairwise", "languages", "b_cubed")]
            print(f"{name:24}{row[0]:14.3f}{row[1]:16.3f}{row[2]:10.3f}")
        print(f"{'same party':24}{'':30}{figures['parties_b_cubed']:10.3f}")
        print(f"({figures['parties']:.0f} speakers that a source of their article names)")


if __name__ == "__main__":
    main()
