"""A real browser on a real server: what its tests share."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn
from fastapi import FastAPI

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = next(filter(None, map(shutil.which, _NAMES)), None)
if CHROMIUM is None:
    if os.environ.get("ONRECORD_SKIPS_NOTHING"):
        raise RuntimeError("no Chromium is installed: apt-get install chromium")
    pytest.skip("no Chromium is installed", allow_module_level=True)

LOOKS = (("light", 1280), ("dark", 390))


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The address of a running server."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://localhost:{port}"
    server.should_exit = True
    thread.join(10)


def open_page(browser: "Browser", noted: list[str], site: str, **options: Any) -> "Page":
    """A page in a context of its own; what it complains of or asks for elsewhere is noted."""
    page = browser.new_context(locale="en-US", **options).new_page()
    page.set_default_timeout(20_000)
    page.on("console", lambda message: noted.append(message.text))
    page.on("pageerror", lambda error: noted.append(str(error)))

    def note_outside(asked: Any) -> None:
        if not asked.url.startswith(site):
            noted.append(asked.url)

    page.on("request", note_outside)
    return page


def check_page(page: "Page", name: str) -> None:
    """Fail where axe finds a fault, or the page is wider than the screen."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"
    wide, screen = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide <= screen, f"{name} is {wide} pixels wide on a screen of {screen}"
