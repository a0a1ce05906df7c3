"""The ledger's look-up in memory: of each key the newest rows, of those what shares most."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

_PER_KEY = 40


@dataclass
class SmallLedger:
    """Rows with their groups, found again by keys as the SQL ledger finds them."""

    most: int = 40
    data: list[str] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    _keys: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def find(self, keys: Iterable[str]) -> list[int]:
        """The rows that share most and rarest keys, best first."""
        weights: dict[int, float] = defaultdict(float)
        for key in dict.fromkeys(keys):
            rows = self._keys.get(key, [])[-_PER_KEY:]
            for row in rows:
                weights[row] += 1 / len(rows)
        return sorted(weights, key=lambda row: (-weights[row], -row))[: self.most]

    def add(self, data: str, keys: Sequence[str], group: int | None) -> int:
        """Add a row to a group, a new one where it is None; give the group."""
        row = len(self.data)
        self.data.append(data)
        self.groups.append(row if group is None else group)
        for key in dict.fromkeys(keys):
            self._keys[key].append(row)
        return self.groups[row]
