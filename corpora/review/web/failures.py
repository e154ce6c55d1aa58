"""What the pages say when something cannot be done."""

from __future__ import annotations

from flask import Flask, Response, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from align.errors import ConflictError, DaeyeokError, Message, StoreError
from corpora.review.web.desk import Desk
from corpora.review.web.render import Line
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


def _after_refusal(desk: Desk, line: Line) -> str:
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
