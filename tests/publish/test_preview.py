"""What the preview's web server answers."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator.publish.exchange import exchange
from generator.publish.preview import Board, Server

SCRIPT = '<script src="/.preview/script.js" data-built="{}"></script>'


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    kind: str | None
    content: str
    location: str | None = None


@dataclass(frozen=True, slots=True)
class Running:
    port: int
    board: Board

    def get(self, path: str, *, host: str | None = None, method: str = "GET") -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Host": f"127.0.0.1:{self.port}" if host is None else host}
        connection.request(method, path, headers=headers)
        with connection.getresponse() as response:
            content = response.read().decode()
            assert response.headers["Cache-Control"] == "no-store"
            return Answer(
                response.status, response.headers["Content-Type"], content, response.headers["Location"]
            )

    def script(self) -> str:
        return SCRIPT.format(self.board.shown.built)


def made(folder: Path, **files: str) -> Path:
    for name, content in files.items():
        file = folder / name.replace("__", "/").replace("_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    return folder


@contextmanager
def running(site: Path, base: str = "/", *, built: bool = True) -> Iterator[Running]:
    board = Board()
    if built:
        board.built(base)
    with Server(site, board, ("127.0.0.1", 0)) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        try:
            yield Running(server.server_address[1], board)
        finally:
            server.shutdown()


HTML, PLAIN = "text/html; charset=utf-8", "text/plain; charset=utf-8"


def test_pages_get_the_script_before_their_body_ends_and_files_stay_what_they_are(tmp_path: Path) -> None:
    page = "<body><pre title='</body>'></pre>A</body>\n</html>"
    site = made(tmp_path / "site", index_html=page, a__index_html="no body", a__b_css="b {}", c_svg="<svg/>")
    with running(site) as server:
        inside = f"<body><pre title='</body>'></pre>A{server.script()}</body>\n</html>"
        assert server.get("/") == Answer(200, HTML, inside)
        assert server.get("/index.html?x=1") == Answer(200, HTML, inside)
        assert server.get("/a/") == Answer(200, HTML, f"no body{server.script()}")
        assert server.get("/a/b.css") == Answer(200, "text/css; charset=utf-8", "b {}")
        assert server.get("/c.svg") == Answer(200, "image/svg+xml", "<svg/>")
        assert server.get("/", method="HEAD") == Answer(200, HTML, "")


def test_a_folder_without_a_slash_leads_to_the_one_with_it(tmp_path: Path) -> None:
    site = made(tmp_path / "site", a__index_html="A")
    (site / "ü b").mkdir()
    with running(site) as server:
        assert server.get("/a") == Answer(302, None, "", "/a/")
        assert server.get("/%C3%BC%20b") == Answer(302, None, "", "/%C3%BC%20b/")


def test_what_is_not_there_is_the_sites_own_404_page(tmp_path: Path) -> None:
    site = made(tmp_path / "site", **{"404_html": "<body>gone</body>", "index_html": "I", "empty__x_txt": ""})
    with running(site) as server:
        gone = Answer(404, HTML, f"<body>gone{server.script()}</body>")
        for path in ("/no", "/no/", "/index.html/", "/empty/", "/a%00b", "/" + "a" * 5000, "/.preview/x"):
            assert server.get(path) == gone
        (site / "404.html").unlink()
        own = "<!doctype html><title>Not found</title><body><h1>Not found</h1></body>"
        assert server.get("/no") == Answer(404, HTML, own.replace("</body>", f"{server.script()}</body>"))


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/a/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/%2F{folder}/secret.txt",
        "//{folder}/secret.txt",
        "/./index.html",
        "/a//index.html",
        "http://localhost/index.html",
    ],
)
def test_no_path_leads_out_of_the_site(tmp_path: Path, path: str) -> None:
    site = made(tmp_path / "site", index_html="I", a__index_html="A", **{"404_html": "gone"})
    (tmp_path / "secret.txt").write_text("secret")
    with running(site) as server:
        target = path.format(folder=str(tmp_path).strip("/"))
        assert server.get(target) == Answer(404, HTML, f"gone{server.script()}")


def test_a_site_lies_under_the_path_of_its_address(tmp_path: Path) -> None:
    site = made(tmp_path / "site", index_html="I", a__index_html="A", **{"404_html": '<a href="/my book/">'})
    with running(site, "/my book/") as server:
        assert server.get("/") == Answer(302, None, "", "/my%20book/")
        assert server.get("/my%20book") == Answer(302, None, "", "/my%20book/")
        assert server.get("/my%20book/") == Answer(200, HTML, f"I{server.script()}")
        assert server.get("/my%20book/a") == Answer(302, None, "", "/my%20book/a/")
        assert server.get("/a/") == Answer(404, HTML, f'<a href="/my book/">{server.script()}')


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:{port}", 200),
        ("toy.localhost", 200),
        ("127.0.0.1", 200),
        ("[::1]:{port}", 200),
        ("192.168.1.2:{port}", 200),  # a name can be made to lead here, an address cannot
        ("evil.example:{port}", 403),
        ("localhost.evil.example", 403),
        ("127.0.0.1.evil.example", 403),
        ("[x", 403),
        ("", 403),
    ],
)
def test_only_local_names_are_answered(tmp_path: Path, host: str, status: int) -> None:
    site = made(tmp_path / "site", index_html="I")
    with running(site) as server:
        if status == 200:
            expected = Answer(200, HTML, f"I{server.script()}")
        else:
            refusal = "This preview answers to local names only, such as localhost."
            expected = Answer(403, PLAIN, refusal)
        assert server.get("/", host=host.format(port=server.port)) == expected
        refused_too = server.get("/.preview/script.js", host=host.format(port=server.port)).status
        assert refused_too == status


def test_before_the_first_build_ends_a_page_says_so(tmp_path: Path) -> None:
    with running(tmp_path / "site", built=False) as server:
        page = (
            '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="color-scheme" content="light dark">'
            "<title>The site is being built</title><body><h1>The site is being built</h1>"
            '<pre id="preview-problems" style="white-space: pre-wrap"></pre>'
            '<script src="/.preview/script.js" data-built="" data-problems=""></script></body></html>'
        )
        assert server.get("/any/") == Answer(503, HTML, page)


def test_requests_survive_the_exchange_of_the_site(tmp_path: Path) -> None:
    site = made(tmp_path / "site", index_html="0")
    with running(site) as server:
        seen = set()
        for number in range(1, 60):
            new = made(tmp_path / "site.new-1", index_html=str(number % 10))
            changing = threading.Thread(target=exchange, args=(new, site))
            changing.start()
            seen.add(server.get("/").status)
            changing.join()
        assert seen == {200}


def test_open_pages_are_told_what_is_live_and_what_is_wrong(tmp_path: Path) -> None:
    with running(tmp_path / "site", built=False) as server:
        kind = "application/json"
        assert server.get("/.preview/state") == Answer(200, kind, '{"built": "", "problems": []}')
        server.board.failed(('a:1: "x"', "b: y"))
        told = '["a:1: \\"x\\"", "b: y"]'
        assert server.get("/.preview/state") == Answer(200, kind, f'{{"built": "", "problems": {told}}}')
        server.board.built("/")
        first = server.board.shown.built
        server.board.failed(("c: z",))
        answer = f'{{"built": "{first}", "problems": ["c: z"]}}'
        assert server.get("/.preview/state") == Answer(200, kind, answer)
        server.board.built("/")
        assert int(server.board.shown.built) > int(first)


def test_readers_who_leave_early_disturb_nobody(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    site = made(tmp_path / "site", index_html="I" * 10**7)
    with running(site) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        connection.request("GET", "/")
        with connection.getresponse() as response:
            response.read(1)
        connection.close()
        assert server.get("/").status == 200
    assert capfd.readouterr() == ("", "")
