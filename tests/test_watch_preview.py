"""The preview of `argmap watch`: it shows the last good state, comes anew, and tells nobody but this machine."""

import http.client
import json
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from small_projects import coded, project
from test_watch import Run, replace, running

from argmap.cli import main
from argmap.watching import pages
from argmap.watching.server import Preview
from argmap.watching.shelf import Shelf

EVIL = '<script>alert("x")</script>'
CHROMIUM = shutil.which("chromium")
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.fixture
def shelf() -> Shelf:
    made = Shelf({"/brief.md": "brief.md", "/late.md": "late.md"})
    made.put("/brief.md", {"/brief.md": b"<body><p>Hello</p></body>", "/figures/环球 1.svg": PICTURE})
    return made


@pytest.fixture
def preview(shelf: Shelf) -> Iterator[Preview]:
    with Preview(shelf) as made:
        yield made


def port_of(preview: Preview) -> int:
    return int(preview.address.rstrip("/").rpartition(":")[2])


def got(preview: Preview, path: str, host: str | None = None, method: str = "GET") -> tuple[int, dict[str, str], str]:
    """Status, headers and content of an address, which is sent as it is."""
    connection = http.client.HTTPConnection("127.0.0.1", port_of(preview), timeout=60)
    connection.putrequest(method, path, skip_host=True)
    connection.putheader("Host", f"127.0.0.1:{port_of(preview)}" if host is None else host)
    connection.endheaders()
    answer = connection.getresponse()
    content = answer.read().decode()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, content


def test_it_shows_documents_and_their_pictures(preview: Preview) -> None:
    status, headers, page = got(preview, "/brief.md")
    assert status == 200
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert page.startswith("<body><p>Hello</p>")
    assert pages.LIVE in page
    assert page.endswith("</body>")
    status, headers, picture = got(preview, "/figures/%E7%8E%AF%E7%90%83%201.svg")
    assert (status, headers["content-type"], picture) == (200, "image/svg+xml", PICTURE.decode())
    assert "default-src 'none'" in headers["content-security-policy"]
    assert got(preview, "/late.md")[0] == 200
    assert "nothing to show yet" in got(preview, "/late.md")[2]


def test_it_says_what_is_the_matter(preview: Preview, shelf: Shelf) -> None:
    shelf.keep("/brief.md", f"what it shows has errors {EVIL}")
    shelf.tell(f"error: {EVIL}")
    for address in ("/", "/brief.md"):
        page = got(preview, address)[2]
        assert "what it shows has errors" in page
        assert EVIL not in page
        assert "&lt;script&gt;" in page
    assert "last good state" in got(preview, "/brief.md")[2]
    assert "<p>Hello</p>" in got(preview, "/brief.md")[2]
    overview = got(preview, "/")[2]
    assert "kept as it was" in overview
    assert "/figures/%E7%8E%AF%E7%90%83%201.svg" in overview


def test_names_are_escaped() -> None:
    shelf = Shelf({f"/{EVIL}.md": EVIL})
    shelf.put(f"/{EVIL}.md", {f"/{EVIL}.md": b"x", f"/{EVIL}.svg": b"x"})
    assert EVIL.encode() not in pages.overview(*shelf.overview())
    assert EVIL not in pages.of_markdown(EVIL, "text", ())


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "", "0.0.0.0:{port}"]
)
@pytest.mark.parametrize("path", ["/", "/brief.md", pages.NEWS, pages.LIVE, "http://127.0.0.1/brief.md"])
def test_it_answers_to_names_of_this_machine_only(preview: Preview, host: str, path: str) -> None:
    status, _, content = got(preview, path, host.format(port=port_of(preview)))
    assert status == 421
    assert "Hello" not in content


@pytest.mark.parametrize("host", ["localhost:{port}", "LOCALHOST:{port}", "127.0.0.1:{port}"])
def test_names_of_this_machine(preview: Preview, host: str) -> None:
    assert got(preview, "/", host.format(port=port_of(preview)))[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "/../brief.md", "/../../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/etc/passwd",
        "/figures/../../etc/passwd", "/figures", "/brief.md/", "/brief.md%00", "/pyproject.toml", "/-/",
        "/-/live.js/..", "file:///etc/passwd", "/..%5c..%5cetc", "/\\..\\x", "/%ff%fe",
    ],
)  # fmt: skip
def test_there_is_nothing_but_what_is_on_the_shelf(preview: Preview, path: str) -> None:
    status, _, content = got(preview, path)
    assert status == 404
    assert "root:" not in content


def test_it_only_reads(preview: Preview) -> None:
    assert got(preview, "/brief.md", method="POST")[0] == 501
    status, headers, content = got(preview, "/brief.md", method="HEAD")
    assert (status, content) == (200, "")
    assert int(headers["content-length"]) > 0


@pytest.mark.parametrize("path", ["/", "/brief.md", "/figures/%E7%8E%AF%E7%90%83%201.svg", "/nothing"])
def test_other_pages_can_neither_hold_nor_keep_it(preview: Preview, path: str) -> None:
    headers = got(preview, path)[1]
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert "access-control-allow-origin" not in headers


def test_it_listens_on_this_machine_alone(preview: Preview) -> None:
    assert preview.address.startswith("http://127.0.0.1:")
    assert preview._server.server_address[0] == "127.0.0.1"
    others = {each[4][0] for each in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
    for address in (str(each) for each in others if not str(each).startswith("127.")):
        with pytest.raises(OSError), socket.create_connection((address, port_of(preview)), timeout=5):  # noqa: PT011
            pass


def test_a_page_is_told_of_each_new_version(preview: Preview, shelf: Shelf) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", port_of(preview), timeout=60)
    connection.request("GET", f"{pages.NEWS}?of=/brief.md")
    answer = connection.getresponse()
    assert answer.getheader("content-type") == "text/event-stream"

    def version() -> str:
        line = answer.readline()
        while not line.startswith(b"data: "):
            line = answer.readline()
        return line.decode().removeprefix("data: ").strip()

    first = version()
    assert f'data-version="{first}"' in got(preview, "/brief.md")[2]
    shelf.put("/late.md", {"/late.md": b"Not for this page"})
    shelf.keep("/brief.md", "what it shows has errors")
    second = version()
    assert second != first
    assert f'data-version="{second}"' in got(preview, "/brief.md")[2]
    shelf.put("/brief.md", {"/brief.md": b"Other"})
    assert version() not in (first, second)
    shelf.close()
    assert answer.read().strip() == b""


def test_the_same_state_is_the_same_version() -> None:
    made = []
    for _ in range(2):
        shelf = Shelf({"/a": "a"})
        shelf.put("/a", {"/a": b"1", "/b": b"2"})
        made.append(shelf.overview()[2])
    assert made[0] == made[1]


def test_a_port_that_is_taken(preview: Preview, shelf: Shelf, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="in use"):
        Preview(shelf, port_of(preview))
    folder = project(tmp_path, {"a": {"claims": coded(("i", "support"))}})
    shown = CliRunner().invoke(main, ["watch", "-p", str(folder), "--port", str(port_of(preview))])
    assert shown.exit_code == 2
    assert f"{port_of(preview)} is not free" in shown.output


def test_the_index_of_a_folder_may_come_anew(tmp_path: Path) -> None:
    folder = project(tmp_path, {"a": {"claims": coded(("i", "support"))}})
    asked = ["render", "matrix", "-p", str(folder), "-o", str(folder / "figures")]
    assert CliRunner().invoke(main, asked).exit_code == 0
    page = (folder / "figures" / "index.html").read_bytes()
    assert b"script-src 'self'" not in page
    assert b"script-src 'self'" in pages.live(page, "1", "")


def test_an_author_s_own_policy_stays() -> None:
    page = b'<head><meta http-equiv="Content-Security-Policy" content="default-src *"></head><body></BODY></html>'
    shown = pages.live(page, "1", "")
    assert b"default-src *" in shown
    assert shown.endswith(b"</BODY></html>")
    assert json.dumps("1") in shown.decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = project(tmp_path / "project", {"a": {"claims": coded(("i", "support"))}, "b": {}})
    page = "<head><title>one</title></head><body><!-- argmap: number what=claims --><!-- /argmap --></body>"
    (made / "brief.html").write_text(page, "utf-8")
    (made / "brief.md").write_text("<!-- argmap: matrix -->\n<!-- /argmap -->\n", "utf-8")
    return made


def address_of(run: Run) -> tuple[str, int]:
    run.wait(lambda: "Preview: http://" in run.said and run.said.endswith("\n"))
    found = re.search(r"Preview: http://(127\.0\.0\.1):(\d+)/\n", run.said)
    assert found
    return found[1], int(found[2])


def fetched(run: Run, path: str) -> str:
    connection = http.client.HTTPConnection(*address_of(run), timeout=60)
    connection.request("GET", path)
    content = connection.getresponse().read().decode()
    connection.close()
    return content


def test_the_command_shows_the_last_good_state(folder: Path) -> None:
    with running(folder, "brief.md") as run:
        run.until("brief.md is up to date")
        run.wait(lambda: "up to date" in fetched(run, "/"))
        page = fetched(run, "/brief.md")
        assert "figures/brief/matrix.en.svg" in page
        picture = fetched(run, "/figures/brief/matrix.en.svg")
        assert picture == (folder / "figures" / "brief" / "matrix.en.svg").read_text("utf-8")
        replace(folder / "maps" / "a.yaml", "support", "suppport")()
        run.wait(lambda: "last good state" in fetched(run, "/brief.md"))
        assert "figures/brief/matrix.en.svg" in fetched(run, "/brief.md")
        assert fetched(run, "/figures/brief/matrix.en.svg") == picture
        assert "suppport" in fetched(run, "/")
        assert "<!doctype html>" not in fetched(run, "/maps/a.yaml")
        replace(folder / "maps" / "a.yaml", "suppport", "oppose")()
        run.wait(lambda: "last good state" not in fetched(run, "/brief.md"))
        assert fetched(run, "/figures/brief/matrix.en.svg") != picture


@pytest.mark.long
@pytest.mark.skipif(not CHROMIUM, reason="chromium is not installed")
def test_a_browser_shows_the_page_anew(folder: Path, tmp_path: Path) -> None:
    with running(folder, "brief.html") as run:
        run.until("brief.html is up to date")
        address = "http://{}:{}/brief.html".format(*address_of(run))
        told = tmp_path / "browser" / "DevToolsActivePort"
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"]
        browser = subprocess.Popen(
            [str(CHROMIUM), *options, f"--user-data-dir={told.parent}", address],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            run.wait(lambda: told.exists() and "\n" in told.read_text("utf-8"))
            port = int(told.read_text("utf-8").split("\n")[0])
            run.wait(lambda: "one" in titles(port))
            replace(folder / "brief.html", "one", "two")()
            run.wait(lambda: "two" in titles(port))
        finally:
            browser.kill()
            browser.wait()


def titles(port: int) -> str:
    """The titles of all pages that the browser shows."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/json/list")
    pages_shown = json.loads(connection.getresponse().read())
    connection.close()
    return "\n".join(each["title"] for each in pages_shown)
