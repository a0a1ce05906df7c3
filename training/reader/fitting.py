"""Training of the student, and reading with it where it stands."""

import copy
import time
from collections.abc import Callable, Iterable

import numpy as np
import torch
from torch import nn

from onrecord.attribution.learned.tags import CUE_TAGS, PART_TAGS, best_tags, runs
from training.reader.examples import Window, path_of
from training.reader.student import Numbered, Student, Vocabulary, batches, loss_of
from training.reader.texts import ROLES, Labelled

Scored = tuple[Labelled, float, float]  # chance of the cue, mean chance of the parts' tags


def fit(
    model: Student,
    given: list[Numbered],
    *,
    epochs: float,
    rate: float = 2e-3,
    size: int = 2500,
    seed: int = 1,
    report: Callable[[str], None] = print,
    every: Callable[[], None] | None = None,
) -> None:
    """Train in place; at the end the weights are an average over the last fifth of the steps."""
    draw = np.random.default_rng(seed)
    torch.manual_seed(seed)
    tokens = sum(len(each.words) for each in given)
    steps = max(10, int(epochs * tokens / size * 1.1))
    optimiser = torch.optim.AdamW(
        [p for p in model.parameters() if p.requires_grad], lr=rate, weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, (s + 1) / 100) * max(0.03, 1 - s / steps)
    )
    mean: dict[str, torch.Tensor] = {}
    step, start, shown, averaged = 0, time.monotonic(), 0.0, 0
    model.train()
    while step < steps:
        for batch in batches(given, size, draw):
            loss = loss_of(model, batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimiser.step()
            schedule.step()
            step += 1
            shown = loss.item() if step == 1 else 0.99 * shown + 0.01 * loss.item()
            if step > 0.8 * steps:
                averaged += 1
                for name, value in model.state_dict().items():
                    if name == "vectors.weight":
                        continue
                    if name in mean:
                        mean[name] += (value - mean[name]) / averaged
                    else:
                        mean[name] = value.clone()
            if step % 200 == 0:
                spent = time.monotonic() - start
                report(
                    f"{step}/{steps} loss {shown:.3f} {spent:.0f}s of {spent / step * steps:.0f}s"
                )
                if every is not None and step % 1000 == 0:
                    every()
                    model.train()
            if step >= steps:
                break
    model.load_state_dict(mean, strict=False)


@torch.no_grad()
def predict(
    model: Student, vocabulary: Vocabulary, windows: Iterable[Window], guide: str, bias: float = 0.0
) -> list[list[Scored]]:
    """For each window its statements with the chance of their cues and of their parts.

    `bias` is taken from the score of "no cue": above zero more is found.
    """
    model.eval()
    moves = model.moves.detach().numpy()
    windows = list(windows)
    found: list[list[Scored]] = [[] for _ in windows]
    plain = []
    for window in windows:
        bare = copy.copy(window)
        bare.statements, bare.paths, bare.guide = [], [], guide
        plain.append(Numbered.of(bare, vocabulary))
    place = {id(each): n for n, each in enumerate(plain)}
    for batch in batches(plain, 6000, None):
        hidden = model(batch)
        scores = model.score_cues(hidden, batch.guide)
        scores[..., 0] -= bias
        chances = scores.softmax(-1).numpy()
        row_of, cues, paths = [], [], []
        for n, each in enumerate(batch.given):
            length = len(each.words)
            for _, start, end in runs(best_tags(scores[n, :length].numpy()), CUE_TAGS):
                row_of.append(n)
                cues.append((start, end))
                path = [vocabulary.branches.get(x, 0) for x in path_of(each.window, (start, end))]
                paths.append(path + [0] * (hidden.shape[1] - length))
        if not row_of:
            continue
        parts = model.score_parts(
            hidden, batch, torch.tensor(row_of), torch.tensor(cues), torch.tensor(paths)
        ).numpy()
        for n, cue, each in zip(row_of, cues, parts, strict=True):
            given = batch.given[n]
            tagged = runs(best_tags(each[: len(given.words)], moves), PART_TAGS)
            spans = {role: tuple((a, b) for r, a, b in tagged if r == role) for role in ROLES}
            spans["cue"] = spans["cue"] or (cue,)
            members = [k for _, a, b in tagged for k in range(a, b)]
            sure = torch.from_numpy(each[: len(given.words)]).softmax(-1).amax(-1).numpy()
            chance = float(1 - chances[n, cue[0], 0])
            clear = float(sure[members].mean()) if members else 0.0
            found[place[id(given)]].append((Labelled(**spans), chance, clear))
    return found
