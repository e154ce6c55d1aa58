# %% [markdown]
# # Training data
#
# From a store to a set for training or testing a model: a look at its contents, a small test (does
# an encoder find the translation of each text among all others of the set?), and a small fine-tune
# with sentence-transformers, which takes seconds on a CPU.

# %%
import os
import warnings
from dataclasses import asdict
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd

from align import retrieval
from corpora import Cleaner, Output, add_files, encoder_for, export_store

# %% [markdown]
# ## A store
#
# Name your own with `DAEYEOK_STORE`; otherwise a store of the examples is made.

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
# Never split a release between training and test: its sentences repeat each other's names and
# figures. Here the last third of the releases is the test set.

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
# The share of texts whose translation is their nearest neighbour, over both directions, by cosine
# and by margin. The pairs were selected with the embedded encoder, which favours it; this is why a
# score filter should have a low threshold. Set `DAEYEOK_MODEL` to a sentence-transformers model to
# compare one; it needs the extra `models`.

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
# ## What it does not find
#
# Short table rows, and headlines that say the same thing, are genuinely hard.

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

# %% [markdown]
# ## A small fine-tune
#
# With sentence-transformers (`pip install "daeyeok[models]"`). The model is as small as possible:
# one vector for each word piece, initialised with the embedded encoder's vector of that piece, so
# no model is downloaded. It learns from the training releases to place each text nearer to its
# translation than to the other texts of its batch. With `DAEYEOK_MODEL` that model is tuned
# instead.

# %%
has_models = find_spec("sentence_transformers") is not None
train, test = data[~is_test], data[is_test]
if has_models:
    warnings.filterwarnings("ignore", message="IProgress not found")  # bars are not wanted
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.evaluation import TranslationEvaluator
    from sentence_transformers.sentence_transformer.losses import MultipleNegativesRankingLoss
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, trainers

    torch.manual_seed(1)
    if os.environ.get("DAEYEOK_MODEL"):
        rate, model = 2e-5, SentenceTransformer(os.environ["DAEYEOK_MODEL"], device="cpu")
    else:
        pieces = Tokenizer(models.BPE(unk_token="[UNK]"))
        pieces.normalizer = normalizers.Sequence([normalizers.NFC(), normalizers.Lowercase()])
        pieces.pre_tokenizer = pre_tokenizers.Whitespace()
        trainer = trainers.BpeTrainer(
            vocab_size=3000, special_tokens=["[UNK]"], show_progress=False
        )
        pieces.train_from_iterator([*train["source"], *train["target"]], trainer)
        words = [pieces.id_to_token(number) for number in range(pieces.get_vocab_size())]
        start = StaticEmbedding(pieces, embedding_weights=encoders["fast"].encode(words))
        rate, model = 0.01, SentenceTransformer(modules=[start], device="cpu")
    print(f"{sum(weights.numel() for weights in model.parameters()):,} numbers to learn")
else:
    print('sentence-transformers is not installed: pip install "daeyeok[models]"')

# %%
if has_models:
    examiners = {
        name: TranslationEvaluator(
            list(part["source"]), list(part["target"]), name=name,
            show_progress_bar=False, write_csv=False,
        )
        for name, part in (("train", train), ("test", test))
    }  # fmt: skip
    accuracies = [{name: ask(model)[f"{name}_mean_accuracy"] for name, ask in examiners.items()}]
    loss = MultipleNegativesRankingLoss(model)
    optimiser = torch.optim.Adam(model.parameters(), lr=rate)
    random = np.random.default_rng(1)
    for _epoch in range(20):
        for rows in np.array_split(random.permutation(len(train)), max(1, len(train) // 32)):
            batch = train.iloc[rows]
            texts = [model.preprocess(list(batch[side])) for side in ("source", "target")]
            optimiser.zero_grad()
            loss(texts, None).backward()
            optimiser.step()
        accuracies.append(
            {name: ask(model)[f"{name}_mean_accuracy"] for name, ask in examiners.items()}
        )
    axes = pd.DataFrame(accuracies).plot(figsize=(7, 4), ylim=(0, 1.02))
    axes.set(xlabel="epoch", ylabel="share whose translation is the nearest")
    plt.show()

# %% [markdown]
# The training set is memorised at once; what counts is the other line, for releases that the model
# has not seen. Six small releases are too few for more: with a store of thousands, the two lines
# approach each other, and the same cell takes minutes.

# %%
if has_models:
    part = test.drop_duplicates("source").drop_duplicates("target")
    tuned = [
        model.encode(list(part[side]), normalize_embeddings=True, show_progress_bar=False)
        for side in ("source", "target")
    ]
    whole = [encoders["fast"].encode(list(part[side])) for side in ("source", "target")]
    print(
        pd.DataFrame(
            {
                "tuned pieces": asdict(retrieval(*tuned)),
                "embedded encoder": asdict(retrieval(*whole)),
            }
        ).T.round(3)
    )
