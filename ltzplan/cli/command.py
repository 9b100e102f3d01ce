"""A verb on the command line: a function that gets the run, and each group of options whole."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from functools import cached_property
from inspect import Parameter, signature

from ltzplan.cli.options import Form, Globals, Group, Moment, Storing
from ltzplan.cli.output import read_form
from ltzplan.cli.run import Run


class Command:
    """The function of a verb, and what may be typed for it: the fields of its groups are options like its own."""

    def __init__(self, verb: Callable[..., int]) -> None:
        """Take the function."""
        self.verb = verb

    @cached_property
    def _own(self) -> Mapping[str, Parameter]:
        return signature(self.verb).parameters

    @cached_property
    def _groups(self) -> dict[str, type[Group]]:
        found = {name: one.annotation for name, one in self._own.items()}
        return {name: one for name, one in found.items() if isinstance(one, type) and issubclass(one, Group)}

    @cached_property
    def parameters(self) -> dict[str, Parameter]:
        """What may be typed, by name, each annotated with how it is declared: the verb's own first, then its groups'."""
        own = {name: one for name, one in self._own.items() if name != "run" and name not in self._groups}
        return own | {
            one.name: Parameter(
                one.name,
                Parameter.KEYWORD_ONLY,
                annotation=one.type,
                default=getattr(group, one.name, Parameter.empty),
            )
            for group in self._groups.values()
            for one in fields(group)
        }

    def __call__(self, told: Globals, typed: Mapping[str, object]) -> int:
        """Run the verb with what was typed; the exit code.

        Only what is asked of a moment and stores nothing keeps its answer.
        """
        said = {**typed}
        made = {
            name: group(**{one.name: said.pop(one.name) for one in fields(group) if one.name in said})
            for name, group in self._groups.items()
        }
        for asked in made.values():
            if isinstance(asked, Form):
                read_form(asked)
        into_file = any(isinstance(one, Form) and one.output for one in made.values())
        run = Run(**vars(told), into_file=into_file)
        looks = any(isinstance(one, Moment) for one in made.values())
        if not looks or any(isinstance(one, Storing) for one in made.values()):
            run.footing.widen()
        return self.verb(run, **made, **said)
