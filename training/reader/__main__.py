"""Trains the learned reader: `python -m training.reader all --shared ../shared --work FOLDER`.

Stages, each leaving its result in the work folder, so that a stopped run goes on where it was:

    parse     every corpus parsed by the project's own pipelines, window by window
    bundle    windows as numbers, and the encoder cut to what the languages need
    deep      networks over the encoder, trained to tag statements (wants a graphics processor)
    teach     a vector for each word, and statements in texts nobody has annotated, from these
    student   the small network, on PolNeAR and what was taught
    tune      the same on our own articles, in folds by article and on all; written to the package
"""

import argparse
from pathlib import Path

from onrecord.languages import known_languages
from training.reader import stages

_STAGES = ("parse", "bundle", "deep", "teach", "student", "tune")


def main() -> None:
    """Run one stage, or all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("stage", choices=(*_STAGES, "all"))
    parser.add_argument("--shared", type=Path, required=True, help="folder of the corpora")
    parser.add_argument("--work", type=Path, default=Path("training/.work/reader"))
    parser.add_argument(
        "--articles", type=int, help="at most so many of a corpus: tries out the stages in minutes"
    )
    parser.add_argument(
        "--package", type=Path, default=stages.PACKAGE, help="written to in the end"
    )
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--languages", nargs="+", default=known_languages())
    options = parser.parse_args()
    if options.articles and options.package == stages.PACKAGE:
        parser.error("--articles is for trying out: name another folder than the package's")
    options.work.mkdir(parents=True, exist_ok=True)
    languages = tuple(options.languages)
    place = stages.Place(options.shared, options.work, languages, options.package, options.articles)
    stages.prepare(options.threads)
    for stage in _STAGES if options.stage == "all" else (options.stage,):
        print(f"== {stage}", flush=True)
        getattr(stages, stage)(place)


if __name__ == "__main__":
    main()
