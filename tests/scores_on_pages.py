"""Find what a built page shows of scores, and what it shows wrongly: a number without its interval or the reason."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import html5lib

VALUES = {"sb-value", "sb-score"}
MARKED = VALUES | {"sb-interval", "sb-absent"}
NUMBER = r"(?:[<>≤≥] ?)?[+−-]?(?:\d[\d,]*(?:\.\d+)?[KMBT%×]?|∞|unbounded)"
SPAN = re.compile(rf"^\(?(?:≤ )?{NUMBER}(?:–| to ){NUMBER}\)?$|^\[?{NUMBER}, {NUMBER}\]?$")
BETWEEN = re.compile(rf"{NUMBER}(?:–| to ){NUMBER}")
POSSIBLE = re.compile(rf"\bany [^.;()]{{1,40}} from {NUMBER} to {NUMBER}")  # a range is its own interval
BARE = re.compile(r"(?<![\w.])[+−-]?\d+\.\d+\s?%|(?<![\w.])[+−]\d+\.\d+\b|(?<![\w.])\d+\.\d+ points\b")
DIGITS = re.compile(r"(?<![\w.@+=])[+−-]?\d+(?:\.\d+)?%?(?![\w.@])")
NOTHING = re.compile(
    r"(?<![\w-])(?:nan|NaN|[+−-]?inf|undefined)(?![\w-])|\b0\.0%?\s?(?:±|\+-|\+/-)\s?0\.0"
    r"|(?<=[^.!?:\s] )None\b|(?<![\w-])None(?=[%,;:)–]|\s*$)"  # but not at the start of a sentence
)
COUNTED = re.compile(r"\b(?:tasks?|samples|models|runs|sizes|families|parameters)\b", re.IGNORECASE)
# These say themselves how sure one can be (a chance, a p-value, a correlation beside its p, an error), follow from the
# design (what can be detected, cost), describe a fitted curve, or are sentences about a number as it is printed.
SURE = re.compile(
    r"\b(?:chance|p|τ|errors?|detectable|power|cost|which|finding)\b|^parameters$", re.IGNORECASE
)
DESIGNED = re.compile(r"\b(?:detectable|power)\b", re.IGNORECASE)
# Words of others, addresses and drawings are not ours to complete; what a drawing says on hovering is looked at apart.
FOREIGN = {"q", "blockquote", "code", "pre", "svg", "script", "style", "math", "cite"}
QUOTING = {"sb-evidence"}  # what sources say of a claim, each with its place in the source
BLOCKS = {"p", "li", "dd", "dt", "figcaption", "summary", "h1", "h2", "h3", "h4", "caption"}


def article(page: str) -> ET.Element:
    """The part of a page that the generator wrote; all of it where it names no article."""
    inner = page.partition("<article")[2].partition(">")[2].partition("</article>")[0] or page
    tree: ET.Element = html5lib.parse(inner, namespaceHTMLElements=False)
    for each in tree.iter():
        each.tag = str(each.tag).rpartition("}")[2]  # a comment has a function in its place
    return tree


def wrong(page: str, names: frozenset[str] = frozenset()) -> Iterator[str]:
    """Say what is wrong on a page; `names` are those of benchmarks, which head columns of scores."""
    tree = article(page)
    yield from marked_wrongly(tree)
    yield from bare_in_tables(tree, names)
    yield from bare_in_prose(tree)
    yield from bare_on_hovering(tree)
    yield from (
        f"`{found}` is shown in `{said[:80]}`" for said in said_on(tree) for found in NOTHING.findall(said)
    )


def scores(page: str) -> int:
    """Count the scores that a page shows."""
    return sum(1 for each in article(page).iter() if classes(each) & VALUES)


def marked_wrongly(tree: ET.Element) -> Iterator[str]:
    """A marked value is followed by its interval, or by why there is none; an absence is in words."""
    for parent in tree.iter():
        children = list(parent)
        for index, each in enumerate(children):
            shown = text(each)
            if classes(each) & VALUES:
                following = children[index + 1] if index + 1 < len(children) else None
                if (each.tail or "").strip() or following is None or "sb-interval" not in classes(following):
                    yield f"{shown}: no interval follows"
                elif not explains(following):
                    yield f"{shown}: `{text(following)}` is neither an interval nor a reason"
            if "sb-absent" in classes(each) and not re.search(r"[a-z]{3}", shown):
                yield f"`{shown}` is no reason"


def explains(interval: ET.Element) -> bool:
    """An interval has two ends; a reason is a sentence, in place or on hovering."""
    shown = text(interval)
    if SPAN.match(shown):
        return True
    reason = interval.get("title", "") if shown == "no interval" else shown
    return len(re.findall(r"[a-z]{2,}", reason)) >= 2


def bare_in_tables(tree: ET.Element, names: frozenset[str]) -> Iterator[str]:
    """No number stands alone in a column of scores, and no percentage in any other."""
    for table in tree.iter("table"):
        heads = [text(each) for row in table.findall("./thead/tr") for each in spread(row)]
        for row in table.findall("./tbody/tr"):
            for index, cell in enumerate(spread(row)):
                head = heads[index] if index < len(heads) else ""
                bare = text(cell, FOREIGN, MARKED)
                found = (DIGITS if of_scores(head, names) else BARE).findall(bare)
                if cell.tag != "td" or SURE.search(head):
                    continue
                yield from (f"{each.strip()} stands alone under `{head}`" for each in found)


def of_scores(head: str, names: frozenset[str]) -> bool:
    """A column holds scores if its head has their unit, or names a benchmark and counts nothing."""
    named = any(re.search(rf"(?<!\w){re.escape(name)}(?![\w+])", head) for name in names)
    unit = re.search(r"%|pass@|pass\^|verified@|\bpoints\b|\blogit", head)
    return bool(unit) or (named and not COUNTED.search(head))


def spread(row: ET.Element) -> Iterator[ET.Element]:
    """A row's cells, each as often as the columns that it spans."""
    for cell in row:
        yield from [cell] * int(cell.get("colspan", "1"))


def bare_in_prose(tree: ET.Element) -> Iterator[str]:
    """No percentage and no difference stands in a sentence but through a macro, or with its interval in brackets."""
    quoted = {part for each in tree.iter() if classes(each) & QUOTING for part in each.iter()}
    for each in tree.iter():
        if each.tag in BLOCKS and each not in quoted:
            for said in re.split(r"(?<=[.;!?])\s", text(each, FOREIGN | {"table"}, MARKED)):
                if not DESIGNED.search(said):
                    yield from (f"{found} stands alone in `{said[:80]}`" for found in unexplained(said))


def bare_on_hovering(tree: ET.Element) -> Iterator[str]:
    """What hovers over a point of a drawing says its interval, or why there is none, in brackets after the number."""
    for point in tree.iter():
        if "sb-point" in classes(point):
            said = "".join(title.text or "" for title in point.findall("title"))
            yield from (f"{said}: no interval after {found}" for found in unexplained(said))


def unexplained(said: str) -> Iterator[str]:
    """Each percentage or difference outside of brackets that no brackets follow with its interval or the reason."""
    said = POSSIBLE.sub("", said)
    for found in BARE.finditer(
        re.sub(r"\([^()]*\)", lambda inner: "(" + "_" * (len(inner[0]) - 2) + ")", said)
    ):
        follows = re.match(r"\s*(?:points|a decade|logits?)?\s*\(([^()]*)\)", said[found.end() :])
        if not follows or not (BETWEEN.search(follows[1]) or len(re.findall(r"[a-z]{2,}", follows[1])) >= 2):
            yield found.group().strip()


def said_on(tree: ET.Element) -> Iterator[str]:
    """Every stretch of text, and what hovers over something; not the code."""
    for each in tree.iter():
        if each.tag not in {"script", "style", "code", "pre"} and not each.tag.startswith("<"):
            yield from (
                " ".join(said.split())
                for said in (each.text, each.get("title"), each.get("aria-label"))
                if said
            )
        if each.tail:
            yield " ".join(each.tail.split())


def classes(element: ET.Element) -> set[str]:
    return set((element.get("class") or "").split())


def text(
    element: ET.Element, left_out: set[str] | frozenset[str] = frozenset(), marks: set[str] | None = None
) -> str:
    """What an element shows, without parts of these tags or classes."""
    parts = [element.text or ""]
    for child in element:
        if (
            not child.tag.startswith("<")
            and child.tag not in left_out
            and not classes(child) & (marks or set())
        ):
            parts.append(text(child, left_out, marks))
        parts.append(child.tail or "")
    return " ".join("".join(parts).split())
