"""Show the site while its files are edited: build, serve, watch, build again."""

import errno
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import unquote

from generator.errors import InputError, Place, Problem
from generator.publish.config import read_config, site_path
from generator.publish.preview import Board, Server
from generator.publish.watching import changed_files, inputs, look_at, next_change

_PORTS = 100  # how many are tried from the wanted one on


def serve(
    root: Path, rebuild: Callable[[], object], address: tuple[str, int], say: Callable[[str], object]
) -> None:
    """Serve `root/site`, made anew by `rebuild` whenever a file changes that it is made from, until Ctrl-C.

    Mistakes that `rebuild` raises as `InputError` are said and shown on the open pages; the last good site stays.
    Raises `InputError` where nothing can listen at the address; port 0 takes any free port.
    """
    board = Board()
    with suppress(KeyboardInterrupt), _listening(root / "site", board, address) as port:
        if address[1] not in {0, port}:
            say(f"port {address[1]} is taken, so this is port {port}")
        say(f"serving http://{_in_url(address[0])}:{port}/ (Ctrl-C ends)")
        while True:
            watched = inputs(root)
            seen = look_at(watched)
            _build(root, rebuild, board, say)
            say(_news(root, changed_files(seen, next_change(watched, seen))))


def _build(root: Path, rebuild: Callable[[], object], board: Board, say: Callable[[str], object]) -> None:
    start = time.monotonic()
    try:
        rebuild()
        board.built(unquote(site_path(read_config(root))))
    except InputError as error:
        board.failed(tuple(map(str, error.problems)))
        for problem in error.problems:
            say(str(problem))
        say("still showing the site from before" if board.shown.built else "there is no site to show yet")
    else:
        say(f"built in {time.monotonic() - start:.1f} s")


@contextmanager
def _listening(site: Path, board: Board, address: tuple[str, int]) -> Iterator[int]:
    with _bound(site, board, address) as server:
        threading.Thread(target=server.serve_forever, args=(0.1,), daemon=True).start()
        try:
            yield int(server.server_address[1])
        finally:
            server.shutdown()


def _bound(site: Path, board: Board, address: tuple[str, int]) -> Server:
    """Listen at the first free port from the wanted one on."""
    host, first = address
    ports = range(first, min(first + _PORTS, 2**16)) if first else range(1)
    for port in ports:
        try:
            return Server(site, board, (host, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                text = f"cannot be listened at ({error.strerror}); expected an address of this machine and a free port"
                raise InputError(Problem(Place(f"{host}:{port}"), "address", text)) from error
    text = f"is taken, and so are the ports up to {ports[-1]}; expected a free port"
    raise InputError(Problem(Place(f"{host}:{first}"), "address", text))


def _in_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _news(root: Path, files: tuple[str, ...]) -> str:
    first = Path(files[0])
    name = first.relative_to(root).as_posix() if first.is_relative_to(root) else str(first)
    more = f" and {len(files) - 1} more" if len(files) > 1 else ""
    return f"{name}{more} changed"
