"""Learn to find partial gaps and write align/scoring/missing_tokens.json.

    python -m benchmarks.training.fit_tokens DATA --debian USR

The folders are those of `benchmarks.training.fit_beads`; needs scipy. Three things are fitted, one
on the other: the net that judges each token, on pairs into which a clause of a neighbouring line
was put; the usual ratio of lengths, on pairs as they are; and the score of the clause found, on
pairs from which a clause was taken. The last is the harder exercise and the one that real
translations set, but only in the first is it known which tokens have no counterpart.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from align.checks import clause_search as search
from align.checks.clause_search import (
    COMPOSITION,
    SCORE_FEATURES,
    candidates,
    composition,
    log_ratio,
)
from align.scoring import missing_tokens as missing
from align.scoring.missing_tokens import FEATURES, token_features
from align.scoring.token_text import TokenText, token_texts
from benchmarks.training.clauses import insert_clause, take_clause
from benchmarks.training.texts import Pair, Texts, read_texts

HIDDEN = 24
#: Strength of the pull of every weight of the net towards 0.
DECAY = 1e-4
ITERATIONS = 250
#: Tokens that the net is fitted on; a tenth of them gives nearly the same net.
MOST_TOKENS = 400_000
#: Manuals have far more lines than all else and are much alike.
MOST_MANUAL_LINES = 1500
SHORTEST, LONGEST = 15, 700
#: Of the length ratio's regression: pull to 0, residual from which a pair counts less, rounds.
RIDGE, OUTLYING, ROUNDS = 1e-2, 0.2, 5

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Exercise:
    """A pair of lines, and which side has a clause more than the other."""

    ko: str
    en: str
    extra: str = ""  #: "ko", "en", or "" where neither has
    span: tuple[int, int] | None = None  #: of the clause in that side, where known


@click.command()
@click.argument("data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--debian", required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--seed", default=11, show_default=True)
@click.option("--without-news", is_flag=True, help="Leave out park-dev, which the exam is from.")
@click.option("--keep-net", is_flag=True, help="Fit all but the net, which is kept as it is.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), default="align/scoring/missing_tokens.json"
)
def main(
    data: Path, debian: Path, seed: int, without_news: bool, keep_net: bool, output: Path
) -> None:
    """Fit the net, the usual length and the score, and write them."""
    started = time.monotonic()
    rng = random.Random(seed)
    texts = read_texts(data, debian)
    runs = list(_runs(texts, without_news))
    table: dict[str, Any] = {
        "fitted on": f"seed {seed}: {'' if without_news else 'park-dev, '}jhe-dev, "
        "installation-guide, libreoffice-help"
    }
    inserted = list(_inserted(runs, rng))
    net_seed = rng.randrange(2**31)
    if keep_net:
        table["net"] = json.loads(output.read_text(encoding="utf-8"))["net"]
    else:
        x, y = _token_examples(inserted)
        click.echo(
            f"{len(inserted)} pairs, {len(y)} tokens, {y.mean():.3f} of them without counterpart"
        )
        table["net"] = fit_net(x, y, net_seed)
        click.echo(f"net after {time.monotonic() - started:.0f} s")
        missing._net.cache_clear()
        output.write_text(json.dumps(table, ensure_ascii=False) + "\n", encoding="utf-8")
    taken = list(_taken(runs, rng))
    table["length"] = fit_length([(each.ko, each.en) for each in taken if not each.extra])
    search._length_weights.cache_clear()
    output.write_text(json.dumps(table, ensure_ascii=False) + "\n", encoding="utf-8")
    table["score"] = fit_score(taken)
    search._score_weights.cache_clear()
    output.write_text(json.dumps(table, ensure_ascii=False) + "\n", encoding="utf-8")
    click.echo(f"{output} after {time.monotonic() - started:.0f} s")


def _runs(texts: Texts, without_news: bool) -> Iterator[list[Pair]]:
    if not without_news:
        yield texts.news
    yield texts.textbook
    yield [pair for page in texts.manuals for pair in page][:MOST_MANUAL_LINES]


def _lines(run: Sequence[Pair]) -> Iterator[tuple[int, str, str]]:
    for k, pair in enumerate(run):
        ko, en = (" ".join(side.split()) for side in pair)
        if len(ko) >= SHORTEST and SHORTEST <= len(en) <= LONGEST:
            yield k, ko, en


def _inserted(runs: Sequence[Sequence[Pair]], rng: random.Random) -> Iterator[Exercise]:
    for run in runs:
        for k, ko, en in _lines(run):
            yield Exercise(ko, en)
            donor = run[(k + rng.choice((-2, -1, 1, 2, 3))) % len(run)]
            if found := insert_clause(ko, donor[0], "ko", rng):
                yield Exercise(found[0], en, "ko", found[1])
            if found := insert_clause(en, donor[1], "en", rng):
                yield Exercise(ko, found[0], "en", found[1])


def _taken(runs: Sequence[Sequence[Pair]], rng: random.Random) -> Iterator[Exercise]:
    for run in runs:
        for _, ko, en in _lines(run):
            yield Exercise(ko, en)
            if rest := take_clause(en, "en", rng):
                yield Exercise(ko, rest, "ko")
            if rest := take_clause(ko, "ko", rng):
                yield Exercise(rest, en, "en")


def _sides(exercises: Sequence[Exercise]) -> Iterator[tuple[Exercise, TokenText, TokenText]]:
    for k in range(0, len(exercises), 256):
        part = exercises[k : k + 256]
        korean = token_texts([each.ko for each in part], "ko")
        english = token_texts([each.en for each in part], "en")
        yield from zip(part, korean, english, strict=True)


def _token_examples(exercises: Sequence[Exercise]) -> tuple[Floats, Floats]:
    xs, ys = [], []
    for exercise, korean, english in _sides(exercises):
        for own, other in ((korean, english), (english, korean)):
            xs.append(token_features(own, other))
            truth = np.zeros(len(own.weights), dtype=np.float32)
            if exercise.extra == own.language and exercise.span:
                low, high = exercise.span
                lengths = np.diff(np.append(own.word_starts, len(truth)))
                inside = [low <= start < high for start, _ in own.words]
                truth = np.repeat(np.array(inside, dtype=np.float32), lengths)
            ys.append(truth)
    return np.concatenate(xs), np.concatenate(ys)


def fit_net(x: Floats, y: Floats, seed: int) -> dict[str, Any]:
    """A net with one hidden layer, fitted to token truths by maximum likelihood."""
    generator = np.random.default_rng(seed)
    kept = generator.permutation(len(y))[:MOST_TOKENS]
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-4
    z, truth = (x[kept] - mean) / scale, y[kept].astype(np.float32)
    d = z.shape[1]
    shapes = [(d, HIDDEN), (HIDDEN,), (HIDDEN,), (1,)]
    sizes = np.cumsum([int(np.prod(shape)) for shape in shapes])[:-1]

    def parts(theta: NDArray[Any]) -> list[Any]:
        split = np.split(theta.astype(np.float32), sizes)
        return [part.reshape(shape) for part, shape in zip(split, shapes, strict=True)]

    def loss(theta: NDArray[Any]) -> tuple[float, NDArray[Any]]:
        w1, b1, w2, b2 = parts(theta)
        pre = z @ w1 + b1
        h = np.maximum(pre, 0)
        s = h @ w2 + b2[0]
        value = float(np.mean(np.logaddexp(0, s) - truth * s)) + DECAY * float(theta @ theta)
        ds = ((1 / (1 + np.exp(-s))) - truth) / np.float32(len(truth))
        dpre = np.outer(ds, w2) * (pre > 0)
        gradient = [z.T @ dpre, dpre.sum(axis=0), h.T @ ds, np.array([ds.sum()])]
        return value, np.concatenate([g.ravel() for g in gradient]) + 2 * DECAY * theta

    start = generator.normal(0, 1 / np.sqrt(d), int(sizes[-1]) + 1)
    fitted = minimize(
        loss, start, jac=True, method="L-BFGS-B", options={"maxiter": ITERATIONS, "maxcor": 20}
    )
    w1, b1, w2, b2 = parts(fitted.x)
    click.echo(f"loss {fitted.fun:.4f} after {fitted.nit} steps")
    return {
        "features": list(FEATURES),
        "mean": _rounded(mean),
        "scale": _rounded(scale),
        "hidden": [_rounded(row) for row in w1],
        "hidden_bias": _rounded(b1),
        "output": _rounded(w2),
        "output_bias": round(float(b2[0]), 4),
    }


def fit_length(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Robust regression of the log ratio of lengths on the composition of both sides."""
    x = np.array([composition(*pair) for pair in pairs])
    y = np.array([log_ratio(*pair) for pair in pairs])
    trust = np.ones(len(y))
    for _ in range(ROUNDS):
        weighted = x * trust[:, None]
        point = np.linalg.solve(weighted.T @ x + RIDGE * np.eye(x.shape[1]), weighted.T @ y)
        trust = 1 / np.maximum(1, np.abs(y - x @ point) / OUTLYING)
    away = (float(np.median(np.abs(rest))) for rest in (y - np.median(y), y - x @ point))
    click.echo("length ratio: median of what is off {:.3f}, fitted {:.3f}".format(*away))
    return {"features": list(COMPOSITION), "weights": _rounded(point)}


def fit_score(exercises: Sequence[Exercise]) -> dict[str, Any]:
    """Logistic regression: is the candidate of a side one from whose partner a clause was taken?"""
    rows, truth = [], []
    for exercise, korean, english in _sides(exercises):
        for language, candidate in zip(("ko", "en"), candidates(korean, english), strict=True):
            if candidate is not None:
                rows.append(candidate.features)
                truth.append(exercise.extra == language)
    x, y = np.array(rows), np.array(truth, dtype=float)
    mean, scale = x.mean(axis=0), x.std(axis=0) + 1e-6
    z = (x - mean) / scale

    def loss(theta: NDArray[Any]) -> tuple[float, NDArray[Any]]:
        s = z @ theta[:-1] + theta[-1]
        residual = 1 / (1 + np.exp(-s)) - y
        value = float(np.mean(np.logaddexp(0, s) - y * s)) + 1e-4 * float(theta @ theta)
        return value, np.append(z.T @ residual, residual.sum()) / len(y) + 2e-4 * theta

    theta = minimize(loss, np.zeros(z.shape[1] + 1), jac=True, method="L-BFGS-B").x
    weights = theta[:-1] / scale
    click.echo(f"score: {len(y)} candidates, {y.mean():.2f} of them true")
    for name, weight in zip(SCORE_FEATURES, theta[:-1], strict=True):
        click.echo(f"  {name:16} {weight:+.2f} a standard deviation")
    return {
        "features": list(SCORE_FEATURES),
        "weights": _rounded(weights),
        "bias": round(float(theta[-1] - weights @ mean), 4),
    }


def _rounded(values: NDArray[Any]) -> list[float]:
    return [round(float(value), 4) for value in values]


if __name__ == "__main__":
    main()
