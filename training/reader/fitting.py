"""Training of a network, and reading with it or with several where they stand."""

import copy
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from onrecord.attribution.learned.tags import CUE_TAGS, PART_TAGS, best_sequences, runs
from training.reader.batching import Batcher
from training.reader.bundle import Branches, Example, bare
from training.reader.labels import ROLES, Labelled
from training.reader.networks import Deep, Tagger, loss_of

# Steps in which the heads alone learn: their first gradients would lead an encoder astray, from
# which it does not come back (seen in four of seven trainings without).
_HEADS_FIRST = 100

Scored = tuple[Labelled, float, float]  # chance of the cue, mean chance of the parts' tags


def fit(
    model: Tagger,
    batcher: Batcher,
    given: list[Example],
    *,
    epochs: float,
    rate: float = 2e-3,
    encoder_rate: float = 1e-4,
    size: int = 2500,
    seed: int = 1,
    seconds: float = 1e9,
    report: Callable[[str], None] = print,
) -> None:
    """Train in place; at the end the weights are an average over the last fifth of the steps.

    After `seconds` training ends wherever it is: the rate falls with time as with steps.
    """
    draw = np.random.default_rng(seed)
    torch.manual_seed(seed)
    steps = max(10, int(epochs * sum(map(len, given)) / size * 1.1))
    encoder = list(model.encoder.parameters()) if isinstance(model, Deep) else []
    held = {id(p) for p in encoder}
    groups = [
        _Group([p for p in encoder if p.requires_grad], encoder_rate, _HEADS_FIRST, 1.0),
        _Group([p for p in model.parameters() if p.requires_grad and id(p) not in held], rate),
    ]
    groups = [group for group in groups if group.parameters]
    optimiser = torch.optim.AdamW([{"params": g.parameters} for g in groups], weight_decay=0.01)
    mean = _Mean()
    step, start, done = 0, time.monotonic(), 0.0
    model.train()
    while done < 1:
        for batch in batcher.batches(given, size, draw):
            spent = time.monotonic() - start
            done = max(step / steps, spent / seconds)
            if done >= 1:
                break
            for group, each in zip(groups, optimiser.param_groups, strict=True):
                each["lr"] = group.rate_at(step, done)
            loss = loss_of(model, batch)
            optimiser.zero_grad()
            loss.backward()
            for group in groups:
                nn.utils.clip_grad_norm_(group.parameters, group.longest)
            optimiser.step()
            step += 1
            if done > 0.8 and step % 3 == 0:
                mean.add(model)
            if step % 100 == 0:
                report(f"{step}/{steps} loss {loss.item():.3f} {spent:.0f}s, done {done:.2f}")
    model.load_state_dict(mean.values, strict=False)


@dataclass(frozen=True, slots=True)
class _Group:
    """Weights that learn at one rate; `late` is the step from which they do, `longest` what their
    gradient is cut to."""

    parameters: list[nn.Parameter]
    rate: float
    late: int = 0
    longest: float = 2.0

    def rate_at(self, step: int, done: float) -> float:
        """Rising over the first steps, then falling to the end."""
        warm = min(1.0, max(0.0, (step + 1 - self.late) / (100 + 2 * self.late)))
        return self.rate * warm * max(0.02, 1 - done)


class _Mean:
    """The running mean of a network's weights, but for tables that are not trained."""

    def __init__(self) -> None:
        self.values: dict[str, torch.Tensor] = {}
        self._count = 0

    def add(self, model: Tagger) -> None:
        self._count += 1
        for name, value in model.state_dict().items():
            if name in ("vectors.weight", "encoder.word.weight"):
                continue
            if name in self.values:
                self.values[name] += (value - self.values[name]) / self._count
            else:
                self.values[name] = value.clone()


@torch.no_grad()
def predict(
    models: Sequence[Tagger],
    batcher: Batcher,
    branches: Branches,
    windows: Iterable[Example],
    guide: str,
    bias: float = 0.0,
    chances_out: list[NDArray[np.float32]] | None = None,
) -> list[list[Scored]]:
    """For each window its statements with the chance of their cues and of their parts.

    Several models vote by the mean of their scores. `bias` is taken from the score of "no cue":
    above zero more is found. `chances_out` receives the chances of cue tags by window.
    """
    for model in models:
        model.eval()
    moves = torch.stack([model.moves for model in models]).mean(0).cpu().numpy()
    plain = [bare(window, guide) for window in windows]
    found: list[list[Scored]] = [[] for _ in plain]
    soft: dict[int, NDArray[np.float32]] = {}
    place = {id(each): n for n, each in enumerate(plain)}
    for batch in batcher.batches(plain, 6000, None):
        hiddens = [model(batch) for model in models]
        scores = torch.stack(
            [m.score_cues(h, batch.guide) for m, h in zip(models, hiddens, strict=True)]
        ).mean(0)
        scores[..., 0] -= bias
        chances = scores.softmax(-1).cpu().numpy()
        tags = best_sequences(scores.cpu().numpy(), batch.lengths.tolist())
        row_of, cues, paths = [], [], []
        for n, each in enumerate(batch.given):
            length = len(each)
            soft[place[id(each)]] = chances[n, :length]
            for _, start, end in runs(tags[n], CUE_TAGS):
                row_of.append(n)
                cues.append((start, end))
                path = branches.path(each, (start, end)).tolist()
                paths.append(path + [0] * (chances.shape[1] - length))
        if not row_of:
            continue
        device = batcher.device
        where = torch.tensor(row_of, device=device)
        spans, trees = torch.tensor(cues, device=device), torch.tensor(paths, device=device)
        parts = torch.stack(
            [
                m.score_parts(h, batch, where, spans, trees)
                for m, h in zip(models, hiddens, strict=True)
            ]
        ).mean(0)
        sure = parts.softmax(-1).amax(-1).cpu().numpy()
        lengths = [len(batch.given[n]) for n in row_of]
        sequences = best_sequences(parts.cpu().numpy(), lengths, moves)
        for k, (n, cue, sequence) in enumerate(zip(row_of, cues, sequences, strict=True)):
            given = batch.given[n]
            tagged = runs(sequence, PART_TAGS)
            held = {role: tuple((a, b) for r, a, b in tagged if r == role) for role in ROLES}
            held["cue"] = held["cue"] or (cue,)
            members = [i for _, a, b in tagged for i in range(a, b)]
            chance = float(1 - chances[n, cue[0], 0])
            clear = float(sure[k, members].mean()) if members else 0.0
            found[place[id(given)]].append((Labelled(**held), chance, clear))
    if chances_out is not None:
        chances_out.extend(soft[n] for n in range(len(plain)))
    return found


@torch.no_grad()
def flat_spans(
    models: Sequence[Tagger], batcher: Batcher, windows: Sequence[Example]
) -> list[list[tuple[str, int, int]]]:
    """For each window the spans of all statements in one row, several models voting."""
    for model in models:
        model.eval()
    moves = torch.stack([model.flat_moves for model in models]).mean(0).cpu().numpy()
    plain = [bare(window, "wide") for window in windows]
    place = {id(each): n for n, each in enumerate(plain)}
    found: list[list[tuple[str, int, int]]] = [[] for _ in plain]
    for batch in batcher.batches(plain, 6000, None):
        scores = torch.stack([m.score_flat(m(batch), batch.lengths) for m in models]).mean(0)
        tags = best_sequences(scores.cpu().numpy(), batch.lengths.tolist(), moves)
        for each, sequence in zip(batch.given, tags, strict=True):
            found[place[id(each)]] = runs(sequence, PART_TAGS)
    return found


def teach(
    models: Sequence[Tagger],
    batcher: Batcher,
    branches: Branches,
    windows: Sequence[Example],
    guide: str,
    weight: float,
) -> list[Example]:
    """The windows as the models read them, for another to learn from."""
    chances: list[NDArray[np.float32]] = []
    found = predict(models, batcher, branches, windows, guide, chances_out=chances)
    taught = []
    for window, statements, soft in zip(windows, found, chances, strict=True):
        each = copy.copy(bare(window, guide))
        each.statements = [one for one, _, _ in statements]
        each.paths = [branches.path(each, one.cue[0]) for one in each.statements]
        each.chances, each.weight = soft, weight
        taught.append(each)
    return taught
