# %% [markdown]
# # Choose thresholds
#
# Every bead has a probability. How far can it be believed, and where should a corpus be cut off?
# Six small releases are too few to decide by: set `DAEYEOK_DATA` to a folder of your own gold
# (for each document `ko.txt` and `en.txt`, a segment a line, and `gold.tsv`) and run this again.

# %%
import os
from dataclasses import asdict
from importlib.resources import files
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from align.calibration import bins, calibration_error, thresholds
from corpora.measuring import measure_folder, total

folders = {"examples": Path(str(files("corpora") / "examples"))}
if os.environ.get("DAEYEOK_DATA"):
    folders["your data"] = Path(os.environ["DAEYEOK_DATA"])
measured = {name: total(measure_folder(folder)) for name, folder in folders.items()}

# %%
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
