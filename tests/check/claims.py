"""Claims with what a check is about."""

from typing import Any

from generator.errors import Place
from generator.model.claim import Claim


def claim(text: str = "Size matters.", name: str = "C1", **fields: Any) -> Claim:
    stated: dict[str, Any] = {
        "source": "paper",
        "kind": "finding",
        "verdict": "supported",
        "place": Place("results/claims.yaml", 2, 7),
    }
    return Claim(name, text, **(stated | fields))
