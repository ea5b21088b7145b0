"""Scripts that come into a page do not run, and those of the theme do, at any depth and on the 404 page."""

import pytest
from playwright.sync_api import Page, Route

from tests.browser.sites import trouble

pytestmark = pytest.mark.browser
INTO_THE_PAGE = """async () => {
  const refused = [];
  document.addEventListener("securitypolicyviolation", (event) => refused.push(event.effectiveDirective));
  const script = document.createElement("script");
  script.textContent = "window.taken = true";
  document.body.append(script);
  document.body.insertAdjacentHTML("beforeend", "<img src='data:,' onerror='window.taken = true'>");
  document.body.insertAdjacentHTML("beforeend", "<a href='javascript:window.taken = true'>a</a>");
  document.body.lastChild.click();
  await new Promise((done) => setTimeout(done, 300));
  return [window.taken ?? null, refused.sort()];
}"""


@pytest.mark.parametrize("path", ["", "models/", "claims/C1/", "404.html"])
def test_a_script_in_a_text_would_not_run(page: Page, site: str, path: str) -> None:
    page.goto(f"{site}{path}")
    assert page.evaluate("typeof __md_scope") == "object"  # a script of the theme ran
    taken, refused = page.evaluate(INTO_THE_PAGE)
    assert (taken, refused) == (None, ["script-src-attr", "script-src-elem", "script-src-elem"])


def test_search_and_figures_work_under_the_policy(page: Page, site: str) -> None:
    found = trouble(page.context, site)
    for path in ("", "scaling/", "models/", "claims/", "changes/"):
        page.goto(f"{site}{path}")
        page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    page.keyboard.type("tülu")
    page.locator(".md-search-result__item").first.wait_for()
    assert found == []


@pytest.mark.parametrize("path", ["", "models/", "claims/C1/", "404.html"])
def test_a_script_that_stands_in_a_page_would_not_run(page: Page, site: str, path: str) -> None:
    """The same as above, had a text got past our escapes into the page that is served."""
    page.add_init_script(
        "window.refused = []; addEventListener('securitypolicyviolation', (event) => refused.push(event.effectiveDirective), true);"
    )
    attack = (
        "<script>window.taken = 1</script><img src='data:,' onerror='window.taken = 2'>"
        "<svg onload='window.taken = 3'></svg><script src='data:text/javascript,window.taken=4'></script>"
        "<iframe srcdoc='<script>parent.taken = 5</script>'></iframe>"
    )

    def with_attack(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("<h1", f"{attack}<h1", 1))

    page.route(f"{site}{path}", with_attack)
    page.goto(f"{site}{path}", wait_until="networkidle")
    assert page.evaluate("typeof __md_scope") == "object"
    assert page.evaluate("[window.taken ?? null, refused.sort()]") == [
        None,
        ["script-src-attr", "script-src-attr", "script-src-elem", "script-src-elem"],
    ]
