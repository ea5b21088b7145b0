"""Write claims as text, to be appended to claims.yaml."""

import json
from collections.abc import Iterable, Iterator, Mapping

from generator.load.claim_files import ClaimFile
from generator.model.reference import Reference
from generator.store.catalogue import yaml_text

_ORDER = ("id", "text", "completed", "source", "kind", "verdict", "why")
_BREAKS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029", "\ufeff": "\\ufeff"})


def with_claims(text: str, records: Iterable[Mapping[str, object]]) -> str:
    """Append records to the text of claims.yaml, without a change to what is there."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines()
    heads = [at for at, line in enumerate(lines) if line.startswith("claims:")]
    if not heads:
        text += ("" if not text or text.endswith("\n") else end) + f"claims:{end}"
    elif lines[heads[0]].replace(" ", "") == "claims:[]":
        text = text.replace(lines[heads[0]], "claims:", 1)
    items = (line for line in lines if line.lstrip().startswith("- "))
    first = next(items, "")
    indent = first[: len(first) - len(first.lstrip())]
    added = "".join(f"{indent}{line}{end}" for record in records for line in _entry(record))
    return text + ("" if text.endswith("\n") else end) + added


def _entry(record: Mapping[str, object]) -> Iterator[str]:
    """Write one claim: plain keys first, a list one item a line, a mapping in one line."""
    keys = [*(key for key in _ORDER if key in record), *(key for key in record if key not in _ORDER)]
    for at, key in enumerate(keys):
        value, start = record[key], "- " if at == 0 else "  "
        if isinstance(value, list) and value:
            yield f"{start}{key}:"
            yield from (f"  - {_flow(item)}" for item in value)
        else:
            yield f"{start}{key}: {_flow(value)}"


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{_flow(key)}: {_flow(each)}' for key, each in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    if isinstance(value, str):
        return yaml_text(value).translate(_BREAKS)
    return json.dumps(int(value) if isinstance(value, float) and value.is_integer() else value)


def synthesis_block(file: ClaimFile, references: Iterable[Reference]) -> str:
    """Write what a synthesis states of itself as report.yaml has it; addresses that no reference has are comments."""
    synthesis, known = file.synthesis, tuple(references)
    if synthesis is None:
        return ""
    quality = synthesis.quality
    stated: dict[str, object] = {
        "title": synthesis.title,
        "date": synthesis.date,
        "method": synthesis.method,
        "papers_retrieved": synthesis.papers_retrieved,
        "claims_extracted": synthesis.claims_extracted,
        "claims_verified": synthesis.claims_verified,
        "quality": quality and {"value": quality.value, "scale": quality.scale, "kind": quality.kind},
    }
    found = {address: _key(address, known) for address in file.addresses}
    lines = [f"  {key}: {_flow(value)}" for key, value in stated.items() if value not in (None, "")]
    if any(found.values()):
        lines.append(f"  references_listed: {_flow([key for key in found.values() if key])}")
    lines += [f"  # not in references.bib: {address}" for address, key in found.items() if not key]
    return "".join(f"{line}\n" for line in ("synthesis:", *lines))


def _key(address: str, references: Iterable[Reference]) -> str:
    """Find the reference that an address leads to, by its address, arXiv number or DOI."""
    for each in references:
        named = (each.arxiv, each.doi)
        if each.url == address or any(name and address.endswith(f"/{name}") for name in named):
            return each.key
    return ""
