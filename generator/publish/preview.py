"""The live site as a web server shows it while its files are edited; nothing of this is ever in the built files."""

import html
import ipaddress
import json
import mimetypes
import socket
import socketserver
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from importlib.resources import files
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

_OWN = "/.preview/"  # no page of a site can lie there: MkDocs leaves out what starts with a dot
_STATE, _SCRIPT = f"{_OWN}state", f"{_OWN}script.js"
_HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Shown:
    """What open pages need to know: which build is live ("" = none yet), under which path, and what is wrong since."""

    built: str = ""
    base: str = "/"
    problems: tuple[str, ...] = ()


@dataclass(slots=True)
class Board:
    """Where the builder tells the open pages what is shown; replaced as a whole, so that readers need no lock."""

    shown: Shown = Shown()

    def built(self, base: str) -> None:
        """Tell that a new site is live."""
        self.shown = Shown(str(time.time_ns()), base)  # never the same again, not even after a restart

    def failed(self, problems: tuple[str, ...]) -> None:
        """Tell what keeps a new site from being built."""
        self.shown = replace(self.shown, problems=problems)


class Server(socketserver.ThreadingTCPServer):
    """Listens at an address; `site` is looked at anew with each request, so that it may be exchanged at any time."""

    daemon_threads = True  # a slow reader does not keep us from ending
    allow_reuse_address = True
    request_queue_size = 64

    def __init__(self, site: Path, board: Board, address: tuple[str, int]) -> None:
        self.site, self.board, self.host = site, board, address[0]
        self.address_family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
        super().__init__(address, _Handler)


class _Handler(BaseHTTPRequestHandler):
    """Answers one request: a file of the site, the script of the preview, or what an open page asks about it."""

    server: Server

    def handle(self) -> None:
        with suppress(ConnectionError, TimeoutError):  # the reader went on before the answer was there
            super().handle()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        """Say nothing: the terminal belongs to what is wrong in the files."""

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        if not _is_local(self.headers.get("Host", ""), self.server.host):
            text = "This preview answers to local names only, such as localhost."
            self._answer(HTTPStatus.FORBIDDEN, text.encode(), "text/plain; charset=utf-8")
            return
        path = unquote(self.path.partition("?")[0])
        shown = self.server.board.shown
        if path == _STATE:
            state = json.dumps({"built": shown.built, "problems": shown.problems})
            self._answer(HTTPStatus.OK, state.encode(), "application/json")
        elif path == _SCRIPT:
            script = files("generator.publish").joinpath("preview.js").read_bytes()
            self._answer(HTTPStatus.OK, script, "text/javascript; charset=utf-8")
        else:
            self._show(path, shown)

    def _show(self, path: str, shown: Shown) -> None:
        """Show a page or file of the site; `shown` was taken before it is read, so that no page is older than it says."""
        if not shown.built:
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, _no_site_yet(shown), _HTML)
        elif path == "/" != shown.base or f"{path}/" == shown.base:
            self._redirect(shown.base)
        else:
            self._show_file(path, shown)

    def _show_file(self, path: str, shown: Shown) -> None:
        file = _file(self.server.site, path.removeprefix(shown.base)) if path.startswith(shown.base) else None
        try:
            content = file.read_bytes() if file else b""
        except IsADirectoryError:
            self._redirect(f"{path}/")
            return
        except OSError:  # is not there, or the site is being exchanged
            file = None
        if file is None:
            self._answer(HTTPStatus.NOT_FOUND, _with_script(self._not_found(), shown), _HTML)
        elif file.suffix == ".html":
            self._answer(HTTPStatus.OK, _with_script(content, shown), _HTML)
        else:
            self._answer(HTTPStatus.OK, content, _type(file))

    def _not_found(self) -> bytes:
        try:
            return (self.server.site / "404.html").read_bytes()
        except OSError:
            return b"<!doctype html><title>Not found</title><body><h1>Not found</h1></body>"

    def _redirect(self, path: str) -> None:
        self._begin(HTTPStatus.FOUND, {"Location": quote(path), "Content-Length": "0"})

    def _answer(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        self._begin(status, {"Content-Type": kind, "Content-Length": str(len(content))})
        if self.command != "HEAD":
            self.wfile.write(content)

    def _begin(self, status: HTTPStatus, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Cache-Control", "no-store")
        self.end_headers()


def _is_local(host: str, bound: str) -> bool:
    """Tell names of this machine from names that a foreign page made lead here (DNS rebinding)."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    if name in {"localhost", bound} or name.endswith(".localhost"):
        return True
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _file(site: Path, path: str) -> Path | None:
    """Give the file that a path of the site means; None where it would lead out of the site."""
    *folders, name = path.split("/")
    if "\0" in path or "\\" in path or not {"", ".", ".."}.isdisjoint(folders) or name in {".", ".."}:
        return None
    return site.joinpath(*folders, name or "index.html")


def _type(file: Path) -> str:
    kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def _with_script(page: bytes, shown: Shown, attributes: str = "") -> bytes:
    script = f'<script src="{_SCRIPT}" data-built="{shown.built}"{attributes}></script>'.encode()
    start, end, rest = page.rpartition(b"</body>")
    return start + script + end + rest if end else page + script


def _no_site_yet(shown: Shown) -> bytes:
    problems = "\n".join(shown.problems)
    title = "The site cannot be built" if problems else "The site is being built"
    page = (
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark">'
        f"<title>{title}</title><body><h1>{title}</h1>"
        f'<pre id="preview-problems" style="white-space: pre-wrap">{html.escape(problems)}</pre></body></html>'
    )
    return _with_script(page.encode(), shown, f' data-problems="{html.escape(problems)}"')
