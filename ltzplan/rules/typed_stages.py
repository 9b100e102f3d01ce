"""Stages as others call them: 进行中 where the plan says 推进. No language is known here: what means the same is handed in."""

from collections.abc import Mapping, Sequence
from typing import Literal

from ltzplan.model.values import folded
from ltzplan.rules.typed import Named

Alike = Literal["not_started", "under_way", "done"]
"""What words of stages may mean alike."""


def stages_called(known: Named, alike: Mapping[str, Sequence[str]], claim: str) -> Named:
    """Return stages with the words that mean the same as the name of one alone; those for done are of the `claim`.

    What a stage is called itself no other is.
    """
    names = {folded(name) for id, said in known.items() for name in (id, *said)}
    found = dict(known)
    for meaning, words in alike.items():
        same = {folded(word) for word in (meaning, *words)}
        of = (
            [claim]
            if meaning == "done"
            else [id for id, said in known.items() if same & {folded(one) for one in (id, *said)}]
        )
        if len(of) == 1:
            own = [one for one in words if folded(one) not in names]
            found[of[0]] = [*found.get(of[0], ()), *own]
    return found
