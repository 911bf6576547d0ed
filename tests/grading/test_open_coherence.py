"""The right words joined wrongly, and a point put in other words that only seem to deny it."""

from __future__ import annotations

from ankigen.deck import Point
from ankigen.grading.open import grade_open

QUESTION = "How do solar cells and batteries work together?"
POINTS = (
    Point("solar cells turn light into current"),
    Point("the battery stores surplus energy"),
    Point("an inverter makes alternating current"),
)


def test_words_of_several_points_joined_wrongly_count_for_less_than_the_points() -> None:
    joined = "The inverter stores light in the battery, and surplus current makes energy cells."
    stated = "Cells turn light into current. The battery stores energy. An inverter makes AC."
    assert grade_open(QUESTION, joined, POINTS).score < grade_open(QUESTION, stated, POINTS).score


def test_one_point_turned_round_is_never_rated_good_however_much_else_is_right() -> None:
    points = tuple(Point(f"the {name} is larger") for name in ("hall", "yard", "barn", "mill"))
    right = "The hall is larger. The yard is larger. The barn is larger. The mill is larger."
    wrong = right.replace("mill is larger", "mill is smaller")
    assert grade_open("How did the farm change?", right, points).rating in ("good", "easy")
    grade = grade_open("How did the farm change?", wrong, points)
    assert [point.status for point in grade.points].count("contradicted") == 1
    assert grade.rating == "hard"


def test_a_seeming_contradiction_in_other_words_is_a_doubt() -> None:
    points = (
        Point("starts from a model trained on another, larger dataset"),
        Point("needs less data and less training time"),
    )
    answer = (
        "Instead of beginning from scratch you take a network that has already been pretrained "
        "on lots of data and adapt it to your own problem, so a small dataset is enough."
    )
    grade = grade_open("What is transfer learning and why does it help?", answer, points)
    assert all(point.status != "contradicted" for point in grade.points)
    assert grade.unsure


def test_the_benefit_of_the_doubt_needs_the_other_points_and_some_of_this_one() -> None:
    points = tuple(
        Point(text)
        for text in (
            "the roof is tiled with slate",
            "the walls are insulated with wool",
            "the cellar stays dry because a drain carries rainwater to the ditch",
        )
    )
    question = "Describe the house."
    said = "The roof is tiled with slate and the walls are insulated with wool."
    other = "Downstairs clay gutters lead puddles off into a ditch."
    without = grade_open(question, said, points)
    believed = grade_open(question, f"{said} {other}", points)
    assert without.score < believed.score < 1
    assert believed.unsure
    padded = grade_open(question, f"{said} Downstairs Grandma hoards biscuits.", points)
    assert padded.score <= without.score
    assert grade_open(question, other, points).rating == "again"
