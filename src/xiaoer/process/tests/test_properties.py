"""Random drawings always end; random bytes never break the vetting."""

from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from xiaoer.process import Model, Run, vet

from . import foreign
from .drawing import boundary, end, event, flow, node, process, start, table, timer

MESSAGE = '<bpmn:message id="m1" name="withdraw"/>'


class Drawer:
    """Draws a random structured process; every block has one way in and one way out."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311
        self.parts: list[str] = []
        self.count = 0

    def new(self, kind: str, inner: str = "", **attributes: str) -> str:
        self.count += 1
        key = f"n{self.count}"
        self.parts.append(node(kind, key, inner, **attributes))
        return key

    def flow(self, source: str, target: str, condition: str = "") -> str:
        self.count += 1
        key = f"f{self.count}"
        self.parts.append(flow(source, target, condition, key=key))
        return key

    def block(self, depth: int) -> tuple[str, str]:
        kinds = [self.task, self.task]
        if depth > 0:
            kinds += [self.sequence, self.parallel, self.choice, self.inclusive]
            kinds += [self.loop, self.subprocess, self.repeated]
        return self.random.choice(kinds)(depth - 1)

    def task(self, depth: int) -> tuple[str, str]:
        kind = self.random.choice(["userTask", "manualTask", "task", "intermediateThrowEvent"])
        key = self.new(kind)
        if kind == "userTask" and self.random.random() < 0.3:
            self.parts.append(boundary(f"{key}t", key, timer("3d"), interrupting=False))
            self.parts.append(end(f"{key}te"))
            self.flow(f"{key}t", f"{key}te")
        return key, key

    def sequence(self, depth: int) -> tuple[str, str]:
        blocks = [self.block(depth) for _ in range(self.random.randint(2, 3))]
        for (_, out), (into, _) in pairwise(blocks):
            self.flow(out, into)
        return blocks[0][0], blocks[-1][1]

    def split(self, kind: str, depth: int, conditions: bool) -> tuple[str, str]:
        opening, closing = self.new(kind), self.new(kind)
        flows = []
        for _ in range(self.random.randint(2, 3)):
            into, out = self.block(depth)
            condition = f"pick > {self.random.randint(0, 9)}" if conditions and flows else ""
            flows.append(self.flow(opening, into, condition))
            self.flow(out, closing)
        if conditions:
            at = next(n for n, part in enumerate(self.parts) if f' id="{opening}"' in part)
            self.parts[at] = node(kind, opening, default=flows[0])
        return opening, closing

    def parallel(self, depth: int) -> tuple[str, str]:
        return self.split("parallelGateway", depth, False)

    def choice(self, depth: int) -> tuple[str, str]:
        return self.split("exclusiveGateway", depth, True)

    def inclusive(self, depth: int) -> tuple[str, str]:
        return self.split("inclusiveGateway", depth, True)

    def loop(self, depth: int) -> tuple[str, str]:
        into, out = self.block(depth)
        merge = self.new("exclusiveGateway")
        self.flow(merge, into)
        work = self.new("userTask")
        self.flow(out, work)
        back = f"b{self.count}"
        test = self.new("exclusiveGateway", default=back)
        self.flow(work, test)
        self.parts.append(flow(test, merge, "again > 5", key=f"{back}x"))
        after = self.new("task")
        self.parts.append(flow(test, after, key=back))
        return merge, after

    def subprocess(self, depth: int, loop: str = "") -> tuple[str, str]:
        outer, self.parts = self.parts, []
        into, out = self.block(depth)
        begin, stop = self.new("startEvent"), self.new("endEvent")
        self.flow(begin, into)
        self.flow(out, stop)
        inner, self.parts = "".join(self.parts), outer
        key = self.new("subProcess", loop + inner)
        if self.random.random() < 0.5:
            return key, key
        # The interrupted way comes back, or a join further on would wait for ever.
        after = self.new("exclusiveGateway")
        self.parts.append(boundary(f"{key}w", key, event("message", "m1")))
        self.flow(f"{key}w", after)
        self.flow(key, after)
        return key, after

    def repeated(self, depth: int) -> tuple[str, str]:
        sequential = self.random.choice(["true", "false"])
        loop = (
            f'<bpmn:multiInstanceLoopCharacteristics isSequential="{sequential}"'
            ' camunda:collection="units" camunda:elementVariable="unit"/>'
        )
        return self.subprocess(depth, loop)

    def drawn(self) -> bytes:
        into, out = self.block(3)
        self.parts += [start(), end()]
        self.flow("s", into)
        self.flow(out, "e")
        return process(*self.parts, roots=MESSAGE)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 2**32))
def test_a_structured_process_always_ends(seed: int, moves: int):
    source = Drawer(seed).drawn()
    assert vet({"p": source}).problems == []
    chance = random.Random(moves)  # noqa: S311
    model = Model.load({"p": source}, "p")
    run = Run.start(model, {"units": [1, 2], "pick": chance.randint(0, 9)})
    for turn in range(3_000):
        if run.ended:
            break
        if chance.random() < 0.3:
            again = Run.loads(model, run.dumps())
            assert again.waiting() == run.waiting()
            assert again.dumps() == run.dumps()
            run = again
        # The first moves are wild, the later ones go on to the end.
        data = {"pick": chance.randint(0, 9), "again": chance.randint(0, 9) if turn < 20 else 0}
        move(run, chance, data)
        assert len(run.dumps()) < 20_000
    assert run.ended
    assert run.waiting() == []


def move(run: Run, chance: random.Random, data: dict[str, int]) -> None:
    steps = run.waiting()
    assert steps
    chosen = chance.choice(steps)
    if chosen.kind == "task":
        run.complete(chosen.id, data)
    elif chosen.kind == "timer" or chance.random() < 0.1:
        assert run.deliver(chosen.kind, chosen.id, data)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_equal_moves_give_equal_runs(seed: int):
    model = Model.load({"p": Drawer(seed).drawn()}, "p")
    first = Run.start(model, {"units": [1, 2], "pick": 5})
    second = Run.start(model, {"units": [1, 2], "pick": 5})
    for _ in range(10):
        assert first.dumps() == second.dumps()
        tasks = [step.id for step in first.waiting() if step.kind == "task"]
        if not tasks:
            break
        first.complete(tasks[-1], {"again": 0})
        # One of the two goes through bytes at each step, the other never does.
        second = Run.loads(model, second.dumps())
        second.complete(tasks[-1], {"again": 0})


SEEDS = [
    foreign.CAMUNDA7,
    foreign.CAMUNDA8,
    foreign.FLOWABLE,
    foreign.SIGNAVIO,
    foreign.ACTIVITI,
    table([(["-"], ['"ok"'])]).decode(),
]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SEEDS), st.data())
def test_mutated_files_never_break_the_vetting(seed: str, data: st.DataObject):
    source = bytearray(seed.encode())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(source) - 1))
        action = data.draw(st.sampled_from(["byte", "cut", "double", "swap"]))
        if action == "byte":
            source[at] = data.draw(st.integers(0, 255))
        elif action == "cut" and len(source) > 200:
            del source[at : at + data.draw(st.integers(1, 60))]
        elif action == "double":
            source[at:at] = source[at : at + 40]
        else:
            source[at : at + 8], source[:8] = source[:8], source[at : at + 8]
    report = vet({"a.bpmn": bytes(source)})
    assert report.executable is not bool(report.problems)
    assert not any("检查不了" in problem.reason for problem in report.problems)


WORDS = st.sampled_from(
    ["id", "sourceRef", "targetRef", "isExecutable", "default", "attachedToRef"]
)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(SEEDS), WORDS, st.integers(0, 30), st.text(max_size=12))
def test_changed_attributes_never_break_the_vetting(seed: str, word: str, nth: int, value: str):
    parts = seed.split(f' {word}="')
    if len(parts) > nth + 1:
        rest = parts[nth + 1].partition('"')[2]
        clean = "".join(c for c in value if c.isprintable() and c not in '<&"')
        parts[nth + 1] = f'{clean}"{rest}'
    report = vet({"a.bpmn": f' {word}="'.join(parts).encode()})
    assert not any("检查不了" in problem.reason for problem in report.problems)
    if report.executable and report.processes:
        Model.load({"a.bpmn": f' {word}="'.join(parts).encode()}, report.processes[0])
