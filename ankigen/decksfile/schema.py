"""The JSON Schema of a deck file, and the check of YAML nodes against it.

The schema that editors use is the one that reading uses. Only the keywords that stand in it are
understood here; a test holds that it uses no other.
"""

from __future__ import annotations

import difflib
import functools
import json
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from typing import Any

from ankigen.decksfile.nodes import Listing, Mapping, Node, Scalar
from ankigen.problems import Problem

_YAML_TYPES = {
    "string": ("str",),
    "integer": ("int",),
    "number": ("int", "float"),
    "boolean": ("bool",),
    "array": ("list",),
    "object": ("mapping",),
}
_READS_AS = {
    "int": "a number",
    "float": "a number",
    "bool": "a truth value",
    "null": "nothing",
    "other": "a date or a sign",
    "str": "text",
    "list": "a list",
    "mapping": "a mapping",
}
_WANTED = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
}


@functools.cache
def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a deck file, as Python values."""
    text = resources.files("ankigen.decksfile").joinpath("schema.json").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def check(node: Node, path: str) -> Iterator[Problem]:
    """Every way in which a deck file differs from the schema, in the order of the file."""
    findings: list[Finding] = []
    _check(node, _rules(), "the file", findings)
    for line, what, remedy in findings:
        yield Problem(path, line, what, remedy)


Finding = tuple[int, str, str]


@dataclass(frozen=True, slots=True)
class _Rule:
    """What the schema says of one place, ready to be asked."""

    types: tuple[str, ...]
    found: frozenset[str]
    known: dict[str, _Rule]
    others: _Rule | None
    required: tuple[str, ...]
    items: _Rule | None
    least: int
    most: float
    enum: tuple[str, ...]
    const: str
    pattern: re.Pattern[str] | None
    minimum: float
    above: float


@functools.cache
def _rules() -> _Rule:
    return _rule(schema())


def _rule(written: dict[str, Any]) -> _Rule:
    if "$ref" in written:
        written = schema()["$defs"][written["$ref"].rpartition("/")[2]]
    types = written.get("type", "string" if "enum" in written else "integer")
    types = (types,) if isinstance(types, str) else tuple(types)
    others, items = written.get("additionalProperties"), written.get("items")
    return _Rule(
        types=types,
        found=frozenset(found for name in types for found in _YAML_TYPES[name]),
        known={key: _rule(value) for key, value in written.get("properties", {}).items()},
        others=_rule(others) if others else None,
        required=tuple(written.get("required", ())),
        items=_rule(items) if items else None,
        least=written.get("minItems", 0),
        most=written.get("maxItems", math.inf),
        enum=tuple(written.get("enum", ())),
        const=str(written.get("const", "")),
        pattern=re.compile(written["pattern"]) if "pattern" in written else None,
        minimum=written.get("minimum", -math.inf),
        above=written.get("exclusiveMinimum", -math.inf),
    )


def _check(node: Node, rule: _Rule, name: str, findings: list[Finding]) -> None:
    if node.type not in rule.found:
        findings.append(_type_finding(node, rule, name))
    elif isinstance(node, Scalar):
        _check_scalar(node, rule, name, findings)
    elif isinstance(node, Mapping):
        _check_mapping(node, rule, name, findings)
    else:
        _check_listing(node, rule, name, findings)


def _type_finding(node: Node, rule: _Rule, name: str) -> Finding:
    wanted = " or ".join(_WANTED[each] for each in rule.types)
    found = _READS_AS[node.type]
    remedy = f"give {wanted}"
    if isinstance(node, Scalar) and node.text:
        what = f"{name}: {wanted} is wanted, and {node.text!r} is {found} to YAML"
        if "string" in rule.types:
            remedy = f"write '{node.text}' with quotes"
        return node.line, what, remedy
    return node.line, f"{name}: {wanted} is wanted, not {found}", remedy


def _check_mapping(node: Mapping, rule: _Rule, name: str, findings: list[Finding]) -> None:
    seen: set[str] = set()
    for key, value in node.items:
        text = key.text
        if key.type != "str":
            wanted = f"{name}: a key is text, and {text!r} is {_READS_AS[key.type]} to YAML"
            findings.append((key.line, wanted, f"write '{text}' with quotes"))
        if text in seen:
            findings.append((key.line, f"{text} is given twice", "keep one of them"))
        elif text in rule.known:
            _check(value, rule.known[text], text, findings)
        elif rule.others:
            _check(value, rule.others, f"{name} {text}", findings)
        else:
            findings.append((key.line, f"unknown key {text!r}", _nearest(text, rule.known)))
        seen.add(text)
    findings.extend(
        (node.line, f"{missing} is missing", f"add '{missing}:'")
        for missing in rule.required
        if missing not in seen
    )


def _nearest(word: str, known: dict[str, _Rule]) -> str:
    close = difflib.get_close_matches(word[:100], known, n=1)
    return f"did you mean {close[0]!r}?" if close else f"the keys are {', '.join(known)}"


def _check_listing(node: Listing, rule: _Rule, name: str, findings: list[Finding]) -> None:
    if rule.items:
        for item in node.items:
            _check(item, rule.items, name, findings)
    if not rule.least <= len(node.items) <= rule.most:
        what = f"{name}: {rule.least} items are wanted, not {len(node.items)}"
        findings.append((node.line, what, "give both"))


def _check_scalar(node: Scalar, rule: _Rule, name: str, findings: list[Finding]) -> None:
    text = node.text
    if rule.enum and text not in rule.enum:
        close = difflib.get_close_matches(text[:100], rule.enum, n=1)
        remedy = f"did you mean {close[0]!r}?" if close else f"one of {', '.join(rule.enum)}"
        findings.append((node.line, f"{name} cannot be {text!r}", remedy))
    elif rule.const and text != rule.const:
        remedy = f"use a newer ankigen, or write {rule.const}"
        findings.append((node.line, f"{name} {text} is not known here", remedy))
    elif rule.pattern and not rule.pattern.search(text):
        what = f"{name} cannot be {text!r}" if text.strip() else f"{name} is empty"
        findings.append((node.line, what, _PATTERN_REMEDIES[rule.pattern.pattern]))
    elif node.type in ("int", "float"):
        findings.extend(_number_findings(node, rule, name))


_PATTERN_REMEDIES = {
    r"\S": "fill it in, or leave the key out",
    "^[0-9a-f]{64}$": "64 hexadecimal digits",
    r"^\S(.*\S)?$": "one line, without spaces around it",
    r"^\S+$": "write it without spaces",
}
_PLAIN_NUMBER = re.compile(
    r"[-+]?(0|[1-9]\d{0,299}|\d{0,300}\.\d{0,300}([eE][-+]?\d{1,3})?)", re.ASCII
)


def _number_findings(node: Scalar, rule: _Rule, name: str) -> Iterator[Finding]:
    if not _PLAIN_NUMBER.fullmatch(node.text):
        what = f"{name}: {node.text!r} is no plain number"
        yield node.line, what, "write it with digits and a dot"
        return
    value = float(node.text)
    if value < rule.minimum or value <= rule.above:
        yield node.line, f"{name} cannot be {node.text}", "give a larger number"
