"""Writes the tables of territory names and of how parts of names are written in Cyrillic."""

import gzip
import json
from collections import defaultdict
from pathlib import Path

from onrecord.linking.names import skeleton
from training.linking.corpora import LANGUAGES

_FEWEST = 2  # people who bear a name so written
_PER_NAME = 4


def build_territories(data: Path, target: Path) -> None:
    """Write `territories.json`: for each language, name → code of a country or union."""
    table: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        rows = json.loads((data / f"names/territories.{language}.json").read_text("utf-8"))
        names = rows["main"][language]["localeDisplayNames"]["territories"]
        table[language] = {
            name: code.split("-")[0]
            for code, name in names.items()
            if code[:2].isalpha() and code.split("-")[0] not in ("ZZ", "QO", "EZ", "XA", "XB")
        }
    text = json.dumps(table, ensure_ascii=False, indent=0, sort_keys=True)
    (target / "territories.json").write_text(text + "\n", "utf-8")


def build_name_parts(data: Path, target: Path) -> None:
    """Write `name-parts.tsv.gz`: Cyrillic parts of names that do not spell as they sound in Latin.

    Where the consonants agree anyhow the table is not needed.
    """
    rows: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for line in (data / "names/wd_russian_80.tsv").read_text("utf-8").splitlines():
        latin, spelled, count = line.split("\t")
        cyrillic = spelled.replace(" ", "")
        if int(count) >= _FEWEST and latin.isalpha() and cyrillic.isalpha() and len(latin) > 2:
            rows[cyrillic].append((-int(count), latin))
    lines = []
    for cyrillic, names in sorted(rows.items()):
        best = [latin for _, latin in sorted(names)[:_PER_NAME]]
        other = sorted({skeleton(latin) for latin in best} - {skeleton(cyrillic)})
        if other:
            lines.append(f"{cyrillic}\t{' '.join(other)}")
    with gzip.GzipFile(target / "name-parts.tsv.gz", "wb", mtime=0) as file:
        file.write(("\n".join(lines) + "\n").encode())
