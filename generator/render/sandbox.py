"""Jinja's sandbox, where text that meets ready HTML is escaped as everywhere else, and not for HTML alone.

Jinja escapes by itself what a template joins to HTML, but leaves what only Markdown reads, such as `[a](javascript:1)`.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from jinja2 import Environment, nodes, pass_environment
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import do_format, make_attrgetter
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from generator.render.escape import escape


class Ready(Markup):
    """HTML that escapes in our way what it is joined with."""

    @classmethod
    def escape(cls, s: object, /) -> "Ready":
        """Give safe text as it is, and any other escaped."""
        return cls(s if isinstance(s, Markup) else escape(str(s)))


class _Code(CodeGenerator):
    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Compile `a ~ b`."""
        self.write("environment.concatenated((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox; `shown` says how a value reads, and refuses those that have to say it themselves."""

    code_generator_class = _Code
    intercepted_binops = frozenset({"+", "%"})

    def __init__(self, *, shown: Callable[[object], Markup], **options: Any) -> None:
        """Set the filters that join text."""
        super().__init__(finalize=shown, **options)
        self.shown = shown
        self._safe: dict[tuple[type, str], bool] = {}
        self.filters |= dict.fromkeys(("e", "escape", "forceescape"), shown)
        self.filters |= {
            "join": _join,
            "format": lambda text, *args, **named: do_format(_ready(text), *args, **named),
        }

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Get what a template writes as `obj.attribute`."""
        return super().getattr(_ready(obj), attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Say whether a template may see an attribute; Jinja decides by class and name alone, and takes long."""
        known = (type(obj), attr)
        if known not in self._safe:
            self._safe[known] = super().is_safe_attribute(obj, attr, value)
        return self._safe[known]

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Compute `left + right` and `left % right`."""
        return super().call_binop(context, operator, _ready(left), _ready(right))

    def concatenated(self, parts: Sequence[object]) -> str:
        """Join texts: as safe text if one of them is safe, otherwise as they are."""
        if all(type(part) is str for part in parts):  # as most, and then there is nothing to refuse
            return "".join(map(str, parts))
        shown = [self.shown(part) for part in parts]  # refuses what has to say how it reads
        return (
            Markup().join(shown)
            if any(isinstance(part, Markup) for part in parts)
            else "".join(map(str, parts))
        )


@pass_environment
def _join(environment: Environment, value: Iterable[Any], d: str = "", attribute: str | None = None) -> str:
    parts = map(make_attrgetter(environment, attribute), value) if attribute is not None else value
    between = (each for part in parts for each in (d, part))
    return environment.concatenated(tuple(between)[1:]) if isinstance(environment, Sandbox) else ""


def _ready(value: Any) -> Any:
    return Ready(value) if type(value) is Markup else value
