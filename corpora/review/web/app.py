"""The review over HTTP: pages, steps, and what a page says when something cannot be done."""

from __future__ import annotations

import json
from http import HTTPStatus
from importlib import resources
from pathlib import Path
from urllib.parse import quote

from flask import Flask, Response, abort, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException
from werkzeug.routing import IntegerConverter

from align.encoders.universal import universal_encoder
from align.errors import ConflictError, DaeyeokError, Message, StoreError
from corpora.review.realign import Aligner
from corpora.review.split import division
from corpora.review.web import security
from corpora.review.web.actions import Answer, act, check_seen, keep_realignment, preview
from corpora.review.web.render import ReleaseLine
from corpora.review.web.session import NAME, Desk
from corpora.review.web.view import ReleaseView
from corpora.wording.errors_ko import KOREAN
from corpora.wording.review_pages import FAILURES, OTHER_FAILURE


def add_failures(app: Flask, desk: Desk) -> None:
    """Answer what goes wrong in the language of the page."""

    @app.errorhandler(DaeyeokError)
    def refused(error: DaeyeokError) -> ResponseReturnValue:
        """One line that says what is wrong; a conflict shows what there is now."""
        line = desk.page().told(error.message)
        missing = isinstance(error, StoreError) and request.method == "GET"
        status = 404 if missing else 422
        if isinstance(error, ConflictError):
            status = 409
        if "HX-Request" not in request.headers:
            return desk.page().failed(line), status
        answer = Response(_after_refusal(desk, line), status)
        if "release" in (request.view_args or {}):
            # Whatever was asked for, what there is now belongs into the panel.
            answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = "#panel", "innerHTML"
        return answer

    @app.errorhandler(HTTPException)
    def failed(error: HTTPException) -> ResponseReturnValue:
        page, code = desk.page(), error.code or 500
        if error.description in KOREAN:  # one of ours, not of a library
            line = page.told(Message(error.description, {}))
        else:
            line = page.line(FAILURES.get(code, OTHER_FAILURE))
        if "HX-Request" in request.headers:
            return page.message(line), code
        return page.failed(line), code


def _after_refusal(desk: Desk, line: ReleaseLine) -> str:
    """The message, with the bead as it is now; what a person typed stays in the form."""
    arguments, page = request.view_args or {}, desk.page()
    release, bead = arguments.get("release"), arguments.get("bead")
    if release is None:
        return page.message(line)
    try:
        with desk.open() as opened:
            view = ReleaseView(opened.release(release))
            finding = arguments.get("finding")
            for one in view.stored.findings:
                if one.id == finding:
                    bead = view.order[one.found.bead]
            reviewer = desk.reviewer(opened, release)
            progress, typed = opened.progress(release), request.form.get("text", "")
            return page.refusal(view, reviewer, progress, bead, line, typed)
    except DaeyeokError:
        return page.message(line)


#: What is served beside the pages, and nothing else is: names are never taken for paths.
_FILES = {
    "review.css": "text/css",
    "review.js": "text/javascript",
    "split.js": "text/javascript",
    "htmx.min.js": "text/javascript",
    "htmx-LICENSE.txt": "text/plain",
}
_YEAR = 31_536_000
_LANGUAGE = "daeyeok_language"
_LONGEST_NAME = 80
#: Results of a search in the page.
_HITS = 30


class _Number(IntegerConverter):
    """A number of the store, which none of its own is larger than."""

    regex = "[1-9][0-9]{0,14}"


def create_app(
    store: Path,
    *,
    who: str,
    host: str = "127.0.0.1",
    port: int = 5000,
    token: str | None = None,
    aligner: Aligner | None = None,
) -> Flask:
    """The app that serves the review of a store.

    Args:
        store: The store's file, opened anew for each request.
        who: The reviewer, until a browser says another name.
        host: The address that the server listens at.
        port: Its port.
        token: What a browser must bring once; None where no token is asked for.
        aligner: What aligns the rest anew; the default one if None.
    """
    app = Flask(__name__, static_folder=None, template_folder=None)
    app.url_map.converters["number"] = _Number
    security.guard(app, host=host, port=port, token=token)
    desk = Desk(store, who, aligner)
    _add_pages(app, desk)
    _add_steps(app, desk)
    _add_files(app)
    add_failures(app, desk)
    return app


def _add_pages(app: Flask, desk: Desk) -> None:
    @app.get("/")
    def releases() -> str:
        with desk.open() as opened:
            return desk.page().releases(opened)

    @app.get("/release/<number:release>")
    def one_release(release: int) -> str:
        with desk.open() as opened:
            found = opened.release(release), desk.reviewer(opened, release)
            return desk.page().release(*found, opened.progress(release))

    @app.get("/release/<number:release>/bead/<number:bead>")
    def panel(release: int, bead: int) -> str:
        with desk.open() as opened:
            view = ReleaseView(opened.release(release))
        if bead not in view:
            abort(404)
        return desk.page().panel(view, bead)

    @app.get("/release/<number:release>/bead/<number:bead>/earlier")
    def earlier(release: int, bead: int) -> str:
        with desk.open() as opened:
            stored = opened.release(release)
            if all(review.bead != bead for review in stored.reviews):
                return ""  # asked for a moment ago, and merged away since
            return desk.page().earlier(opened, opened.unit(bead), stored.findings)

    @app.get("/release/<number:release>/bead/<number:bead>/split")
    def cuts(release: int, bead: int) -> str:
        with desk.open() as opened:
            view = ReleaseView(opened.release(release))
            check_seen(view, desk.reviewer(opened, release), bead, request.args)
        origin = view.stored.origin
        cut = division(
            *view.segments(bead),
            universal_encoder,
            languages=(origin.source_language, origin.target_language),
        )
        return desk.page().split(view, bead, cut)

    @app.get("/release/<number:release>/realign")
    def show_realigned(release: int) -> str:
        with desk.open() as opened:
            found = preview(opened, desk.reviewer(opened, release), desk.aligner)
        return desk.page().realigned(*found)

    @app.get("/search")
    def search() -> str:
        phrase = request.args.get("q", "")
        with desk.open() as opened:
            hits = list(opened.search(phrase, limit=_HITS)) if phrase.strip() else []
        return desk.page().hits(phrase, hits, whole="HX-Request" not in request.headers)


def _add_steps(app: Flask, desk: Desk) -> None:
    @app.post("/release/<number:release>/<action>")
    @app.post("/release/<number:release>/bead/<number:bead>/<action>")
    @app.post("/release/<number:release>/finding/<number:finding>/<action>")
    def step(
        release: int, action: str, bead: int | None = None, finding: int | None = None
    ) -> ResponseReturnValue:
        with desk.open() as opened:
            reviewer = desk.reviewer(opened, release)
            answer = act(opened, reviewer, action, bead, finding, request.form)
            return _fragment(desk.page().answer(answer), answer)

    @app.post("/release/<number:release>/realign")
    def keep_realigned(release: int) -> ResponseReturnValue:
        with desk.open() as opened:
            keep_realignment(opened, desk.reviewer(opened, release), desk.aligner, request.form)
        return redirect(f"/release/{release}", HTTPStatus.SEE_OTHER)

    @app.post("/settings")
    def settings() -> ResponseReturnValue:
        answer = redirect(_own_path(request.form.get("back", "/")), HTTPStatus.SEE_OTHER)
        name = " ".join(request.form.get("reviewer", "").split())[:_LONGEST_NAME]
        language = request.form.get("language")
        for cookie, value in ((NAME, quote(name)), (_LANGUAGE, language)):
            if value and (cookie != _LANGUAGE or value in ("ko", "en")):
                answer.set_cookie(cookie, value, _YEAR, httponly=True, samesite="Strict")
        return answer


def _add_files(app: Flask) -> None:
    folder = resources.files("corpora.review") / "pages"
    files = {name: (folder / name).read_bytes() for name in _FILES}

    @app.get("/files/<name>")
    def file(name: str) -> ResponseReturnValue:
        if name not in files:
            abort(404)
        answer = Response(files[name], mimetype=_FILES[name])
        answer.headers["Cache-Control"] = "no-cache"
        answer.add_etag()
        return answer.make_conditional(request)

    @app.get("/favicon.ico")
    def icon() -> ResponseReturnValue:
        return "", HTTPStatus.NO_CONTENT


def _fragment(text: str, answer: Answer) -> Response:
    response = Response(text)
    told = {"daeyeok:select": {"bead": answer.select, "structure": answer.structure}}
    response.headers["HX-Trigger-After-Settle"] = json.dumps(told)
    return response


def _own_path(path: str) -> str:
    """A path of this server, whatever was asked for."""
    return path if path.startswith("/") and path[1:2] not in ("/", "\\") else "/"
