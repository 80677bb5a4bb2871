"""Pages in a real browser: they load nothing, run nothing, and show what the data says as text.

Where no Chromium is installed these tests are skipped and say so.
"""

from __future__ import annotations

import http.server
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from mutasi.render.language import language
from tests.proposals import proposal, render

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed, so no page is opened in a browser")


class Elsewhere(http.server.BaseHTTPRequestHandler):
    """A place that a page must not ask for anything."""

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.send_response(404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def elsewhere() -> Iterator[tuple[str, list[str]]]:
    """Its address, and what was asked of it."""
    server = http.server.HTTPServer(("127.0.0.1", 0), Elsewhere)
    server.asked = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", server.asked
    server.shutdown()
    server.server_close()


def hostile(address: str) -> list[str]:
    return [
        '<script>document.title="ran";alert(1)</script>', f'<img src="{address}/x.png" onerror="alert(2)">',
        f'"><iframe src="{address}/"></iframe>', "<svg onload=alert(3)>",
        f"</style><style>@import url({address}/a.css)",
        f"<meta http-equiv=refresh content='0;url={address}/'>", f"<link rel=stylesheet href={address}/b.css>",
        "<a href='javascript:alert(4)'>x</a>", f"<form action={address}/><input autofocus onfocus=alert(5)>",
    ]  # fmt: skip


FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-extensions", "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def opened(page: str, folder: Path) -> str:
    """The page as the browser has it once it was loaded. A dialog would keep it from ending."""
    assert CHROMIUM is not None
    command = (CHROMIUM, *FLAGS, f"--user-data-dir={folder / 'profil'}", "--dump-dom", page)
    return subprocess.run(command, capture_output=True, timeout=120, check=True).stdout.decode()


@pytest.fixture(scope="module", autouse=True)
def starts(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A browser that does not even open an empty page on this machine says nothing of ours."""
    try:
        opened("about:blank", tmp_path_factory.mktemp("kosong"))
    except (OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"Chromium does not start here: {type(error).__name__}")


def test_a_page_asks_for_nothing_and_hostile_names_stay_text(tmp_path: Path, elsewhere: tuple[str, list[str]]):
    address, asked = elsewhere
    name = " ".join(hostile(address))
    page = tmp_path / "usulan.html"
    page.write_text(render(proposal(name=name, post=name, reason=name), "html", language("id")), encoding="utf-8")
    seen = opened(page.as_uri(), tmp_path)
    assert asked == []
    assert "<title>ran" not in seen
    assert not re.search(r"<(?:script|iframe|img|form|input|link|a)\b|<meta http-equiv=.?refresh", seen)
    assert "alert(1)&lt;/script&gt;" in seen


def test_the_same_names_as_markup_would_ask(tmp_path: Path, elsewhere: tuple[str, list[str]]):
    """So that the test above can fail."""
    address, asked = elsewhere
    page = tmp_path / "jahat.html"
    page.write_text(
        f"<!DOCTYPE html><title>x</title>{hostile(address)[6]}{hostile(address)[1][:-14]}>", encoding="utf-8"
    )
    opened(page.as_uri(), tmp_path)
    assert set(asked) == {"/b.css", "/x.png"}
