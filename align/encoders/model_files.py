"""Loads a sentence-transformers model, or explains in one line why it cannot be loaded.

The underlying libraries raise a dozen kinds of error, some after a minute of retries. Here a
name is looked up on disk first, then with one request to the hub, and every failure is
raised as an EncoderError.
"""

from __future__ import annotations

import hashlib
import json
import logging
import re
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from align.errors import EncoderError

_INSTALL = (
    'pip install "daeyeok[models]" (on Linux, install PyTorch\'s CPU build first,'
    " pip install torch --index-url https://download.pytorch.org/whl/cpu,"
    " which saves gigabytes on machines without a graphics card)"
)
_HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,95}(?:/[A-Za-z0-9][\w.-]{0,95})?")
_DEFAULT_OWNER = "sentence-transformers"  # of names without an owner, as in the library
_COMMIT = re.compile(r"[0-9a-f]{40}")
_SHOWN_DIGITS = 12  # of a commit or a checksum
_HUB_SECONDS = 15  # to wait for the hub's first answer
_SAMPLE = 1 << 20  # bytes of a large file, at each end, that go into a folder's checksum


@dataclass(frozen=True, slots=True)
class LoadedModel:
    """A model with an identifier of its version."""

    model: Any  #: a sentence_transformers.SentenceTransformer
    revision: str | None  #: commit on the hub, or a checksum of the folder


def shown_name(model: str, revision: str | None) -> str:
    """The name for reports: without local folders, with a short revision.

    >>> shown_name("sentence-transformers/LaBSE", "836121a0533e5664b21c7aacc5d22951f2b8b25b")
    'sentence-transformers/LaBSE@836121a0533e'
    >>> shown_name("/models/my-model/", None)
    'my-model'
    """
    name = Path(model).name if _is_path(model) else model
    return f"{name}@{revision[:_SHOWN_DIGITS]}" if revision else name


def load_model(model: str, *, revision: str | None, device: str | None) -> LoadedModel:
    """The model, loaded from a folder, from the copy on disk, or from the hub.

    Raises:
        EncoderError: It cannot be loaded; the message gives the reason in one line.
    """
    if _is_path(model):
        folder = Path(model).expanduser()
        _check_folder(folder)
        return LoadedModel(
            _construct(str(folder), model, device=device, local_files_only=True),
            _folder_revision(folder),
        )
    if not _HUB_NAME.fullmatch(model) or "--" in model or ".." in model:
        raise EncoderError(
            f"{model!r} is neither a folder nor a model name; give OWNER/NAME from the hub,"
            " such as sentence-transformers/LaBSE, or the path of a folder"
        )
    name = model if "/" in model else f"{_DEFAULT_OWNER}/{model}"
    _import_library()
    commit = _cached_commit(name, revision)
    if commit:
        try:
            kept = _construct(name, name, device=device, revision=commit, local_files_only=True)
            return LoadedModel(kept, commit)
        except EncoderError:  # the copy is incomplete, so ask the hub
            if _is_offline():
                raise
    commit = _commit_on_hub(name, commit or revision)
    return LoadedModel(_construct(name, name, device=device, revision=commit), commit)


def _is_path(model: str) -> bool:
    """Whether this names a folder: it is one, or can only be one."""
    if Path(model).expanduser().is_dir() and model:
        return True
    return model.startswith((".", "/", "~", "\\")) or model.count("/") > 1 or "\\" in model


def _check_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise EncoderError(
            f"there is no folder {folder}; give the folder that contains the model's modules.json,"
            " or the model's name on the hub"
        )
    listing = folder / "modules.json"
    if not listing.is_file():
        # The library would load it anyway and guess how to pool token vectors.
        raise EncoderError(
            f"{folder} is not a complete sentence-transformers model: modules.json is missing;"
            " copy the entire model folder, or save it again with SentenceTransformer.save"
        )
    try:
        types = [str(module["type"]) for module in json.loads(listing.read_text("utf-8"))]
    except (ValueError, TypeError, KeyError) as error:
        raise EncoderError(f"{listing} is damaged; copy the model's folder again") from error
    foreign = [each for each in types if not each.startswith("sentence_transformers.")]
    if foreign:
        raise _remote_code_error(str(folder), foreign[0])


def _construct(where: str, shown: str, **options: Any) -> Any:
    """A SentenceTransformer; its errors are reduced to one line."""
    library = _import_library()
    talk = import_module("transformers.utils.logging")
    bars = talk.is_progress_bar_enabled()
    talk.disable_progress_bar()
    report = _LoadReport()
    logger = logging.getLogger("transformers")
    logger.addHandler(report)
    try:
        model = library.SentenceTransformer(where, **options)
    except MemoryError:
        raise
    except Exception as error:  # a dozen kinds, see the module docstring
        if "trust_remote_code" in str(error):
            raise _remote_code_error(shown, None) from error
        raise EncoderError(
            f"the model {shown} cannot be loaded: {_first_line(error)}"
            f" ({type(error).__name__}); {_advice(error)}"
        ) from error
    finally:
        logger.removeHandler(report)
        if bars:
            talk.enable_progress_bar()
    if report.missing:
        raise EncoderError(
            f"the model {shown} lacks weights ({report.missing[0]} and others), which would be"
            " filled with random numbers; copy or download the model again"
        )
    return model


class _LoadReport(logging.Handler):
    """Records the weights that transformers reports as missing and fills at random.

    The library only logs a warning. The pooler is ignored: many models lack it, and
    sentence-transformers does not use it.
    """

    _ROW = re.compile(r"^(\S+)\s*\|[^|\n]*MISSING", re.MULTILINE)

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.missing: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Record the weights that this message reports as missing."""
        names: list[str] = self._ROW.findall(record.getMessage())
        self.missing += [name for name in names if "pooler" not in name]


def _import_library() -> Any:
    try:
        return import_module("sentence_transformers")  # five seconds
    except ImportError as error:
        raise EncoderError(
            f"using your own model needs sentence-transformers: {_INSTALL}"
            + ("" if error.name in (None, "sentence_transformers") else f"; missing: {error.name}")
        ) from error


def _cached_commit(name: str, revision: str | None) -> str | None:
    """The commit of the copy on disk, if the model was downloaded before."""
    hub = import_module("huggingface_hub")
    for file in ("modules.json", "config.json"):
        found = hub.try_to_load_from_cache(name, file, revision=revision)
        if isinstance(found, str):
            commit = Path(found).parent.name
            return commit if _COMMIT.fullmatch(commit) else None
    return None


def _commit_on_hub(name: str, revision: str | None) -> str:
    """The commit that the hub has under this name; one request, no retries."""
    hub, errors = import_module("huggingface_hub"), import_module("huggingface_hub.errors")
    if _is_offline():
        raise EncoderError(
            f"the model {name} is not on this machine and HF_HUB_OFFLINE forbids downloading it;"
            " unset it, or give the path of a folder that contains the model"
        )
    try:
        found = hub.HfApi().model_info(name, revision=revision, timeout=_HUB_SECONDS)
    except errors.RevisionNotFoundError as error:
        raise EncoderError(
            f"the model {name} has no revision {revision!r}; look for its branches, tags and"
            f" commits on https://huggingface.co/{name}/commits/main"
        ) from error
    except errors.GatedRepoError as error:
        raise EncoderError(
            f"the model {name} is available on request only; ask on https://huggingface.co/{name},"
            " then run: hf auth login"
        ) from error
    except errors.RepositoryNotFoundError as error:
        raise EncoderError(
            f"the hub has no public model {name}; check the name on https://huggingface.co/models,"
            " or run hf auth login if it is private"
        ) from error
    except Exception as error:  # any error of the network or its libraries
        raise EncoderError(
            f"the model {name} is not on this machine and the hub cannot be reached"
            f" ({_first_line(error)}); go online once, give the path of a folder that contains the"
            " model, or use the default encoder, which needs no network"
        ) from error
    if not found.sha:
        raise EncoderError(f"the hub reports no commit for the model {name}; give a revision")
    return str(found.sha)


def _is_offline() -> bool:
    """Whether the user has forbidden the hub's library to use the network."""
    return bool(import_module("huggingface_hub").constants.HF_HUB_OFFLINE)


def _folder_revision(folder: Path) -> str:
    """A checksum of the folder's files: small ones whole, large ones by size and both ends."""
    snapshot = folder.resolve().name
    if _COMMIT.fullmatch(snapshot):
        return snapshot
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        relative = path.relative_to(folder)
        if any(part.startswith(".") for part in relative.parts) or path.suffix == ".md":
            continue
        size = path.stat().st_size
        digest.update(f"{relative.as_posix()}\0{size}\0".encode())
        with path.open("rb") as stream:
            digest.update(stream.read(_SAMPLE))
            if size > _SAMPLE:
                stream.seek(max(size - _SAMPLE, _SAMPLE))
                digest.update(stream.read())
    return digest.hexdigest()


def _remote_code_error(model: str, module: str | None) -> EncoderError:
    what = f"its module {module}" if module else "a part of it"
    return EncoderError(
        f"the model {model} includes its own program code ({what}), which daeyeok does not run;"
        " use a model made of standard parts, such as sentence-transformers/LaBSE"
    )


def _advice(error: Exception) -> str:
    if type(error).__name__ == "SafetensorError" or "no file named" in str(error):
        return "its weights are damaged or missing, copy or download the model again"
    if isinstance(error, ImportError):
        return f"install what it needs in addition to {_INSTALL}"
    if "device" in str(error).lower() or "cuda" in str(error).lower():
        return "try the device cpu"
    return "download the model again, or use another"


def _first_line(error: Exception) -> str:
    first = str(error).strip().partition("\n")[0].rstrip(".")
    return first or type(error).__name__
