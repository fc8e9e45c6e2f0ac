"""Which parts of a written address agree with an entry, lack, or say something else. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from .naming import is_a_ground
from .parts import Parts, floor_told, plain

REGIONS = ("province", "city", "county", "town")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What lacks in the written address and what it says otherwise, by part."""

    missing: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        """Say whether nothing lacks and nothing differs."""
        return not (self.missing or self.wrong)

    @property
    def weight(self) -> int:
        """Return how far the two are apart; what is wrong weighs more than what lacks."""
        return 3 * len(self.wrong) + len(self.missing)


class _Comparing:
    def __init__(self, said: Parts, entry: Parts) -> None:
        self.said = said
        self.entry = entry
        self.missing: list[str] = []
        self.wrong: list[str] = []

    def same(self, name: str) -> bool:
        return plain(getattr(self.said, name)) == plain(getattr(self.entry, name))

    def both(self, name: str) -> bool:
        return bool(getattr(self.said, name) and getattr(self.entry, name))

    def regions(self) -> None:
        """A region that is not named is no fault: the rest decides whether it is clear."""
        self.wrong += [n for n in REGIONS if self.both(n) and not self.same(n)]

    def door(self) -> bool:
        """Compare road and number; say whether they lead to the same door."""
        said, entry = self.said, self.entry
        if not (said.street and entry.street):
            return False
        if said.street != entry.street:
            self.wrong.append("road")
            return False
        if not said.number:
            return not entry.number
        if said.number != entry.number:
            self.wrong.append("number")
            return False
        if said.sub != entry.sub:
            (self.wrong if said.sub else self.missing).append("sub")
            return False
        return True

    def places(self, at_the_door: bool) -> None:
        said, entry = self.said, self.entry
        known = entry.places
        if said.estate and plain(said.estate) not in known and self._another_estate(at_the_door):
            self.wrong.append("estate")
        if said.village and entry.village and plain(said.village) not in known:
            self.wrong.append("village")
        if not entry.road:
            self._within_a_village()
        self._reached(at_the_door, bool(set(said.places) & set(known)))

    def _another_estate(self, at_the_door: bool) -> bool:
        said, entry = self.said.estate, self.entry.estate
        if entry:
            return not (at_the_door and _alike(plain(said), plain(entry)))
        # 28号铁皮房 is not 28号: what the register does not know may change what is meant
        return not is_a_ground(said)

    def _within_a_village(self) -> None:
        said, entry = self.said, self.entry
        if said.hamlet and plain(said.hamlet) not in entry.places:
            self.wrong.append("hamlet")
        if entry.hamlet and plain(entry.hamlet) not in said.places:
            self.missing.append("hamlet")
        if entry.group and said.group != entry.group:
            (self.wrong if said.group else self.missing).append("group")
        if said.number != entry.number or said.sub != entry.sub:
            (self.wrong if said.number else self.missing).append("number")

    def _reached(self, at_the_door: bool, in_the_place: bool) -> None:
        """An address is reached over its door or over the name of its place."""
        if at_the_door or in_the_place or {"road", "number", "sub"} & {*self.wrong, *self.missing}:
            return
        if self.said.road and not self.said.number and self.entry.number:
            self.missing.append("number")
        elif not self.wrong:
            self.missing.append("road" if self.entry.road else "estate")

    def inside(self) -> None:
        for name in ("building", "unit"):
            self._detail(name)
        self._floor()
        self._detail("room")

    def _detail(self, name: str) -> None:
        said, entry = getattr(self.said, name), getattr(self.entry, name)
        if name == "room" and said == "铺":  # a shop without its number: the whole door, or lacking
            said = ""
        if said != entry:
            (self.wrong if said else self.missing).append(name)

    def _floor(self) -> None:
        said, entry = self.said, self.entry
        told = floor_told(said.room)
        if said.floor and told and said.floor != told:
            self.wrong.append("floor")
            return
        floor = entry.floor or floor_told(entry.room)
        if said.floor and floor != said.floor and (floor or not entry.room):
            self.wrong.append("floor")
        elif entry.floor and not entry.room and not said.floor:
            self.missing.append("floor")

    def plot(self) -> None:
        if plain(self.said.plot).replace("号", "") != plain(self.entry.plot).replace("号", ""):
            self.wrong.append("plot")


def _alike(said: str, entry: str) -> bool:
    """At one door 恒川花园 and 恒川花园二期 are one estate as long as nothing else speaks."""
    shorter, longer = sorted((said, entry), key=len)
    return len(shorter) > 1 and (longer.startswith(shorter) or longer.endswith(shorter))


def compare(said: Parts, entry: Parts) -> Comparison:
    """Compare a reading with an entry; both as `parts.settled` returns them."""
    found = _Comparing(said, entry)
    found.regions()
    if said.plot or entry.plot:
        found.plot()
    else:
        found.places(found.door())
    found.inside()
    return Comparison(tuple(dict.fromkeys(found.missing)), tuple(dict.fromkeys(found.wrong)))
