"""One pair of formulas as a JSON object: checked strictly, answered in plain values."""

from __future__ import annotations

from ankigen.jsonlines import BadLine

from .judge import equal
from .verdict import Verdict

_TEXTS = ("expected", "given")
_NAMES = ("matrices", "scalars")
_SIDES = ("optional", "required")


def answer(request: dict[str, object], *, reveal: bool = False) -> tuple[dict[str, object], bool]:
    """The fields of the verdict on ``{"expected", "given", …}``, and whether it is "equal".

    Other keys are the caller's and are left alone. Raises BadLine.
    """
    expected, given = (_text(request, key) for key in _TEXTS)
    matrices, scalars = (_names(request, key) for key in _NAMES)
    lhs = request.get("lhs", "optional")
    if lhs == "optional":
        verdict = equal(expected, given, matrices=matrices, scalars=scalars, reveal=reveal)
    elif lhs == "required":
        verdict = equal(
            expected, given, matrices=matrices, scalars=scalars, lhs="required", reveal=reveal
        )
    else:
        raise BadLine(f'"lhs" is {lhs!r}; it can be {" or ".join(_SIDES)}')
    return fields(verdict), verdict.accepted


def revealing(request: dict[str, object]) -> tuple[dict[str, object], bool]:
    """As ``answer``, with hints that may tell what is missing."""
    return answer(request, reveal=True)


def fields(verdict: Verdict) -> dict[str, object]:
    """The verdict in plain values, in the order of the contract."""
    return {
        "verdict": verdict.verdict,
        "method": verdict.method,
        "reason": verdict.reason,
        "hint": verdict.hint,
        "position": verdict.position,
    }


def _text(request: dict[str, object], key: str) -> str:
    if key not in request:
        raise BadLine(f'"{key}" is missing')
    value = request[key]
    if not isinstance(value, str):
        raise BadLine(f'"{key}" is no text')
    return value


def _names(request: dict[str, object], key: str) -> list[str]:
    value = request.get(key, [])
    if not isinstance(value, list):
        raise BadLine(f'"{key}" is no list of names')
    names = [name for name in value if isinstance(name, str)]
    if len(names) != len(value):
        raise BadLine(f'"{key}" is no list of names')
    return names
