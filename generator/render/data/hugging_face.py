"""What Hugging Face calls the models and datasets of a report."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from generator.model.catalogue import ModelCard

_DATASETS: Mapping[tuple[str, bool], str] = MappingProxyType(  # by benchmark, and whether with plus tests
    {
        ("humaneval", False): "openai/openai_humaneval",
        ("humaneval", True): "evalplus/humanevalplus",
        ("mbpp", False): "google-research-datasets/mbpp",
        ("mbpp", True): "evalplus/mbppplus",
    }
)
_OWNED = r"[A-Za-z0-9][\w.-]*/[\w.-]*\w"
_PAGE = re.compile(rf"https?://huggingface\.co/(?!(?:datasets|spaces|papers|collections)/)({_OWNED})/?")
_NAME = re.compile(_OWNED)


def dataset_called(benchmark: str, *, plus: bool) -> str:
    """Give the dataset of a benchmark's tests, `owner/name`; empty where it is not known."""
    return _DATASETS.get((benchmark, plus), "")


def model_called(card: ModelCard, named_as: str = "") -> str:
    """Give a model's `owner/name`: of the page that its card leads to, or else as a raw file names it; empty for none."""
    page = _PAGE.fullmatch(card.url)
    if page:
        return page[1]
    return named_as if _NAME.fullmatch(named_as) else ""
