"""The same points and weights by several methods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from mutasi.fit.methods import measured
from mutasi.fit.score import Scores
from mutasi.fit.shortlist import ranked_rows
from mutasi.fit.standing import Standing
from mutasi.model.methods_compared import MethodsCompared, Placed
from mutasi.model.people import People
from mutasi.model.policy import Method, Policy
from mutasi.model.shortlist import hundredths
from mutasi.model.verdict import Judgement


def compare_methods(
    people: People, judgement: Judgement, scores: Scores, policy: Policy, *, methods: Sequence[Method], asked: int
) -> MethodsCompared:
    """Who is among the first `asked` by any method, with place and score by each. `scores` are weighted sums.

    The method of the policy comes first whether it is named or not. Equal scores are ordered by the published chain,
    whatever the method.
    """
    ranked = ranked_rows(people, judgement)
    wanted = tuple(dict.fromkeys((policy.method, *methods)))
    made = {method: measured(scores, replace(policy, method=method), ranked) for method in wanted}
    standings = {method: Standing.of(people, made[method], policy, ranked) for method in wanted}
    own = standings[policy.method]
    union = np.unique(np.concatenate([one.best(asked) for one in standings.values()]))
    listed = union[np.lexsort((own.nips[union], -own.own[union]))]
    places = {method: one.place_of(listed) for method, one in standings.items()}
    nip, name, post = (people.array(column) for column in ("nip", "nama", "nama_jabatan"))
    placed = tuple(
        Placed(
            nip[row] or "",
            name[row] or "",
            post[row] or "",
            {method: int(places[method][at]) for method in wanted},
            {method: hundredths(int(made[method].score[row]), made[method].full) for method in wanted},
        )
        for at, row in enumerate(ranked[listed])
    )
    return MethodsCompared(judgement.vacancy, wanted, placed, asked, len(ranked))
