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


def test_the_slider_walks_a_claim_through_its_days(
    browser: "Browser", noted: list[str], site: str, addresses: dict[str, str]
) -> None:
    page = open_page(browser, noted, site)
    page.goto(f"{site}{addresses['claim']}")
    sentence = page.locator(".sentence").inner_text()
    step = page.locator("#step")
    assert step.get_attribute("aria-valuetext") == page.locator("#stepped").inner_text()
    step.focus()
    page.keyboard.press("Home")
    page.wait_for_url("**as_of=**")
    assert page.evaluate("document.activeElement.id") == "step"
    assert page.locator(".sentence").inner_text() != sentence
    told = page.locator("#stepped").inner_text()
    assert told == step.get_attribute("aria-valuetext")
    assert page.locator(".verdict .standing").inner_text().split(maxsplit=1)[1] in told
    assert float(page.locator(".here").get_attribute("x1") or "") == 0
    assert page.input_value("#as_of") in page.url
    page.keyboard.press("End")
    page.wait_for_url(lambda address: "as_of" not in address)
    page.get_by_text(sentence).wait_for()
    assert noted == []


def test_the_slider_works_without_a_script(
    browser: "Browser", noted: list[str], site: str, addresses: dict[str, str]
) -> None:
    page = open_page(browser, noted, site, java_script_enabled=False)
    page.goto(f"{site}{addresses['claim']}")
    page.focus("#step")
    page.keyboard.press("Home")
    page.locator(".slide button").click()
    page.wait_for_url("**as_of=**")
    assert page.input_value("#step") == "0"
    assert "as of" in page.locator(".verdict").inner_text()
    page.click("#turned a")
    page.wait_for_url(lambda address: "as_of" not in address)
    assert noted == []


def test_the_board_follows_its_filters(browser: "Browser", noted: list[str], site: str) -> None:
    page = open_page(browser, noted, site)
    page.goto(f"{site}/claims")
    page.locator("#q").press_sequentially("Brask strait")
    page.wait_for_url("**q=Brask**")
    page.locator("#found .line").first.wait_for()
    assert page.evaluate("document.activeElement.id") == "q"
    found = page.locator("#found .line").count()
    assert str(found) in page.locator("#told").inner_text()
    assert "q=Brask" in (page.locator("#foot a[href*='claims.json']").get_attribute("href") or "")
    assert "q=Brask" in (page.locator("#tongues a").last.get_attribute("href") or "")
    page.fill("#q", "")
    page.wait_for_url(lambda address: "q=Brask" not in address)
    page.click(".filters summary")
    page.check("input[value=disputed]")
    page.wait_for_url("**standing=disputed**")
    page.locator("#found .standing").first.wait_for()
    assert set(page.locator("#found .standing").all_inner_texts()) == {"≠ disputed"}
    page.go_back()
    page.wait_for_url(lambda address: "standing" not in address)
    page.locator("#found .standing:not(.disputed)").first.wait_for()
    assert not page.is_checked("input[value=disputed]")
    assert noted == []


def test_a_filter_that_finds_nobody_says_so(
    browser: "Browser", noted: list[str], site: str
) -> None:
    page = open_page(browser, noted, site)
    page.goto(f"{site}/claims?sort=said")
    page.fill("#party", "nobody at all")
    page.press("#party", "Tab")
    page.get_by_text("nobody of this name").wait_for()
    page.fill("#party", "")
    page.press("#party", "Tab")
    page.locator("#found .line").first.wait_for()
    assert all("404" in each for each in noted)
