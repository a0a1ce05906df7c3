"""`python -m training.linking tables|scorer [--shared FOLDER]`: makes what linking compares by."""

import argparse
import tempfile
from pathlib import Path

from evaluation.linked_gold import load_linked
from onrecord.linking import vocabulary
from onrecord.linking.words import DATA
from training.linking.concepts import build_concepts
from training.linking.corpora import articles_of
from training.linking.names import build_name_parts, build_territories
from training.linking.scorer import collect_pairs, fit, write_weights


def main() -> None:
    """Build the tables, or fit the scorer with tables that know nothing of its articles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("tables", "scorer"))
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=DATA / "scorer.json", help="of the scorer")
    options = parser.parse_args()
    if options.what == "tables":
        build_tables(options.shared)
    else:
        fit_scorer(options.shared, options.out)


def build_tables(shared: Path) -> None:
    """Write every table; the articles that figures are reported on are left out."""
    build_territories(shared / "data", DATA)
    build_name_parts(shared / "data", DATA)
    build_concepts(shared / "data", DATA, leave_out=articles_of(shared / "gold"))


def fit_scorer(shared: Path, target: Path) -> None:
    """Write the scorer's weights, learned from the training articles."""
    leave_out = articles_of(shared / "gold") | articles_of(shared / "train")
    with tempfile.TemporaryDirectory() as folder:
        # Words learned from the very articles would make their translations look too alike.
        vocabulary.CONCEPTS = Path(folder)
        build_concepts(shared / "data", Path(folder), leave_out=leave_out)
        pairs = collect_pairs(load_linked(shared / "train"))
    write_weights(fit(pairs), target, pairs=len(pairs))


if __name__ == "__main__":
    main()
