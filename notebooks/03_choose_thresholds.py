# %% [markdown]
# # Choose thresholds
#
# How the numbers that decide were found, from the data to the defaults in `AlignSettings`: what was
# fitted and on what, what each group of features brings, how far the probabilities can be
# believed, and where a corpus should be cut off.
#
# Six small releases are too few to decide by: set `DAEYEOK_DATA` to a folder of your own gold
# (for each document `ko.txt` and `en.txt`, a segment a line, and `gold.tsv`) and run this again.

# %%
import json
import os
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from align import AlignSettings, bins, calibration_error, thresholds
from corpora import measure_folder, total

folders = {"examples": Path(str(files("corpora") / "examples"))}
if os.environ.get("DAEYEOK_DATA"):
    folders["your data"] = Path(os.environ["DAEYEOK_DATA"])
AlignSettings()

# %% [markdown]
# ## What was fitted, and on what
#
# | number | lies in | made by |
# |---|---|---|
# | bead weights | `align/scoring/bead_weights.json` | `benchmarks.training.fit_beads` |
# | worth of a second look | `align/aligner/rescoring.py` | `benchmarks.training.fit_rescoring` |
# | worth of habits | `align/aligner/document_priors.py` | `benchmarks.training.fit_rescoring` |
# | net of partial gaps | `align/scoring/missing_tokens.json` | `benchmarks.training.fit_tokens` |
# | weights of the pairing | `align/pairing/evidence.py` | `benchmarks.training.fit_pairing` |
# | `wrong_cost`, `sure` | `AlignSettings` | examined below |
#
# The weights of beads are those of a conditional random field, fitted by maximum likelihood with a
# normal prior of variance 1. The fit sees 800 exercises in each of three draws: parallel lines of
# news, textbooks, sentences and manuals, in which segments were left out, joined, cut and
# exchanged, so that the gold beads are known. The documents on which the aligner is judged are not
# among them. The mean of the three fits is taken, as the luck of one draw moves rare features.
#
# A weight is what one unit of a feature adds to the score of a bead, in nats: `margin`, a
# difference of likenesses, mostly lies between -1 and 1, `one to one` is 0 or 1.

# %%
table = json.loads((files("align.scoring") / "bead_weights.json").read_text(encoding="utf-8"))
print("Fitted on", table["fitted on"])
weights = pd.Series(table["with coverage"]["match"]).sort_values()
figure, axes = plt.subplots(figsize=(7, 9))
axes.barh(weights.index, weights, color=np.where(weights < 0, "#b45309", "#0f766e"))
axes.axvline(0, color="grey", linewidth=1)
axes.tick_params(axis="y", labelsize=8)
axes.set(xlabel="weight, in nats", title="What speaks for and against a bead")
figure.tight_layout()
plt.show()

# %% [markdown]
# ## What each group of features brings
#
# The fit was made again without one group at a time (`benchmarks.ablations`, with half of one
# of the three draws, and the written releases), and asked how likely the gold alignments of fresh
# exercises are. What is lost, in nats for 100 steps of the alignment: 1 nat is 2.7 times less
# likely.

# %%
likelihood = pd.read_csv("measured/likelihood.csv").set_index("left_out")
lost = (likelihood["nats"] - likelihood.loc["nothing", "nats"]).drop("nothing").sort_values()
figure, axes = plt.subplots(figsize=(7, 4))
lost.plot.barh(ax=axes, color="#b45309")
axes.set(xlabel="nats for 100 steps", ylabel="", title="Lost without these features")
figure.tight_layout()
plt.show()

# %% [markdown]
# The same fits on development data of the project, which is of other kinds than the exercises:
# strict F1, F1 of gaps and calibration error, and by how many points they change without a group.
# Half a draw is too few to learn all the weights well: the fit with everything does less well on
# some sets than the weights that come along, and some changes are luck. One group can stand in for
# another, so nothing adds up; and `releases-dev` is 32 beads, where one bead is three points. The
# releases `looked-at` are 305 beads.

# %%
ablations = pd.read_csv("measured/ablations.csv")
whole = ablations[ablations["left_out"] == "nothing"].set_index("set")
measures = ["strict", "gaps", "calibration_error"]
whole[[*measures, "beads"]]

# %%
without = ablations[ablations["left_out"] != "nothing"].set_index(["left_out", "set"])
change = 100 * (without[measures] - whole[measures].reindex(without.index, level="set"))
change.unstack("set").round(1)

# %% [markdown]
# ## `wrong_cost`
#
# The path that is chosen has the highest sum of `p(bead) - wrong_cost`. In theory half the F1 that
# is reached is best, some 0.48. The default is 0.35; at 0.2 and 0.4 the sets differ by a bead or
# two.

# %%
costs = pd.read_csv("measured/wrong_cost.csv")
figure, axes = plt.subplots(figsize=(7, 4))
for name, rows in costs.groupby("set"):
    axes.plot(rows["wrong_cost"], rows["strict"], marker="o", label=name)
axes.axvline(AlignSettings().wrong_cost, color="grey", linewidth=1)
axes.set(xlabel="wrong_cost", ylabel="strict F1")
axes.legend()
figure.tight_layout()
plt.show()

# %% [markdown]
# ## Measure
#
# From here on everything is measured now, on the examples and on your data.

# %%
measured = {name: total(measure_folder(folder)) for name, folder in folders.items()}
pd.DataFrame(
    {
        name: {"beads": len(found.judged), "right": np.mean([bead.right for bead in found.judged]),
               "strict F1": found.evaluation.strict.f1, "gap F1": found.evaluation.gaps.f1,
               "calibration error": calibration_error(found.judged)}
        for name, found in measured.items()
    }
).T.round(3)  # fmt: skip

# %% [markdown]
# ## Calibration
#
# On the diagonal, of the beads that are said to be right with 70 % probability 70 % are. Numbers
# are beads; points with few of them say little.

# %%
figure, axes = plt.subplots(figsize=(5.5, 5.5))
axes.plot([0, 1], [0, 1], color="grey", linewidth=1)
for name, found in measured.items():
    points = pd.DataFrame([asdict(each) for each in bins(found.judged)])
    axes.plot(points["said"], points["right"], marker="o", label=name)
    for row in points.itertuples():
        axes.annotate(
            str(row.count),
            (row.said, row.right),
            textcoords="offset points",
            xytext=(6, -11),
            fontsize=8,
        )
axes.set(
    xlabel="probability of the bead",
    ylabel="share that is right",
    xlim=(0, 1.05),
    ylim=(-0.05, 1.05),
)
axes.legend()
figure.tight_layout()
plt.show()

# %% [markdown]
# ## What a threshold keeps
#
# `--min-probability` leaves out what is below. Precision is the share of what is kept that is
# right, recall the share of the right beads that is kept. Pairs and gaps are looked at apart: a
# corpus needs pairs, a reviewer gaps.

# %%
levels = np.linspace(0, 0.99, 100)
figure, all_axes = plt.subplots(1, 2, figsize=(11, 4), sharey=True)
for axes, gaps in zip(all_axes, (False, True), strict=True):
    for name, found in measured.items():
        chosen = [bead for bead in found.judged if bead.is_gap == gaps]
        curve = thresholds(chosen, levels)
        [line] = axes.plot(levels, [each.precision for each in curve], label=f"{name}: precision")
        axes.plot(
            levels,
            [each.recall for each in curve],
            linestyle="--",
            color=line.get_color(),
            label=f"{name}: recall",
        )
    axes.set(xlabel="least probability", title="Gaps" if gaps else "Pairs")
    axes.legend(loc="lower left", fontsize=8)
figure.tight_layout()
plt.show()

# %%
tables = {}
for name, found in measured.items():
    pairs = [bead for bead in found.judged if not bead.is_gap]
    tables[name] = pd.DataFrame(
        [
            {"least": each.least, "kept": each.kept, "wrong": each.kept - each.right,
             "precision": each.precision, "recall": each.recall}
            for each in thresholds(pairs, (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99))
        ]
    ).set_index("least")  # fmt: skip
pd.concat(tables).round(3)

# %% [markdown]
# ## `sure`
#
# A gap is called sure from a probability of 0.9 on. What that keeps of the gaps, beside other
# levels: lower brings more of them and more false ones.

# %%
tables = {}
for name, found in measured.items():
    gaps = [bead for bead in found.judged if bead.is_gap]
    tables[name] = pd.DataFrame(
        [
            {"least": each.least, "gaps": each.kept, "wrong": each.kept - each.right,
             "precision": each.precision, "recall": each.recall}
            for each in thresholds(gaps, (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99))
        ]
    ).set_index("least")  # fmt: skip
pd.concat(tables).round(3)
