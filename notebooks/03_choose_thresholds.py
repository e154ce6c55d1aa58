# %% [markdown]
# # Choose thresholds
#
# How the decisive numbers were determined, from the data to the defaults in `AlignSettings`: what
# was fitted and on what, what each group of features contributes, how reliable the probabilities
# are, and which threshold suits a corpus.
#
# Six small releases are too few to base a decision on: set `DAEYEOK_DATA` to a folder with your own
# gold documents (each with `ko.txt` and `en.txt`, one segment a line, and `gold.tsv`) and run this
# again.

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
# | number | stored in | determined by |
# |---|---|---|
# | bead weights | `align/scoring/bead_weights.json` | `benchmarks.training.fit_beads` |
# | weights of rescoring | `align/aligner/rescoring.py` | `benchmarks.training.fit_rescoring` |
# | document priors | `align/aligner/document_priors.py` | `benchmarks.training.fit_rescoring` |
# | partial gaps | `align/scoring/missing_tokens.json` | `benchmarks.training.fit_tokens` |
# | weights of the pairing | `align/pairing/evidence.py` | `benchmarks.training.fit_pairing` |
# | `wrong_cost`, `sure` | `AlignSettings` | see below |
#
# The bead weights are those of a conditional random field, fitted by maximum likelihood with a
# normal prior of variance 1. There are 800 training exercises in each of three draws: parallel
# lines of news, textbooks, sentences and manuals, in which segments were omitted, joined, split
# and swapped, so that the gold beads are known. The documents on which the aligner is evaluated
# are not among them. The mean of the three fits is taken, since rare features vary between draws.
#
# A weight is what one unit of a feature adds to the score of a bead, in nats: `margin`, a
# difference of similarities, is mostly between -1 and 1; `one to one` is 0 or 1.

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
# ## What each group of features contributes
#
# The weights were refitted without one group at a time (`benchmarks.ablations`, with half of one
# of the three draws, and the written releases), and the likelihood of the gold alignments of fresh
# exercises was computed. The plot shows the loss in nats per 100 steps of the alignment; 1 nat is a
# factor of 2.7.

# %%
likelihood = pd.read_csv("measured/likelihood.csv").set_index("left_out")
lost = (likelihood["nats"] - likelihood.loc["nothing", "nats"]).drop("nothing").sort_values()
figure, axes = plt.subplots(figsize=(7, 4))
lost.plot.barh(ax=axes, color="#b45309")
axes.set(xlabel="nats for 100 steps", ylabel="", title="Lost without these features")
figure.tight_layout()
plt.show()

# %% [markdown]
# The same fits on the project's development data, whose kinds of text differ from the exercises:
# strict F1, gap F1 and calibration error, and by how many points they change without a group. Half
# a draw is too little to learn all the weights well: the fit with all features is worse on some
# sets than the weights that are shipped, and some changes are noise. One group can substitute for
# another, so the changes do not add up; and `releases-dev` has 32 beads, where one bead is three
# points. The releases `looked-at` have 305 beads.

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
# The chosen path maximises the sum of `p(bead) - wrong_cost`. In theory the best value is half the
# F1 that is reached, about 0.48. The default is 0.35; at 0.2 and 0.4 the sets differ by a bead or
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
# Everything from here on is measured now, on the examples and on your data.

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
# On the diagonal, 70 % of the beads with a probability of 70 % are right. The numbers count the
# beads; points with few beads mean little.

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
# `--min-probability` leaves out whatever is below. Precision is the share of the kept beads that
# are right, recall the share of the right beads that are kept. Pairs and gaps are shown
# separately: a corpus needs pairs, a reviewer needs gaps.

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
# A gap is called sure from a probability of 0.9 upwards. The tables compare what this threshold and
# others keep of the gaps: a lower threshold keeps more gaps, and more false ones.

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
