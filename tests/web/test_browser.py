"""The pages in a real browser: no script, no request elsewhere, no fault that axe finds."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn

from onrecord.ledger import Ledger
from onrecord.web import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = next(filter(None, map(shutil.which, _NAMES)), None)
if CHROMIUM is None:
    if os.environ.get("ONRECORD_SKIPS_NOTHING"):
        raise RuntimeError("no Chromium is installed: apt-get install chromium")
    pytest.skip("no Chromium is installed", allow_module_level=True)

PAGES = ("board", "claim", "changes", "parties", "party", "articles", "article", "read", "missing")
LOOKS = (("light", 1280), ("dark", 390))


@pytest.fixture(scope="module")
def site(ledger: Ledger) -> Iterator[str]:
    """The address of a running server."""
    config = uvicorn.Config(create_app(ledger), port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://localhost:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def noted() -> list[str]:
    """What a browser complains of, and asks for elsewhere."""
    return []


def _open(browser: "Browser", noted: list[str], site: str, **options: Any) -> "Page":
    page = browser.new_context(locale="en-US", **options).new_page()
    page.set_default_timeout(20_000)
    page.on("console", lambda message: noted.append(message.text))
    page.on("pageerror", lambda error: noted.append(str(error)))

    def note_outside(asked: Any) -> None:
        if not asked.url.startswith(site):
            noted.append(asked.url)

    page.on("request", note_outside)
    return page


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_pages_are_accessible_and_keep_to_themselves(
    browser: "Browser",
    noted: list[str],
    site: str,
    addresses: dict[str, str],
    scheme: str,
    width: int,
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    size = {"width": width, "height": 900}
    page = _open(browser, noted, site, color_scheme=scheme, viewport=size, bypass_csp=True)
    for name in PAGES:
        page.goto(f"{site}{addresses[name]}")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{name}, {scheme}: {found.generate_report()}"
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} is {wide} pixels wide on a screen of {width}"
    assert [each for each in noted if "404" not in each] == []


def test_everything_works_without_a_script(browser: "Browser", noted: list[str], site: str) -> None:
    page = _open(browser, noted, site, java_script_enabled=False)
    page.goto(f"{site}/")
    page.fill("#q", "Brask strait")
    page.press("#q", "Enter")
    page.click(".lines h2 a")
    assert page.locator(".sentence").inner_text()
    page.click(".position summary")
    assert page.locator(".position details[open] .content").first.inner_text()
    page.click(".position details[open] .whereabouts a")
    page.locator(".card:has(:target)").wait_for()
    assert noted == []


def test_the_proof_of_a_confirmation_is_three_clicks_away(
    browser: "Browser", noted: list[str], site: str
) -> None:
    page = _open(browser, noted, site)
    page.goto(f"{site}/claims?sort=statements")
    page.click(".lines h2 a")
    page.click(".position.confirms summary")
    proof = page.locator(".position.confirms details[open]").first
    assert proof.locator(".cue.confirms, .content.confirms").first.inner_text()
    proof.locator(".whereabouts a").click()
    page.wait_for_url("**/articles/**")
    assert noted == []


def test_the_timeline_tells_its_words_to_the_keyboard(
    browser: "Browser", noted: list[str], site: str, addresses: dict[str, str]
) -> None:
    page = _open(browser, noted, site)
    page.goto(f"{site}{addresses['claim']}")
    tip = page.locator(".tip.t0")
    assert not tip.is_visible()
    page.locator(".dot.m0").focus()
    assert tip.is_visible()
    page.keyboard.press("Enter")
    page.locator(".statements .card:target").wait_for()
    assert noted == []


def test_the_first_tab_skips_to_the_content(
    browser: "Browser", noted: list[str], site: str
) -> None:
    page = _open(browser, noted, site)
    page.goto(f"{site}/claims")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
