"""A running case changes to a new model."""

from __future__ import annotations

import pytest

from xiaoer.process import CannotMigrate, Model, Run

from .drawing import boundary, chain, do, end, flow, keys, loaded, node, start, timer, user


def line(*names: str) -> Model:
    return loaded(start(), user(*names), end(), chain("s", *names, "e"))


def test_a_later_step_is_picked_up():
    run = do(Run.start(line("a", "b"), {"x": 1}), "a")
    moved = run.migrated(line("a", "b", "c"))
    moved = do(moved, "b")
    assert keys(moved) == ["c"]
    assert moved.data == {"x": 1}
    assert keys(run) == ["b"]


def test_a_step_that_was_done_must_stay():
    run = do(Run.start(line("a", "b"), {}), "a")
    with pytest.raises(CannotMigrate, match="“a”已经走过") as caught:
        run.migrated(line("b"))
    assert len(caught.value.reasons) == 2


def test_a_step_between_done_ones_is_a_change_of_the_past():
    run = do(do(Run.start(line("a", "b", "c"), {}), "a"), "b")
    with pytest.raises(CannotMigrate, match="后面的连线改了"):
        run.migrated(line("a", "x", "b", "c"))


def test_the_step_at_work_must_keep_its_place():
    run = Run.start(line("a", "b"), {})
    changed = loaded(start(), node("manualTask", "a"), end(), chain("s", "a", "e"))
    with pytest.raises(CannotMigrate):
        run.migrated(changed)
    watched = loaded(
        start(),
        user("a"),
        boundary("t", "a", timer("3d")),
        end(),
        chain("s", "a", "e"),
        chain("t", "e"),
    )
    with pytest.raises(CannotMigrate, match="边界事件改了"):
        run.migrated(watched)


def test_a_way_not_taken_may_change():
    def model(other: str) -> Model:
        return loaded(
            start(),
            node("exclusiveGateway", "g", default="g_a"),
            user("a", other),
            end(),
            chain("s", "g", "a", "e"),
            flow("g", other, "x"),
            chain(other, "e"),
        )

    assert keys(Run.start(model("b"), {}).migrated(model("c"))) == ["a"]


def test_an_ended_run_can_still_be_moved():
    run = do(Run.start(line("a"), {}), "a")
    assert run.migrated(line("a")).ended
