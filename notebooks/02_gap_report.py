# %% [markdown]
# # A report on gaps
#
# What the translations of several releases leave out or add, how confident the aligner is, and how
# often it is right: the examples have gold beads, so every gap can be evaluated.

# %%
from importlib.resources import files
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd

from align.gaps import REAL_GAPS
from corpora import align_files, checked, measure_folder, write_release
from corpora.model.coverage import covered

folder = Path(str(files("corpora") / "examples"))
names = sorted(path.name for path in folder.iterdir() if path.is_dir())
aligned = {
    name: align_files(folder / name / "ko_raw.txt", folder / name / "en_raw.txt") for name in names
}

# %% [markdown]
# ## Every real gap
#
# Text that translations usually lack (closing marks, contacts, attachments, disclaimers) is not
# counted.

# %%
pd.set_option("display.max_colwidth", 90)
gaps = pd.DataFrame(
    [
        {"release": name, "kind": gap.kind, "segment": gap.segments[0].kind, "line": gap.line,
         "confidence": gap.confidence, "letters": len(gap.text), "text": gap.text}
        for name, found in aligned.items()
        for gap in found.gaps
        if gap.kind in REAL_GAPS
    ]
)  # fmt: skip
gaps.groupby(["release", "kind"]).agg(
    gaps=("text", "size"),
    letters=("letters", "sum"),
    sure=("confidence", lambda c: (c >= 0.9).sum()),
)

# %% [markdown]
# ## What kind of text is left out
#
# More than half of the omissions are headings, bullets and table rows, which English readers
# are assumed not to need. Some of the headings and rows are page furniture mistaken for text (the
# next and the previous article, an address), and so are not gaps of the translation.

# %%
figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4))
counts = gaps.pivot_table(
    index="segment", columns="kind", values="text", aggfunc="size", fill_value=0
)
counts = counts.loc[counts.sum(axis=1).sort_values().index]
counts.plot.barh(stacked=True, ax=left, color={"omission": "#c2410c", "addition": "#1d4ed8"})
left.set(xlabel="gaps", ylabel="", title="Gaps by kind of segment")
colours = {"omission": "#c2410c", "addition": "#1d4ed8"}
right.hist(
    [gaps.loc[gaps["kind"] == kind, "confidence"] for kind in colours],
    bins=20,
    range=(0, 1),
    stacked=True,
    label=list(colours),
    color=list(colours.values()),
)
right.axvline(0.9, color="grey", linestyle="--", linewidth=1)
right.set(xlabel="confidence (dashed: called sure)", ylabel="gaps", title="How sure they are")
right.legend()
figure.tight_layout()
plt.show()

# %% [markdown]
# ## How much is covered

# %%
shares = pd.DataFrame(
    {
        name: {
            side: covered(found.release.bitext, source=side == "Korean").letters
            for side in ("Korean", "English")
        }
        for name, found in aligned.items()
    }
).T
axes = shares.plot.barh(figsize=(8, 3.5), color=["#0f766e", "#94a3b8"])
axes.set(xlabel="share of the text that has a counterpart", xlim=(0, 1))
axes.invert_yaxis()
axes.legend(loc="upper left", bbox_to_anchor=(1, 1))
plt.tight_layout()
plt.show()

# %% [markdown]
# ## Are the gaps right?
#
# Measured on the segments of the gold files, so that segmentation and page furniture have no
# influence.

# %%
gap_counts = {each.name: each.evaluation.gaps for each in measure_folder(folder)}
judged = {
    name: {
        "answered": counts.answers,
        "in gold": counts.gold,
        "precision": counts.precision,
        "recall": counts.recall,
    }
    for name, counts in gap_counts.items()
}
pd.DataFrame(judged).T.round(2)

# %% [markdown]
# ## The report for people
#
# One self-contained page for one release, in Korean and English.

# %%
release = checked(aligned["03-rescue-drill"].release)
write_release(release, Path("drill.html"), force=True)
size = Path("drill.html").stat().st_size
print(f"drill.html: {size / 1000:.0f} kB, {len(release.findings)} findings")
