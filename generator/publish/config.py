"""`build/mkdocs.yml`: the user's mkdocs.yml, with a navigation that holds only what was rendered.

It is a whole configuration rather than one with `INHERIT`: MkDocs replaces inherited lists, Zensical appends to them.
"""

import posixpath
import re
from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeGuard
from urllib.parse import urlsplit

import yaml

from generator.errors import InputError, Place, Problem
from generator.load.files import read_text
from generator.load.problems import Problems, meant, shortened

FILE = "mkdocs.yml"
_HEAD = f"# Made from {FILE}; edits in here are lost.\n"
_FALSE = frozenset({"false", "no", "off"})
_FORGE = re.compile(r"https?://(?:www\.)?git(?:hub|lab)\.[^/@?#]+/[^?#]+\Z")
_PLAIN = frozenset(
    f"tag:yaml.org,2002:{kind}" for kind in "map seq str int float bool null timestamp merge".split()
)
# Settings by which other files, or programs, take part in making a page.
_REACHING_FURTHER = ("INHERIT", "hooks", "extra_templates")
# Extensions of Markdown that look at nothing but the page.
_SELF_CONTAINED = frozenset(
    "abbr admonition attr_list codehilite def_list extra fenced_code footnotes md_in_html meta nl2br sane_lists smarty "
    "tables toc pymdownx.arithmatex pymdownx.betterem pymdownx.caret pymdownx.critic pymdownx.details "
    "pymdownx.highlight pymdownx.inlinehilite pymdownx.keys pymdownx.mark pymdownx.smartsymbols "
    "pymdownx.superfences pymdownx.tabbed pymdownx.tasklist pymdownx.tilde".split()
)
_REPLACED = frozenset({"docs_dir", "site_dir", "nav"})


def derive_config(root: Path, pages: Collection[str]) -> bytes:
    """Give the content of `build/mkdocs.yml`; raises `InputError` with all that is wrong in the user's mkdocs.yml."""
    config = read_config(root)
    problems = Problems([*_directory_urls(config), *_site_url(config)])
    nav = _value(config, "nav")
    kept = _Navigation(root, frozenset(pages), problems).filtered(nav) if nav is not None else None
    problems.raise_if_any()
    pairs = [(key, value) for key, value in config.value if key.value not in _REPLACED]
    pairs += [(_text("docs_dir"), _text("docs")), (_text("site_dir"), _text("site"))]
    if kept is not None:
        pairs.append((_text("nav"), kept))
    config.value = pairs
    _lead_paths_up(config)
    if uses_material(config):
        _use_overrides(config)
    written: str = yaml.serialize(config, Dumper=yaml.SafeDumper, allow_unicode=True, width=110)
    return (_HEAD + written).encode()


def read_config(root: Path) -> yaml.MappingNode:
    """Read the user's mkdocs.yml as nodes, so that tags such as `!ENV` stay what they are."""
    place = Place(FILE)
    if not (root / FILE).exists():
        raise InputError(Problem(place, "no-config", "there is none; `gen init` makes one"))
    problems = Problems()
    text = read_text(root / FILE, root, problems)
    problems.raise_if_any()
    try:
        node = yaml.compose(text or "", Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(FILE, mark.line + 1, mark.column + 1) if mark else place
        found = f"the YAML cannot be read: {error.problem or error.context}"
        raise InputError(Problem(place, "yaml-syntax", found)) from error
    except yaml.YAMLError as error:
        raise InputError(Problem(place, "yaml-syntax", f"the YAML cannot be read: {error}")) from error
    except RecursionError:
        text = "the YAML is nested too deeply to be read; expected settings as MkDocs knows them"
        raise InputError(Problem(place, "yaml-syntax", text)) from None
    if not isinstance(node, yaml.MappingNode):
        found = "holds no settings; expected lines such as `site_name: My report`"
        raise InputError(Problem(place, "no-settings", found))
    found = "found {} as the name of a setting; expected a word"
    keys = (key for key, _ in node.value if not isinstance(key, yaml.ScalarNode))
    unnamed = [Problem(_place(key), "no-settings", found.format(_shown(key))) for key in keys]
    if unnamed:
        raise InputError(*unnamed)
    return node


def setting_place(config: yaml.MappingNode, name: str) -> Place:
    """Give the place of a setting, or of the file where it is not set."""
    keys = (key for key, _ in config.value if key.value == name)
    return next((_place(key) for key in keys), Place(FILE))


def site_path(config: yaml.MappingNode) -> str:
    """Give the path under which `site_url` says that the site will lie, `/` where it does not say."""
    path = urlsplit(site_url(config)).path
    return f"/{path.strip('/')}/" if path.strip("/") else "/"


def site_url(config: yaml.MappingNode) -> str:
    """Give the address that the site will have, "" where the settings do not say."""
    url = _value(config, "site_url")
    return url.value if _is_text(url) else ""


def commit_url(config: yaml.MappingNode, commit: str) -> str:
    """Give the address of a commit where `repo_url` leads to GitHub or GitLab, otherwise ""."""
    value = _value(config, "repo_url")
    url = value.value.strip().rstrip("/").removesuffix(".git") if _is_text(value) else ""
    return f"{url}/commit/{commit}" if commit and _FORGE.match(url) else ""


def own_files(root: Path, config: yaml.MappingNode) -> tuple[Path, ...]:
    """Name the files and folders beside mkdocs.yml that it brings in: what it inherits, theme overrides, hooks."""
    return tuple(root / path.value for path in _own_paths(config))


def uses_material(config: yaml.MappingNode) -> bool:
    """Tell whether the settings name the theme that our overrides are for."""
    theme = _value(config, "theme")
    name = _value(theme, "name") if isinstance(theme, yaml.MappingNode) else theme
    return _is_text(name) and name.value == "material"


def looks_at_pages_only(config: yaml.MappingNode) -> bool:
    """Tell whether the HTML of a page is made of nothing but what `build/` holds and what is installed."""
    theme = _value(config, "theme")
    own = isinstance(theme, yaml.MappingNode) and _value(theme, "custom_dir") is not None
    return (
        uses_material(config)
        and not own
        and all(_value(config, name) is None for name in _REACHING_FURTHER)
        and all(node.tag in _PLAIN for node in _nodes(config))
        and _names(_value(config, "plugins")) <= {"search"}
        and _names(_value(config, "markdown_extensions")) <= _SELF_CONTAINED
    )


def has_navigation(config: yaml.MappingNode) -> bool:
    """Tell whether the settings name the pages of the navigation, which MkDocs otherwise takes from the folders."""
    return _value(config, "nav") is not None


def custom_dir(root: Path, config: yaml.MappingNode) -> Path | None:
    """Give the folder of the report's own overrides of the theme, where there is one."""
    theme = _value(config, "theme")
    path = _value(theme, "custom_dir") if isinstance(theme, yaml.MappingNode) else None
    return root / path.value if _is_text(path) and (root / path.value).is_dir() else None


def _use_overrides(config: yaml.MappingNode) -> None:
    """Name `build/overrides`, in which the report's own overrides lie as well."""
    theme = _value(config, "theme")
    settings = theme.value if isinstance(theme, yaml.MappingNode) else [(_text("name"), _text("material"))]
    kept = [(key, value) for key, value in settings if key.value != "custom_dir"]
    flow = theme.flow_style if isinstance(theme, yaml.MappingNode) else True
    pairs = [*kept, (_text("custom_dir"), _text("overrides"))]
    new = yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=flow)
    config.value = [(key, new if key.value == "theme" else value) for key, value in config.value]


@dataclass(frozen=True, slots=True)
class _Navigation:
    root: Path
    pages: frozenset[str]
    problems: Problems = field(default_factory=Problems)

    def filtered(self, nav: yaml.Node) -> yaml.Node | None:
        """Leave out what was not rendered; None where nothing remains, or nothing was there."""
        if isinstance(nav, yaml.SequenceNode):
            children = (self._entry(child) for child in nav.value)
            nav.value = [child for child in children if child is not None]
            return nav if nav.value else None
        if not nav.value:
            return None
        self.problems.add(_place(nav), "nav", f"nav: found {_shown(nav)}; expected a list of pages")
        return nav

    def _entry(self, entry: yaml.Node) -> yaml.Node | None:
        if isinstance(entry, yaml.ScalarNode):
            return entry if self._is_shown(entry) else None
        if isinstance(entry, yaml.MappingNode):
            entry.value = [pair for pair in entry.value if self._keeps(pair[1])]
            return entry if entry.value else None
        text = f"nav: found {_shown(entry)}; expected a page, or a title and what it leads to"
        self.problems.add(_place(entry), "nav", text)
        return entry

    def _keeps(self, value: yaml.Node) -> bool:
        if isinstance(value, yaml.ScalarNode):
            return self._is_shown(value)
        return self.filtered(value) is not None

    def _is_shown(self, entry: yaml.ScalarNode) -> bool:
        target = entry.value.strip()
        if _scheme(target) or target.startswith("/"):
            return True
        path = posixpath.normpath(target) if target else ""
        if path in self.pages:
            return True
        inside = path and not path.startswith("..")
        if inside and (self.root / "site_src" / path).is_file():
            return False
        found = f"no page {shortened(target)}" if target else "a title without a page"
        near = meant(path, (*self.pages, *self._templates()))
        text = f"nav: found {found}; expected a file of site_src/{near}"
        self.problems.add(_place(entry), "nav", text)
        return True

    def _templates(self) -> Iterator[str]:
        top = self.root / "site_src"
        for file in sorted(top.rglob("*.md")):
            if not file.name.startswith("_"):
                yield file.relative_to(top).as_posix()


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def _scheme(target: str) -> str:
    try:
        return urlsplit(target).scheme
    except ValueError:
        return ""


def _site_url(config: yaml.MappingNode) -> Iterator[Problem]:
    value = _value(config, "site_url")
    if _is_text(value) and value.value and not _is_address(value.value):
        text = f"site_url: found {_shown(value)}; expected an address such as https://example.org/report/"
        yield Problem(_place(value), "site-url", text)


def _directory_urls(config: yaml.MappingNode) -> Iterator[Problem]:
    value = _value(config, "use_directory_urls")
    if isinstance(value, yaml.ScalarNode) and value.value.lower() in _FALSE:
        text = "use_directory_urls: found false; expected true, since the links of the pages are made for folders"
        yield Problem(_place(value), "directory-urls", text)


def _lead_paths_up(config: yaml.MappingNode) -> None:
    """Lead paths that are relative to the configuration file back to where the user's file lies."""
    for path in _own_paths(config):
        if not posixpath.isabs(path.value):
            path.value = posixpath.join("..", path.value)


def _own_paths(config: yaml.MappingNode) -> Iterator[yaml.ScalarNode]:
    theme, hooks = _value(config, "theme"), _value(config, "hooks")
    paths = [_value(config, "INHERIT")]
    if isinstance(theme, yaml.MappingNode):
        paths.append(_value(theme, "custom_dir"))
    if isinstance(hooks, yaml.SequenceNode):
        paths += hooks.value
    return (path for path in paths if isinstance(path, yaml.ScalarNode))


def _value(config: yaml.MappingNode, name: str) -> yaml.Node | None:
    return next((value for key, value in reversed(config.value) if key.value == name), None)


def _names(listed: yaml.Node | None) -> AbstractSet[str]:
    """Give the names in a list of plugins or extensions, each alone or with its settings."""
    if listed is None:
        return frozenset()
    if not isinstance(listed, yaml.SequenceNode):
        return frozenset({""})
    keys = (
        [key for key, _ in each.value] if isinstance(each, yaml.MappingNode) else [each]
        for each in listed.value
    )
    return {str(key.value) for each in keys for key in each}


def _nodes(node: yaml.Node) -> Iterator[yaml.Node]:
    yield node
    for child in node.value if isinstance(node, yaml.CollectionNode) else ():
        for each in child if isinstance(child, tuple) else (child,):
            yield from _nodes(each)


def _is_text(node: yaml.Node | None) -> TypeGuard[yaml.ScalarNode]:
    return isinstance(node, yaml.ScalarNode) and node.tag.endswith(":str")


def _text(value: str) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", value)


def _place(node: yaml.Node) -> Place:
    return Place(FILE, node.start_mark.line + 1, node.start_mark.column + 1)


def _shown(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return shortened(node.value)
    return "a list" if isinstance(node, yaml.SequenceNode) else "a mapping"
