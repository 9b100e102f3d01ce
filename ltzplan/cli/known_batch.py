"""A batch of which a part may be stored already: nothing is stored twice, however often a file is imported."""

from collections.abc import Collection, Mapping

from ltzplan.cli.batch import Batch
from ltzplan.cli.recorder import Recorder
from ltzplan.issues import Issue, Locator, LtzError, Place
from ltzplan.model.records import Record
from ltzplan.store.records import plain


class KnownBatch(Batch):
    """A batch of which a part may be there already, where it is not to be made `anew`."""

    def __init__(self, recorder: Recorder, place: Locator, anew: Collection[str] = ()) -> None:
        """Begin a batch; what is out of force counts as there too, but for those `anew`."""
        super().__init__(recorder, place)
        self.there: list[str] = []
        """Ids of what is there already."""
        self.places: dict[str, Place | None] = {}
        """Where what is new stands, by its id."""
        in_force = sorted(recorder.space.entries, key=lambda one: one.id not in recorder.state.dead)
        self.ids = {content(one.record, plain(one.record)): one.id for one in in_force if one.id not in anew}

    def enter(self, record: Record, place: Locator) -> str:
        """Take a record into the batch, unless it is there; its id."""
        return self.enter_once(content(record, plain(record)), record, place)

    def enter_once(self, said: str, record: Record, place: Locator) -> str:
        """Take a record of some content into the batch, unless that is there; its id."""
        if said in self.ids:
            self.there.append(self.ids[said])
        else:
            self.ids[said] = super().enter(record, place)
            self.places[self.ids[said]] = place(())
        return self.ids[said]

    def void(self) -> list[str]:
        """Give what is there and out of force, and not by the batch itself."""
        dead = self.recorder.state.dead
        return [id for id in self.there if id in dead and dead[id].id not in self.there]

    def leave_out(self, error: LtzError) -> list[Issue]:
        """Return what is wrong with new records, and go on without these; LtzError where it is with none of them alone."""
        places = [one.place for one in error.issues]
        ids = [id for id, place in self.places.items() if place in places]
        if None in places or not ids:
            raise error
        for id in ids:
            del self.made[id]
        return [*error.issues]


def content(record: Record, said: Mapping[str, object]) -> str:
    """Return what a record says, as files write it, whoever entered it, and when."""
    return repr((record.kind, {key: value for key, value in said.items() if key != "entered"}))
