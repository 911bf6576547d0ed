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
from importlib import resources
from typing import Any, TypeAlias

from ankigen.decksfile.nodes import Listing, Mapping, Node, Scalar
from ankigen.problems import Problem

Rule: TypeAlias = dict[str, Any]

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
    for line, what, remedy in _check(node, schema(), "the file"):
        yield Problem(path, line, what, remedy)


Finding: TypeAlias = tuple[int, str, str]


def _check(node: Node, rule: Rule, name: str) -> Iterator[Finding]:
    if "$ref" in rule:
        rule = schema()["$defs"][rule["$ref"].rpartition("/")[2]]
    if not _is_of_type(node, rule):
        yield _type_finding(node, rule, name)
    elif isinstance(node, Mapping):
        yield from _check_mapping(node, rule, name)
    elif isinstance(node, Listing):
        yield from _check_listing(node, rule, name)
    else:
        yield from _check_scalar(node, rule, name)


def _types(rule: Rule) -> list[str]:
    types = rule.get("type", "string" if "enum" in rule else "integer")
    return [types] if isinstance(types, str) else types


def _is_of_type(node: Node, rule: Rule) -> bool:
    return any(node.type in _YAML_TYPES[name] for name in _types(rule))


def _type_finding(node: Node, rule: Rule, name: str) -> Finding:
    wanted = " or ".join(_WANTED[each] for each in _types(rule))
    found = _READS_AS[node.type]
    remedy = f"give {wanted}"
    if isinstance(node, Scalar) and node.text:
        what = f"{name}: {wanted} is wanted, and {node.text!r} is {found} to YAML"
        if "string" in _types(rule):
            remedy = f"write '{node.text}' with quotes"
        return node.line, what, remedy
    return node.line, f"{name}: {wanted} is wanted, not {found}", remedy


def _check_mapping(node: Mapping, rule: Rule, name: str) -> Iterator[Finding]:
    known: dict[str, Rule] = rule.get("properties", {})
    others = rule["additionalProperties"]
    seen: set[str] = set()
    for key, value in node.items:
        if key.type != "str":
            wanted = f"{name}: a key is text, and {key.text!r} is {_READS_AS[key.type]} to YAML"
            yield key.line, wanted, f"write '{key.text}' with quotes"
        if key.text in seen:
            yield key.line, f"{key.text} is given twice", "keep one of them"
        elif key.text in known:
            yield from _check(value, known[key.text], key.text)
        elif others:
            yield from _check(value, others, f"{name} {key.text}")
        else:
            yield key.line, f"unknown key {key.text!r}", _nearest(key.text, known)
        seen.add(key.text)
    for missing in rule.get("required", ()):
        if missing not in seen:
            yield node.line, f"{missing} is missing", f"add '{missing}:'"


def _nearest(word: str, known: dict[str, Rule]) -> str:
    close = difflib.get_close_matches(word[:100], known, n=1)
    return f"did you mean {close[0]!r}?" if close else f"the keys are {', '.join(known)}"


def _check_listing(node: Listing, rule: Rule, name: str) -> Iterator[Finding]:
    for item in node.items:
        yield from _check(item, rule["items"], name)
    low, high = rule.get("minItems", 0), rule.get("maxItems", len(node.items))
    if not low <= len(node.items) <= high:
        yield node.line, f"{name}: {low} items are wanted, not {len(node.items)}", "give both"


def _check_scalar(node: Scalar, rule: Rule, name: str) -> Iterator[Finding]:
    text = node.text
    if "enum" in rule and text not in rule["enum"]:
        close = difflib.get_close_matches(text[:100], rule["enum"], n=1)
        remedy = f"did you mean {close[0]!r}?" if close else f"one of {', '.join(rule['enum'])}"
        yield node.line, f"{name} cannot be {text!r}", remedy
    elif "const" in rule and text != str(rule["const"]):
        yield node.line, f"{name} {text} is not known here", "use a newer ankigen, or write 1"
    elif "pattern" in rule and not re.search(rule["pattern"], text):
        what = f"{name} cannot be {text!r}" if text.strip() else f"{name} is empty"
        yield node.line, what, _PATTERN_REMEDIES[rule["pattern"]]
    elif node.type in ("int", "float"):
        yield from _check_number(node, rule, name)


_PATTERN_REMEDIES = {
    r"\S": "fill it in, or leave the key out",
    "^[0-9a-f]{64}$": "64 hexadecimal digits",
    r"^\S(.*\S)?$": "one line, without spaces around it",
    r"^\S+$": "write it without spaces",
}


def _check_number(node: Scalar, rule: Rule, name: str) -> Iterator[Finding]:
    if not re.fullmatch(
        r"[-+]?(0|[1-9]\d{0,299}|\d{0,300}\.\d{0,300}([eE][-+]?\d{1,3})?)", node.text
    ):
        yield (
            node.line,
            f"{name}: {node.text!r} is no plain number",
            "write it with digits and a dot",
        )
        return
    value = float(node.text)
    if value < rule.get("minimum", -math.inf) or value <= rule.get("exclusiveMinimum", -math.inf):
        yield node.line, f"{name} cannot be {node.text}", "give a larger number"
