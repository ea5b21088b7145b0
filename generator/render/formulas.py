"""The formulas of the Method page as MathML, written out once: browsers draw it without a script or a font of ours."""

from collections.abc import Mapping
from types import MappingProxyType

from markupsafe import Markup


def _row(*parts: str) -> str:
    return f"<mrow>{''.join(parts)}</mrow>"


def _named(name: str) -> str:
    return f"<mi>{name}</mi>"


def _sign(sign: str) -> str:
    return f"<mo>{sign}</mo>"


def _choose(above: str, below: str) -> str:
    """Write a binomial coefficient."""
    return _row(_sign("("), f'<mfrac linethickness="0">{above}{below}</mfrac>', _sign(")"))


def _display(label: str, *parts: str) -> Markup:
    """Set a formula on a line of its own; `label` says it in words where it cannot be drawn."""
    head = f'<math display="block" class="sb-formula" aria-label="{label}">'
    return Markup(f"<div>{head}{_row(*parts)}</math></div>")  # noqa: S704 - written here, of constants


_N, _C, _K = (_named(name) for name in "nck")
_FAILED = _row(_N, _sign("−"), _C)

FORMULAS: Mapping[str, Markup] = MappingProxyType(
    {
        "pass-at-k": _display(
            "pass at k is 1 minus n minus c choose k over n choose k",
            "<mtext>pass@</mtext>",
            _K,
            _sign("="),
            "<mn>1</mn>",
            _sign("−"),
            f"<mfrac>{_choose(_FAILED, _K)}{_choose(_N, _K)}</mfrac>",
        ),
    }
)
