"""Open answers, graded by points: what is covered, missing or turned round, and in which words."""

from __future__ import annotations

from collections.abc import Sequence

from ankigen.deck import Point
from ankigen.grading.clauses import read
from ankigen.grading.points import align, find, prepare
from ankigen.grading.records import Grade, PointGrade, rating_of, verdict_of


def grade_open(
    question: str,
    answer: str,
    points: Sequence[Point],
    *,
    synonyms: tuple[tuple[str, ...], ...] = (),
    reveal: bool = False,
) -> Grade:
    asked = prepare(question, tuple(points), synonyms)
    reading = read(answer, asked.vocabulary)
    found = find(asked, reading)
    grades=[]; total=0.0; weight=0.0
    from ankigen.grading.polarity import contradiction
    subjects=asked.roles.subjects(reading.clauses)
    for w in asked.points:
        best=max((align(x,found,subjects,asked.roles) for x in w.wordings), key=lambda a:a.coverage, default=None)
        cov=0.0; status='missing'; matched=()
        if best:
            raw=.7*best.coverage+.3*best.whole
            cov=min(1,max(0,(raw-.15)/.5))
            status='covered' if cov>=.6 else 'partly' if cov>.2 else 'missing'
            matched=tuple(m.given.surface for _,_,m in best.matches)
            c=contradiction(asked,best,reading,subjects,found)
            if c: cov=0; status='contradicted'; matched=(c.kind,c.given,c.wanted)
        grades.append(PointGrade(w.point.text,status,matched))
        total+=cov*w.point.weight; weight+=w.point.weight
    score=total/weight if weight else 0
    return Grade(score,verdict_of(score),rating_of(score),False,tuple(grades),'')
