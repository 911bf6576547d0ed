"""Open answers side by side: ankigen, what others use, and what each file of the lexicon carries.

    python benchmarks/grading.py                   all graders on the rows of ../shared/bench
    python benchmarks/grading.py --ablation        ankigen without one file of its lexicon at a time
    python benchmarks/grading.py --rows FILE…      other rows with points instead of text_dl.jsonl

The rows are read where they lie and none is kept here. Every figure is a share or a ratio:

* ``p > f``: right answers in other words scored above wrong ones in the right words;
* ``t > f``: the same for right answers full of typing errors;
* ``p > s``: above keywords strung together;
* ``paraphrase``, ``partial``, ``flip``: mean scores (wanted 1, about .4, 0);
* ``Beetle``, ``SciEnts``: macro-F1 of right against wrong, at the threshold best on the file.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

import ankigen.grading.clauses as clauses
import ankigen.grading.mending as mending
import ankigen.grading.phrases as phrases
import ankigen.grading.points as points_module
import ankigen.grading.reference as reference
import ankigen.grading.thesaurus as lexicon
import ankigen.grading.words as words
from ankigen.deck import Point
from ankigen.grading.open import grade_open
from ankigen.grading.reference import points_of_reference

BENCH = Path(__file__).resolve().parents[2] / "shared" / "bench"
PUBLIC = {"Beetle": "text_beetle_train.jsonl", "SciEnts": "text_scients_train.jsonl"}
PAIRS = {
    "p > f": ("paraphrase", "flip"),
    "t > f": ("typo", "flip"),
    "p > s": ("paraphrase", "keyword_salad"),
}

MEANS = ("paraphrase", "partial", "flip")

Row = dict[str, Any]
Scorer = Callable[[Row], float]


def read_rows(path: Path) -> list[Row]:
    """The rows of a JSON-lines file."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def references(row: Row) -> list[str]:
    """What a right answer says, as alternatives."""
    return row.get("references") or [row["reference"]]


def by_points(row: Row) -> float:
    """ankigen: by the row's points, or by those of its best reference."""
    if "key_points" in row:
        wanted = [tuple(Point(text) for text in row["key_points"])]
    else:
        wanted = [points_of_reference(text) for text in references(row)]
    return max(grade_open(row["question"], row["answer"], points).score for points in wanted)


def by_text(compare: Callable[[str, str], float]) -> Scorer:
    """A grader that compares the whole answer with the whole reference."""

    def score(row: Row) -> float:
        return max(compare(row["answer"].lower(), text.lower()) for text in references(row))

    return score


def exact(answer: str, reference: str) -> float:
    """1 for the same words in the same order."""
    return float(re.findall(r"\w+", answer) == re.findall(r"\w+", reference))


class TfIdf:
    """Cosine of term weights, with document frequencies from the references given."""

    def __init__(self, texts: Iterable[str]) -> None:
        documents = [set(re.findall(r"\w+", text.lower())) for text in texts]
        seen = Counter(word for document in documents for word in document)
        total = len(documents)
        self.weights = {word: math.log((1 + total) / (1 + n)) + 1 for word, n in seen.items()}
        self.unseen = math.log(1 + total) + 1

    def vector(self, text: str) -> dict[str, float]:
        counts = Counter(re.findall(r"\w+", text))
        return {word: n * self.weights.get(word, self.unseen) for word, n in counts.items()}

    def __call__(self, answer: str, reference: str) -> float:
        one, other = self.vector(answer), self.vector(reference)
        product = sum(weight * other.get(word, 0.0) for word, weight in one.items())
        lengths = math.hypot(*one.values()) * math.hypot(*other.values())
        return product / lengths if lengths else 0.0


def graders(rows: list[Row]) -> dict[str, Scorer]:
    """Every grader by its name."""
    cosine = TfIdf(text for row in rows for text in references(row))
    return {
        "ankigen": by_points,
        "rapidfuzz ratio": by_text(lambda a, b: fuzz.ratio(a, b) / 100),
        "rapidfuzz token_set_ratio": by_text(lambda a, b: fuzz.token_set_ratio(a, b) / 100),
        "rapidfuzz WRatio": by_text(lambda a, b: fuzz.WRatio(a, b) / 100),
        "TF-IDF cosine": by_text(cosine),
        "exact match": by_text(exact),
    }


def pair_shares(rows: list[Row], score: Scorer) -> dict[str, float]:
    """How often the answer that should stand higher does, and mean scores by kind."""
    scores: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        scores[row["question_id"]][row["kind"]].append(score(row))
    shares = {}
    for name, (good, bad) in PAIRS.items():
        above = [g > b for kinds in scores.values() for g in kinds[good] for b in kinds[bad]]
        shares[name] = sum(above) / len(above) if above else math.nan
    for kind in MEANS:
        given = [score for kinds in scores.values() for score in kinds[kind]]
        shares[kind] = sum(given) / len(given) if given else math.nan
    return shares


def best_macro_f1(rows: list[Row], score: Scorer) -> float:
    """Macro-F1 of right against wrong at the threshold that suits the rows best."""
    labels = [row["label"] == "correct" for row in rows]
    scores = [score(row) for row in rows]
    return max(_macro_f1(scores, labels, step / 100) for step in range(2, 100, 2))


def _macro_f1(scores: list[float], labels: list[bool], threshold: float) -> float:
    total = 0.0
    for side in (True, False):
        said = [(score >= threshold) == side for score in scores]
        hits = sum(s and label == side for s, label in zip(said, labels, strict=True))
        count = sum(said) + sum(label == side for label in labels)
        total += 2 * hits / count if count else 0.0
    return total / 2


def figures(rows: list[Row], public: dict[str, list[Row]], score: Scorer) -> dict[str, float]:
    """All figures of one grader."""
    found = pair_shares(rows, score)
    return found | {name: best_macro_f1(items, score) for name, items in public.items()}


def without(name: str) -> None:
    """Make ankigen forget one file of its lexicon (an empty name: none)."""
    lexicon.FILES = tuple(file for file in ALL_FILES if file != name)
    for cached in (
        lexicon.thesaurus,
        clauses._meaning,
        phrases._part_of_speech,
        phrases._begun_by,
        mending._is_unknown,
        mending._of_the_lexicon,
        words.typed_for,
        points_module.prepare,
        reference.points_of_reference,
    ):
        cached.cache_clear()


ALL_FILES = lexicon.FILES


def show(table: dict[str, dict[str, float]]) -> None:
    """Print figures as a Markdown table, one line a grader."""
    columns = list(next(iter(table.values())))
    print("| | " + " | ".join(columns) + " |")
    print("|---|" + "---|" * len(columns))
    for name, found in table.items():
        print(f"| {name} | " + " | ".join(f"{found[column]:.3f}" for column in columns) + " |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ablation", action="store_true", help="leave out one file at a time")
    parser.add_argument("--rows", type=Path, nargs="+", default=[BENCH / "text_dl.jsonl"])
    parser.add_argument("--bench", type=Path, default=BENCH, help="where the public rows lie")
    asked = parser.parse_args()
    rows = [row for path in asked.rows for row in read_rows(path) if row["qtype"] == "open"]
    public = {name: read_rows(asked.bench / file) for name, file in PUBLIC.items()}
    if asked.ablation:
        table = {}
        for name in ("", *ALL_FILES):
            without(name)
            table[f"without {name}" if name else "all files"] = figures(rows, public, by_points)
        show(table)
        return
    texts = [*rows, *(row for items in public.values() for row in items)]
    show({name: figures(rows, public, score) for name, score in graders(texts).items()})


if __name__ == "__main__":
    main()
