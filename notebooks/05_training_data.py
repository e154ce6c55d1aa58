# %% [markdown]
# # Training data
#
# From a store to a set that a model can be trained or tested on, a look at what is in it, and a
# small test: does an encoder find the translation of each text among all others of the set?

# %%
import os
from dataclasses import asdict
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from align.retrieval import retrieval
from corpora.adding import add_files
from corpora.cleaning import Cleaner
from corpora.encoders import encoder_for
from corpora.exporting import Output, export_store

# %% [markdown]
# ## A store
#
# Name your own with `DAEYEOK_STORE`; else the examples are put into one.

# %%
store = Path(os.environ.get("DAEYEOK_STORE", "corpus.db"))
if not store.exists():
    for folder in sorted(
        path for path in Path(str(files("corpora") / "examples")).iterdir() if path.is_dir()
    ):
        add_files(store, folder / "ko_raw.txt", folder / "en_raw.txt", key=folder.name)

# %% [markdown]
# ## A cleaned set, as Parquet

# %%
exported = export_store(
    store, Output("train.parquet", "left_out.parquet"), cleaner=Cleaner.of("training")
)
data, left_out = pd.read_parquet("train.parquet"), pd.read_parquet("left_out.parquet")
print(f"{len(data)} pairs kept, {len(left_out)} units left out")
pd.Series(dict(exported.reasons), name="left out").to_frame()

# %% [markdown]
# ## What is in it

# %%
data["ko letters"], data["en letters"] = data["source"].str.len(), data["target"].str.len()
data[["ko letters", "en letters", "probability", "score"]].describe().round(2)

# %%
figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4))
kinds = data["source_kind"].unique()
for kind, colour in zip(kinds, plt.get_cmap("tab10").colors, strict=False):
    part = data[data["source_kind"] == kind]
    left.scatter(part["ko letters"], part["en letters"], s=18, color=colour, label=kind, alpha=0.8)
left.set(xlabel="characters of Korean", ylabel="characters of English", title="Lengths")
left.legend(fontsize=8)
right.hist(data["score"], bins=20, color="#0f766e")
right.set(xlabel="cosine of the two sides", ylabel="pairs", title="Likeness")
figure.tight_layout()
plt.show()

# %% [markdown]
# ## Train and test by release
#
# Never split a release: its sentences repeat each other's names and figures. Here the last third
# of releases is the test.

# %%
releases = sorted(data["release"].unique())
is_test = data["release"].isin(releases[-max(1, len(releases) // 3) :])
data[~is_test].to_parquet("train_split.parquet")
data[is_test].to_parquet("test_split.parquet")
data.assign(split=np.where(is_test, "test", "train")).groupby("split").agg(
    releases=("release", "nunique"), pairs=("source", "size"), letters=("ko letters", "sum")
)

# %% [markdown]
# ## Retrieval
#
# The share of texts whose translation is the nearest of all, over both directions, by cosine and
# by margin. The pairs were chosen with the embedded encoder, so it is flattered; that is why a
# filter by score should be low. Set `DAEYEOK_MODEL` to a sentence-transformers model to compare
# one; it needs the extra `models`.

# %%
encoders = {"fast": encoder_for("fast")}
if os.environ.get("DAEYEOK_MODEL") and find_spec("sentence_transformers"):
    encoders[os.environ["DAEYEOK_MODEL"]] = encoder_for(model=os.environ["DAEYEOK_MODEL"])
unique = data.drop_duplicates("source").drop_duplicates("target")
vectors = {
    name: (encoder.encode(list(unique["source"])), encoder.encode(list(unique["target"])))
    for name, encoder in encoders.items()
}
pd.DataFrame({name: asdict(retrieval(*sides)) for name, sides in vectors.items()}).T.round(3)

# %% [markdown]
# ## The ones it does not find
#
# Short rows of tables and headlines that say the same are hard for a reason.

# %%
pd.set_option("display.max_colwidth", 80)
cosines = vectors["fast"][0] @ vectors["fast"][1].T
nearest = cosines.argmax(axis=1)
wrong = nearest != np.arange(len(unique))
pd.DataFrame(
    {
        "Korean": unique["source"].to_numpy()[wrong],
        "its English": unique["target"].to_numpy()[wrong],
        "nearest English": unique["target"].to_numpy()[nearest[wrong]],
    }
)
