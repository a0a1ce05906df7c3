"""The pages in a real browser: no script, no request elsewhere, no fault that axe finds."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from onrecord.ledger import Ledger
from onrecord.web import create_app
from tests.web.browsing import LOOKS, check_page, open_page, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PAGES = ("board", "claim", "changes", "parties", "party", "articles", "article", "read", "missing")


@pytest.fixture(scope="module")
def site(ledger: Ledger) -> Iterator[str]:
    """The address of a running server."""
    with serving(create_app(ledger)) as address:
        yield address


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_pages_are_accessible_and_keep_to_themselves(
    browser: "Browser",
    noted: list[str],
    site: str,
    addresses: dict[str, str],
    scheme: str,
    width: int,
) -> None:
    size = {"width": width, "height": 900}
    page = open_page(browser, noted, site, color_scheme=scheme, viewport=size, bypass_csp=True)
    for name in PAGES:
        page.goto(f"{site}{addresses[name]}")
        check_page(page, f"{name}, {scheme}")
    assert [each for each in noted if "404" not in each] == []


def test_everything_works_without_a_script(browser: "Browser", noted: list[str], site: str) -> None:
    page = open_page(browser, noted, site, java_script_enabled=False)
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
    page = open_page(browser, noted, site)
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
    page = open_page(browser, noted, site)
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
    page = open_page(browser, noted, site)
    page.goto(f"{site}/claims")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
