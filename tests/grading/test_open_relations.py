"""What is said of what: the words of several points, joined rightly and wrongly."""

from __future__ import annotations

from ankigen.deck import Point
from ankigen.grading.open import grade_open

QUESTION = "How does a lighthouse warn the ships?"
POINTS = (
    Point("a strong lamp burns in the tower during the night"),
    Point("a rotating mirror bundles its light into a narrow beam"),
    Point("each captain recognizes the coast by the rhythm of the flashes"),
)


def test_words_torn_from_their_neighbours_are_believed_less() -> None:
    said = (
        "During the night a strong lamp burns in the tower, a rotating mirror bundles its light "
        "into a narrow beam, and captains recognize the coast by the rhythm of the flashes."
    )
    wrong = (
        "Each strong captain burns in the rhythm of the tower, the coast is a narrow mirror that "
        "recognizes the flashes of the lamp, and during the night light bundles are rotating."
    )
    assert grade_open(QUESTION, said, POINTS).score > 0.9
    assert grade_open(QUESTION, wrong, POINTS).score < 0.4


def test_a_word_of_another_point_in_the_place_of_the_right_one() -> None:
    points = (
        Point("the old pump draws the water up at little cost"),
        Point("the quality of the water stays exactly that of the deep well"),
        Point("the shallow well is closed in winter"),
    )
    answer = (
        "The old pump draws the water up at little cost. The quality of the water stays that of "
        "the shallow well. The shallow well is closed in winter."
    )
    graded = grade_open("How is the village supplied?", answer, points)
    assert [point.status for point in graded.points] == ["covered", "contradicted", "covered"]


def test_one_word_put_in_the_place_of_another_in_an_answer_word_for_word() -> None:
    taught = (
        "A strong lamp burns in the tower during the night. A rotating mirror {} its light into a "
        "narrow beam. Each captain recognizes the coast by the rhythm of the flashes."
    )
    graded = grade_open(QUESTION, taught.format("mends"), POINTS)
    assert [point.status for point in graded.points] == ["covered", "contradicted", "covered"]
    assert graded.unsure
    assert "“mends”; it is “bundles”" in graded.feedback
    assert grade_open(QUESTION, taught.format("bundels"), POINTS).score > 0.9


def test_the_opposite_in_other_words_where_the_other_points_keep_theirs() -> None:
    answer = (
        "A strong lamp burns in the tower during the night. A rotating mirror bundles its light "
        "into a broad cone. Each captain recognizes the coast by the rhythm of the flashes."
    )
    graded = grade_open(QUESTION, answer, POINTS)
    assert [point.status for point in graded.points] == ["covered", "contradicted", "covered"]
