"""Small matrices over any field: the order of a product and a transpose show in their values.

A column is a matrix of one column. A ``flat`` one is an array with one axis, as numpy has them:
it has no orientation, so ``x @ W.T`` is ``W @ x``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol

# Cofactors cost factorially; no formula that someone types has larger ones.
_LARGEST = 4


class Field(Protocol):
    """What the evaluation asks of an arithmetic."""

    seed: str
    faithful: bool
    # What was drawn at this point, by its key; both sides of a comparison meet the same.
    drawn: dict[object, Any]

    def number(self, value: Any) -> Any: ...
    def constant(self, name: str) -> Any: ...
    def variable(self, key: str) -> Any: ...
    def positive(self, key: str) -> Any: ...
    def magnitude(self, value: Any) -> Any: ...
    def add(self, a: Any, b: Any) -> Any: ...
    def multiply(self, a: Any, b: Any) -> Any: ...
    def dot(self, row: Sequence[Any], column: Sequence[Any]) -> Any: ...
    def divide(self, a: Any, b: Any) -> Any: ...
    def power(self, base: Any, exponent: Any, known: Any) -> Any: ...
    def known(self, function: str) -> bool: ...
    def call(self, function: str, arguments: list[Any]) -> Any: ...
    def oracle(self, key: str, arguments: list[Any]) -> Any: ...
    def order(self, value: Any) -> Any: ...


class ShapeError(ValueError):
    """A product or a sum of matrices whose shapes do not fit."""


@dataclass(frozen=True, slots=True)
class Matrix:
    rows: tuple[tuple[Any, ...], ...]
    flat: bool = False

    @property
    def shape(self) -> tuple[int, int]:
        return len(self.rows), len(self.rows[0])

    def entries(self) -> list[Any]:
        return [x for row in self.rows for x in row]


def each(function: Callable[..., Any], *values: Any) -> Any:
    """Entry by entry; a scalar goes with every entry, a vector with every row of a matrix."""
    matrices = [v for v in values if type(v) is Matrix]
    if not matrices:
        return function(*values)
    height = max([len(m.rows) for m in matrices])
    width = max([len(m.rows[0]) for m in matrices])
    whole = [_fit(v, height, width) for v in values]
    rows = tuple(tuple(map(function, *beside)) for beside in zip(*whole, strict=True))
    return Matrix(rows, all(m.flat for m in matrices))


def _fit(value: Any, height: int, width: int) -> tuple[tuple[Any, ...], ...]:
    if type(value) is not Matrix:
        return ((value,) * width,) * height
    if value.shape == (height, width):
        return value.rows
    if 1 in value.shape and max(value.shape) == width and height > 1 and width > 1:
        return (tuple(value.entries()),) * height
    if value.flat and width == 1 and len(value.rows) == height:
        return value.rows
    raise ShapeError(f"{value.shape} with {(height, width)}")


def transpose(value: Any) -> Any:
    if not isinstance(value, Matrix) or value.flat:
        return value
    return Matrix(tuple(zip(*value.rows, strict=True)))


def product(field: Field, a: Any, b: Any) -> Any:
    """The product of matrices; with a scalar, entry by entry; a 1×1 result is a scalar."""
    if not (isinstance(a, Matrix) and isinstance(b, Matrix)):
        return each(field.multiply, a, b)
    flat = a.flat or b.flat
    if a.flat:
        a = Matrix(tuple(zip(*a.rows, strict=True)))
    if a.shape[1] != b.shape[0]:
        raise ShapeError(f"{a.shape} times {b.shape}")
    columns = list(zip(*b.rows, strict=True))
    rows = tuple(tuple([field.dot(row, column) for column in columns]) for row in a.rows)
    if len(rows) == 1 and len(rows[0]) == 1:
        return rows[0][0]
    if flat and len(rows) == 1:
        rows = tuple(zip(*rows, strict=True))
    return Matrix(rows, flat)


def outer(field: Field, a: Any, b: Any) -> Any:
    """Each entry of the first with each of the second; arrays of one axis have a table, too."""
    if not (isinstance(a, Matrix) and isinstance(b, Matrix)):
        return each(field.multiply, a, b)
    return Matrix(tuple(tuple(field.multiply(x, y) for y in b.entries()) for x in a.entries()))


def identity(field: Field, size: int) -> Matrix:
    one, zero = field.number(1), field.number(0)
    return Matrix(tuple(tuple(one if i == j else zero for j in range(size)) for i in range(size)))


def determinant(field: Field, value: Any) -> Any:
    """By the first row; for a scalar, itself."""
    if not isinstance(value, Matrix):
        return value
    if value.shape[0] != value.shape[1] or value.shape[0] > _LARGEST:
        raise ShapeError(f"determinant of {value.shape}")
    if value.shape == (1, 1):
        return value.rows[0][0]
    total = field.number(0)
    for j, head in enumerate(value.rows[0]):
        term = field.multiply(head, determinant(field, _minor(value, 0, j)))
        total = field.add(total, term if j % 2 == 0 else field.multiply(field.number(-1), term))
    return total


def inverse(field: Field, value: Any) -> Any:
    """The inverse by cofactors; of a scalar, one over it."""
    if not isinstance(value, Matrix):
        return field.divide(field.number(1), value)
    if value.shape[0] != value.shape[1] or value.shape[0] > _LARGEST:
        raise ShapeError(f"inverse of {value.shape}")
    whole = determinant(field, value)
    size = value.shape[0]

    def cofactor(i: int, j: int) -> Any:
        sign = field.number(1 if (i + j) % 2 == 0 else -1)
        return field.multiply(sign, determinant(field, _minor(value, i, j)))

    return Matrix(
        tuple(tuple(field.divide(cofactor(j, i), whole) for j in range(size)) for i in range(size))
    )


def _minor(value: Matrix, i: int, j: int) -> Matrix:
    return Matrix(
        tuple(row[:j] + row[j + 1 :] for number, row in enumerate(value.rows) if number != i)
    )


def trace(field: Field, value: Any) -> Any:
    """The sum of the diagonal; of a scalar, itself."""
    if not isinstance(value, Matrix):
        return value
    total = field.number(0)
    for i in range(min(value.shape)):
        total = field.add(total, value.rows[i][i])
    return total


def sum_of_entries(field: Field, value: Any) -> Any:
    """The sum of all entries; of a scalar, itself."""
    result = field.number(0)
    for x in _entries(value):
        result = field.add(result, x)
    return result


def norm(field: Field, value: Any) -> Any:
    """The root of the sum of squares of all entries."""
    entries = _entries(value)
    half = Fraction(1, 2)
    return field.power(field.dot(entries, entries), field.number(half), half)


def softmax(field: Field, value: Matrix) -> Matrix:
    """By rows; of a vector, over all its entries."""
    if value.shape[1] == 1 and not value.flat:
        turned: Matrix = transpose(softmax(field, transpose(value)))
        return turned
    e = field.constant("e")
    result = []
    for row in [tuple(value.entries())] if value.flat else value.rows:
        powers = [field.power(e, x, None) for x in row]
        whole = powers[0]
        for x in powers[1:]:
            whole = field.add(whole, x)
        result.append(tuple(field.divide(x, whole) for x in powers))
    if value.flat:
        return Matrix(tuple((x,) for x in result[0]), True)
    return Matrix(tuple(result))


def _entries(value: Any) -> list[Any]:
    return value.entries() if isinstance(value, Matrix) else [value]
