"""A page by keyboard alone: what the Tab key does not meet, and where the focus is not shown."""

from playwright.sync_api import Page

WATCH = """
() => {
  const OPERABLE = "a[href], button, input, select, textarea, summary, [tabindex]";
  const alike = (radio) => [...document.getElementsByName(radio.name)]
    .filter((other) => other.form === radio.form);
  const entry = (radio) => alike(radio).find((other) => other.checked) ?? alike(radio)[0];
  const there = [...document.querySelectorAll(OPERABLE)].filter((e) =>
    e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true })
    && (e.type !== "radio" || entry(e) === e));
  const met = new Set(), unseen = new Set();
  const marked = (e) => {
    const style = getComputedStyle(e);
    return style.outlineStyle !== "none" || style.boxShadow !== "none";
  };
  document.addEventListener("focusin", ({ target }) => {
    met.add(target);
    if (![target, ...(target.labels ?? [])].some(marked)) unseen.add(target);
  });
  const said = (found, why) => found.slice(0, 5)
    .map((e) => `${why}: ${e.outerHTML.slice(0, 120)}`);
  window.missed = () => [
    ...said(there.filter((e) => !met.has(e)), "not met by Tab"),
    ...said([...unseen], "focus not shown"),
  ];
  return there.length;
}
"""


def missed(page: Page) -> list[str]:
    """Go once through the page with the Tab key; return what is wrong on the way.

    Of radio buttons of one name Tab meets the chosen one; arrows lead to the others.
    """
    for _ in range(page.evaluate(WATCH) + 2):
        page.keyboard.press("Tab")
    return page.evaluate("() => window.missed()")
