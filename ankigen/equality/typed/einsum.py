"""``einsum`` of one or two arrays as the products of matrices that it usually stands for."""

from __future__ import annotations

import re

from ..terms import Apply, Bind, Domain, Mul, Term

_SPEC = re.compile(r"([a-zA-Z]+)(?:,([a-zA-Z]+))?->([a-zA-Z]*)")


def summed(spec: str, arrays: tuple[Term, ...]) -> Term | None:
    """The product that a specification means; None for one of another kind.

    Args:
        spec: ``ij,jk->ik``; leading letters that all parts have count a batch and are left out.
        arrays: one or two.
    """
    found = _SPEC.fullmatch(spec.replace(" ", ""))
    if found is None or len(arrays) != 1 + (found[2] is not None):
        return None
    first, second, result = found[1], found[2], found[3]
    if second is None:
        return _of_one(first, result, arrays[0])
    while min(len(first), len(second)) > 2 and len(result) > 2:
        if not first[0] == second[0] == result[0]:
            return None
        first, second, result = first[1:], second[1:], result[1:]
    return _of_two((first, second, result), *arrays)


def _of_one(letters: str, result: str, array: Term) -> Term | None:
    if len(set(letters)) == 1 and len(letters) == 2 and not result:
        return Apply("trace", (array,))
    if not result and len(set(letters)) == len(letters):
        return _total(array)
    if letters == result:
        return array
    return _transposed(array) if len(letters) == 2 and result == letters[::-1] else None


def _of_two(spec: tuple[str, str, str], a: Term, b: Term) -> Term | None:
    first, second, result = spec
    if any(len(set(letters)) < len(letters) or len(letters) > 2 for letters in spec):
        return None
    if first == second:
        entries: Term = Mul((a, b), starred=True)
        if not result:
            return Mul((a, b), inner=True) if len(first) == 1 else _total(Apply("⊙", (a, b)))
        if result == first:
            return entries if len(first) == 1 else Apply("⊙", (a, b))
        return None
    if len(first) == len(second) == 1:
        outer = Mul((a, _transposed(b)))
        return outer if result == first + second else None
    common = set(first) & set(second)
    if len(common) != 1 or set(result) != (set(first) ^ set(second)):
        return None
    (shared,) = common
    left = a if first[-1] == shared else _transposed(a)
    right = b if second[0] == shared else _transposed(b)
    product = Mul((left, right), inner=True)
    rows_first = len(result) < 2 or result[0] in first
    return product if rows_first else _transposed(product)


def _transposed(term: Term) -> Term:
    return Apply("transpose", (term,))


def _total(term: Term) -> Term:
    return Bind("∑", "", Domain(), term)
