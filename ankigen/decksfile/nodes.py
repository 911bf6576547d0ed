"""YAML text to nodes that know their lines, without anything YAML can do harm with.

Only what a deck needs is read: one document of mappings, lists and scalars. Aliases, anchors,
tags and merge keys are refused, so that a small file cannot grow in memory; nesting is limited
while the parser's events are read, before anything recurses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml
from yaml.resolver import Resolver

from ankigen.problems import BadInput, Problem

MAX_DEPTH = 20

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER = Resolver()
# A text that begins with anything else is text, without a look at the patterns.
_AMBIGUOUS_STARTS = frozenset(Resolver.yaml_implicit_resolvers)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
# "\frac", "\theta", "\rho", "\beta" in double quotes leave one of these behind.
_ESCAPED = re.compile(f"[\t\r]|{_CONTROL.pattern}")
# Of the TeX commands that double quotes break, those whose escape is not a control character.
_LINE_BREAK_COMMAND = re.compile(r"(?<!\\)(?:\\\\)*(\\n(?:abla|eq?|eg|u|otin|ot|i))(?![a-z])")


@dataclass(slots=True)
class Scalar:
    """A single value; ``type`` is what YAML 1.1 makes of it: str, int, float, bool, null, other."""

    text: str
    type: str
    line: int


@dataclass(slots=True)
class Listing:
    """A list."""

    line: int
    items: list[Node] = field(default_factory=list)
    type: str = "list"


@dataclass(slots=True)
class Mapping:
    """A mapping, its keys in the order of the file; a key given twice stands here twice."""

    line: int
    items: list[tuple[Scalar, Node]] = field(default_factory=list)
    type: str = "mapping"

    def get(self, key: str) -> Node | None:
        """The value of a key, or None."""
        return next((value for name, value in self.items if name.text == key), None)


Node: TypeAlias = Scalar | Listing | Mapping


def compose(text: str, path: str) -> tuple[Node | None, list[Problem]]:
    """Read YAML into nodes.

    Returns:
        The root node, or None for an empty file, and the problems with single values: the
        control characters that LaTeX in double quotes becomes.

    Raises:
        BadInput: the text is no YAML, or uses what decks do not.
    """
    control = _CONTROL.search(text)
    if control:
        line = text.count("\n", 0, control.start()) + 1
        name = f"control character U+{ord(control.group()):04X}"
        raise BadInput([Problem(path, line, name, "delete it")])
    composer = _Composer(text, path)
    try:
        root = composer.document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = error.problem or error.context or "not YAML"
        remedy = "check the indentation, and quote text that holds ': ' or begins with a sign"
        raise BadInput([Problem(path, mark.line + 1 if mark else 0, what, remedy)]) from error
    except yaml.YAMLError as error:
        what = str(error).splitlines()[0]
        raise BadInput([Problem(path, 0, what, "save the file as UTF-8 text")]) from error
    return root, composer.problems


def bare_type(text: str) -> str:
    """What YAML 1.1 makes of a text without quotes: str, int, float, bool, null or other."""
    if text[:1] not in _AMBIGUOUS_STARTS:
        return "str"
    tag: str = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    kind = tag.rpartition(":")[2]
    return kind if kind in ("str", "int", "float", "bool", "null") else "other"


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 0


class _Composer:
    def __init__(self, text: str, path: str) -> None:
        self.text, self.path = text, path
        self.problems: list[Problem] = []
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)

    def document(self) -> Node | None:
        next(self.events)
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            return None
        root = self._node(next(self.events), 1)
        next(self.events)
        second = next(self.events)
        if not isinstance(second, yaml.StreamEndEvent):
            raise self._refusal(second, "a second document begins", "keep one deck a file")
        return root

    def _node(self, event: Any, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent) or event.anchor or event.tag or depth > MAX_DEPTH:
            raise self._unused(event)
        line = _line(event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, line)
        if isinstance(event, yaml.SequenceStartEvent):
            listing = Listing(line)
            while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
                listing.items.append(self._node(event, depth + 1))
            return listing
        mapping = Mapping(line)
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self.events), depth + 1)
            if not isinstance(key, Scalar):
                raise self._refusal(event, "a list or mapping stands as a key", "name the key")
            mapping.items.append((key, value))
        return mapping

    def _unused(self, event: Any) -> BadInput:
        """Why a node is refused for what YAML has and decks do without."""
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            return self._refusal(
                event,
                "anchors and aliases (& and *) are not used in decks",
                "write the text out, or quote it if it begins with & or *",
            )
        if event.tag:
            return self._refusal(
                event,
                f"the tag {event.tag} is not used in decks",
                "leave it out, or quote the text if it begins with !",
            )
        return self._refusal(
            event, f"nested more than {MAX_DEPTH} levels deep", "no deck needs that"
        )

    def _scalar(self, event: yaml.ScalarEvent, line: int) -> Scalar:
        if event.style == '"':
            self._check_escapes(event, line)
        if not event.implicit[0]:
            return Scalar(event.value, "str", line)
        return Scalar(event.value, bare_type(event.value), line)

    def _check_escapes(self, event: yaml.ScalarEvent, line: int) -> None:
        assert event.start_mark is not None
        assert event.end_mark is not None
        written = self.text[event.start_mark.index : event.end_mark.index]
        command = _LINE_BREAK_COMMAND.search(written)
        control = _ESCAPED.search(event.value)
        if command:
            what = f"{command[1]} in double quotes loses its backslash"
        elif control:
            what = f"control character U+{ord(control[0]):04X} from an escape in double quotes"
        else:
            return
        remedy = "put LaTeX in single quotes or below a |"
        self.problems.append(Problem(self.path, line, what, remedy))

    def _refusal(self, event: yaml.Event, what: str, remedy: str) -> BadInput:
        return BadInput([Problem(self.path, _line(event), what, remedy)])
