# %% [markdown]
# # Align a release
#
# From two files to beads, and what the aligner bases its decisions on. The release is one of the
# invented ones that come with daeyeok; substitute your own two files.

# %%
from dataclasses import asdict
from importlib.resources import files

import matplotlib.pyplot as plt
import pandas as pd

from corpora import align_files, encoder_for, entries_of
from corpora.model.coverage import covered

example = files("corpora") / "examples" / "03-rescue-drill"
aligned = align_files(example / "ko_raw.txt", example / "en_raw.txt")
bitext = aligned.release.bitext
print(
    len(bitext.source),
    "Korean segments,",
    len(bitext.target),
    "English ones,",
    len(bitext.beads),
    "beads",
)
print(bitext.signature)

# %% [markdown]
# ## The beads
#
# `probability` is the probability of exactly this bead; `score` is the cosine of its two sides.

# %%
pd.set_option("display.max_colwidth", 60)
beads = pd.DataFrame([asdict(entry) for entry in entries_of(aligned.release)])
beads[["type", "probability", "score", "gap", "source_text", "target_text"]].round(2)

# %% [markdown]
# ## What the aligner sees
#
# Each cell is the cosine of a Korean and an English segment. Dark cells off the path are what
# makes alignment hard: the whole release is about one topic. Beads are drawn as frames; a row or
# column without a frame is a gap.

# %%
encoder = encoder_for("fast")
cosines = encoder.encode(bitext.source.texts()) @ encoder.encode(bitext.target.texts()).T

figure, axes = plt.subplots(figsize=(7, 7))
shown = axes.imshow(cosines, cmap="Blues", vmin=0, vmax=1)
for bead in bitext:
    if not bead.is_gap:
        corner = bead.target.start - 0.5, bead.source.start - 0.5
        axes.add_patch(
            plt.Rectangle(
                corner,
                len(bead.target),
                len(bead.source),
                fill=False,
                edgecolor="#c2410c",
                linewidth=1.5,
            )
        )
axes.set(
    xlabel="English segment",
    ylabel="Korean segment",
    title="Cosines, and the beads that were chosen",
)
axes.set_xticks(range(0, len(bitext.target), 2))
axes.set_yticks(range(0, len(bitext.source), 2))
figure.colorbar(shown, ax=axes, shrink=0.7, label="cosine")
figure.tight_layout()
plt.show()

# %% [markdown]
# ## The gaps and their evidence

# %%
pd.set_option("display.max_colwidth", 200)
gaps = pd.DataFrame([asdict(gap) for gap in aligned.gaps])
gaps["text"] = [gap.text for gap in aligned.gaps]
gaps["reason"] = [gap.reason for gap in aligned.gaps]
gaps[["kind", "line", "confidence", "text", "reason"]].round(2)

# %% [markdown]
# ## How much is covered
#
# The share of letters in beads that have both sides.

# %%
for side in ("Korean", "English"):
    share = covered(bitext, source=side == "Korean")
    print(
        f"{side}: {share.aligned} of {share.segments} segments, {share.letters:.0%} of the letters"
    )
