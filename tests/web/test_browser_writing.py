"""Judging in a real browser: by one key, without a script, and by everybody."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from onrecord.ledger import Ledger
from onrecord.ledger.views import list_articles, show_claim
from onrecord.ledger.views.waiting import Doubt, count_waiting
from onrecord.web import create_app
from tests.web.browsing import LOOKS, check_page, open_page, serving
from tests.web.conftest import TOKEN, WRITING
from tests.web.waiting import add_doubtful, suggest_some

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture
def links(desk: Ledger) -> list[tuple[str, str, str]]:
    add_doubtful(desk, 0.3, 0.4)
    return suggest_some(desk, 3)


@pytest.fixture
def site(desk: Ledger, links: list[tuple[str, str, str]]) -> Iterator[str]:
    with serving(create_app(desk, settings=WRITING)) as address:
        yield address


def sign_in(page: "Page", site: str, to: str = "/review") -> None:
    page.goto(f"{site}/sign-in?to={to}")
    page.fill("#who", "Ines Duval")
    page.fill("#token", TOKEN)
    page.press("#token", "Enter")
    page.wait_for_url(f"**{to}")


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_pages_of_a_judge_are_accessible(
    browser: "Browser", noted: list[str], site: str, scheme: str, width: int
) -> None:
    size = {"width": width, "height": 900}
    page = open_page(browser, noted, site, color_scheme=scheme, viewport=size, bypass_csp=True)
    page.goto(f"{site}/review")
    check_page(page, f"queue of a visitor, {scheme}")
    page.goto(f"{site}/sign-in")
    check_page(page, f"sign in, {scheme}")
    sign_in(page, site)
    check_page(page, f"queue of links, {scheme}")
    page.click("[data-key=n]")
    page.locator(".done").wait_for()
    check_page(page, f"queue after a judgement, {scheme}")
    page.goto(f"{site}/review?doubt=statement")
    check_page(page, f"queue of statements, {scheme}")
    page.goto(f"{site}/claims?sort=statements")
    page.click(".lines h2 a")
    page.get_by_role("link", name="Rate this claim").click()
    page.fill("#text", "misleading")
    page.fill("#value", "2")
    check_page(page, f"form that rates, {scheme}")
    page.get_by_role("button", name="Rate").click()
    page.locator(".rating").wait_for()
    check_page(page, f"claim that is rated, {scheme}")
    page.goto(f"{site}/read")
    page.fill("#text", "The mayor said the bridge was closed.")
    page.get_by_role("button", name="Read").click()
    page.locator(".store").wait_for()
    check_page(page, f"what may be stored, {scheme}")
    assert noted == []


def test_one_key_judges_and_leads_to_the_next(
    browser: "Browser", noted: list[str], site: str, desk: Ledger
) -> None:
    page = open_page(browser, noted, site)
    sign_in(page, site)
    before = page.locator(".pair").inner_text()
    page.keyboard.press("n")
    page.locator(".done").wait_for()
    assert page.locator(".pair").inner_text() != before
    assert page.evaluate("document.activeElement.id") == "done"
    page.get_by_role("button", name="Undo").wait_for()
    page.keyboard.press("u")
    page.wait_for_url(lambda address: "done" not in address)
    assert page.evaluate("document.activeElement.id") == "ask"
    assert page.locator(".pair").inner_text() == before
    page.keyboard.press("k")
    page.wait_for_url("**after=**")
    page.keyboard.press("s")
    page.locator(".done").wait_for()
    assert count_waiting(desk)[Doubt.LINK] == 2
    assert noted == []


def test_keys_do_nothing_while_somebody_writes_or_has_turned_them_off(
    browser: "Browser", noted: list[str], site: str, desk: Ledger
) -> None:
    page = open_page(browser, noted, site)
    sign_in(page, site)
    page.locator("#note").press_sequentially("snow")
    assert page.input_value("#note") == "snow"
    page.keyboard.press("Tab")
    page.uncheck("#keys")
    page.reload()
    assert not page.is_checked("#keys")
    page.keyboard.press("n")
    page.keyboard.press("Control+s")
    page.wait_for_timeout(300)
    assert count_waiting(desk)[Doubt.LINK] == 3
    assert noted == []


def test_judging_works_without_a_script(
    browser: "Browser", noted: list[str], site: str, desk: Ledger, links: list[tuple[str, str, str]]
) -> None:
    page = open_page(browser, noted, site, java_script_enabled=False)
    sign_in(page, site)
    assert not page.locator("#keys").is_visible()
    page.fill("#note", "both are about the call")
    page.get_by_role("button", name="The same claim").click()
    page.locator(".done").wait_for()
    _, claim, other = links[0]
    assert show_claim(desk, claim).id == show_claim(desk, other).id
    (judged,) = [each for each in show_claim(desk, claim).judgements if each.note]
    assert (judged.who, judged.note) == ("Ines Duval", "both are about the call")
    page.get_by_role("button", name="Undo").click()
    page.wait_for_url(lambda address: "done" not in address)
    assert count_waiting(desk)[Doubt.LINK] == 3
    page.click("text=Doubtful statements")
    page.get_by_role("button", name="denies", exact=False).last.click()
    page.locator(".done").wait_for()
    assert count_waiting(desk)[Doubt.STATEMENT] == 1
    assert noted == []


def test_an_article_is_stored_without_a_script(
    browser: "Browser", noted: list[str], site: str, desk: Ledger
) -> None:
    page = open_page(browser, noted, site, java_script_enabled=False)
    sign_in(page, site, to="/read")
    page.fill("#text", "Tomas Velk, the mayor, said the bridge was closed.\nIt was raining.")
    page.get_by_role("button", name="Read").click()
    page.locator(".store").wait_for()
    page.fill("#outlet", "Harbour Post")
    page.fill("#published", "2025-02-09")
    page.get_by_role("button", name="Store").click()
    page.wait_for_url("**/articles/**")
    assert list_articles(desk).items[0].outlet == "Harbour Post"
    assert noted == []
