"""The web server of the preview: it listens on this machine alone, and serves what is on the shelf and nothing else.

It opens no file. A page of another name that leads to this machine, as an attacker's may, is told nothing: the name
that was asked for has to be a name of this machine.
"""

import os
from http.server import BaseHTTPRequestHandler
from socketserver import TCPServer, ThreadingMixIn
from threading import Thread
from typing import Final, Self
from urllib.parse import parse_qs, unquote, urlsplit

from argmap.templating import resource
from argmap.watching import pages
from argmap.watching.shelf import Served, Shelf

HOST: Final = "127.0.0.1"
USUAL: Final = 8765
"""The port that is taken where nobody names one and it is free."""
_KINDS: Final = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
}
_PAGES: Final = ("html", "htm", "xhtml")
_DRAWN: Final = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; frame-ancestors 'none'"
_PATIENCE: Final = 15.0
"""After how many seconds without news a page is told that there are none, which shows whether it is still there."""


class Preview:
    """The server on a thread of its own; an OSError where the port is taken. Without a port, any free one will do."""

    def __init__(self, shelf: Shelf, port: int | None = None) -> None:
        self._shelf = shelf
        self._server = _bound(shelf, port)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self._server.port}/"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *failed: object) -> None:
        self._shelf.close()
        self._server.shutdown()
        self._server.server_close()


def _bound(shelf: Shelf, port: int | None) -> "_Server":
    if port is not None:
        return _Server(shelf, port)
    try:
        return _Server(shelf, USUAL)
    except OSError:
        return _Server(shelf, 0)


class _Server(ThreadingMixIn, TCPServer):
    # On Windows this would let two programs listen on one port.
    allow_reuse_address = os.name != "nt"
    daemon_threads = True
    block_on_close = False

    def __init__(self, shelf: Shelf, port: int) -> None:
        super().__init__((HOST, port), _Answer)
        self.shelf = shelf
        self.port: int = self.server_address[1]
        self.names = frozenset(f"{name}:{self.port}" for name in (HOST, "localhost"))

    def handle_error(self, request: object, client_address: object) -> None:
        """Somebody hung up: nothing to say."""


class _Answer(BaseHTTPRequestHandler):
    """Answers one request."""

    server: _Server
    timeout = 30
    server_version = "argmap"
    sys_version = ""

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def log_message(self, format: str, *given: object) -> None:
        """The terminal is for the author."""

    def _answer(self) -> None:
        if self.headers.get("Host", "").lower() not in self.server.names:
            self._send(421, "text/plain", b"This preview is for this machine alone.\n")
            return
        asked = urlsplit(self.path)
        address = unquote(asked.path, errors="replace")
        if address == pages.NEWS:
            self._tell(*parse_qs(asked.query).get("of", [""])[:1])
        elif address == pages.LIVE:
            self._send(200, "text/javascript; charset=utf-8", resource("watch-live.js").encode())
        elif address == "/":
            self._send(200, "text/html; charset=utf-8", pages.overview(*self.server.shelf.overview()))
        else:
            self._show(address, self.server.shelf.at(address))

    def _show(self, address: str, served: Served | None) -> None:
        ending = address.rpartition(".")[2].lower()
        if served is None:
            self._send(404, "text/plain", b"The preview shows nothing of this name.\n")
        elif served.is_live:
            page = pages.live(served.content, served.version, served.problem)
            self._send(200, "text/html; charset=utf-8", page)
        elif ending in _PAGES:
            self._send(200, "text/html; charset=utf-8", served.content)
        else:
            self._send(200, _KINDS.get(ending, "text/plain; charset=utf-8"), served.content, _DRAWN)

    def _tell(self, address: str) -> None:
        """Each new version of a page, as long as somebody listens."""
        self._begin(200, "text/event-stream", "")
        version: str | None = ""
        try:
            while self.command == "GET":
                news = self.server.shelf.other(address, version or "", _PATIENCE)
                if news is None:
                    return
                self.wfile.write(f"data: {news}\n\n".encode() if news != version else b":\n\n")
                version = news
        except OSError:
            return

    def _send(self, status: int, kind: str, content: bytes, policy: str = "") -> None:
        self._begin(status, kind, policy, len(content))
        if self.command != "HEAD":
            self.wfile.write(content)

    def _begin(self, status: int, kind: str, policy: str, length: int | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if length is not None:
            self.send_header("Content-Length", str(length))
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("X-Frame-Options", "DENY")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
