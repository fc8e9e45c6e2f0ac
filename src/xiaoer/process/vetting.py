"""Vet process files: are they BPMN, and can our engine run them? Never raises on any bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from .check_elements import Finding, check_element, check_extensions
from .check_flow import called_from, calls_itself, check_calls, check_shape
from .check_words import check_words
from .decisions import BadDecision, Decision, decisions
from .diagram import Scope
from .parsing import BPMN, Reader
from .reading import Unreadable, Xml, local, namespace, read_xml
from .report import Problem, Report

__all__ = ["Library", "Problem", "Report", "read_library", "vet", "vetted"]

MAX_FILES = 200


@dataclass(slots=True)
class Library:
    """A set of process files, read: processes, decision tables, and what was wrong with them."""

    processes: dict[str, Scope] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    broken: list[Problem] = field(default_factory=list)


def vet(files: Mapping[str, bytes], process_id: str | None = None) -> Report:
    """Return the judgement; with a process id only that process and those it calls must run."""
    return vetted(files, process_id)[0]


def vetted(
    files: Mapping[str, bytes], process_id: str | None = None
) -> tuple[Report, Library | None]:
    """Return the judgement with what was read, so that what was judged is what gets built."""
    try:
        library = read_library(files)
        return judge(library, process_id), library
    except Exception as problem:
        # A judge that falls over has not judged: whatever tripped it cannot run either.
        report = Report()
        reason = f"检查不了这个文件（{type(problem).__name__}）"
        report.add([Problem("definitions", reason, "", None, breaks_bpmn=True)])
        return report, None


def read_library(files: Mapping[str, bytes]) -> Library:
    """Read all files, in the order of their names."""
    library = Library()
    if not files or len(files) > MAX_FILES:
        reason = "没有流程文件" if not files else f"文件太多，最多 {MAX_FILES} 个"
        library.broken.append(Problem("definitions", reason, "", None, breaks_bpmn=True))
        return library
    for name in sorted(files):
        _read_file(library, name, files[name])
    return library


def _read_file(library: Library, name: str, source: bytes) -> None:
    try:
        root = read_xml(source)
    except Unreadable as problem:
        library.broken.append(
            Problem("definitions", str(problem), name, problem.line, breaks_bpmn=True)
        )
        return
    if local(root) == "definitions" and namespace(root) != BPMN and "DMN" in namespace(root):
        _read_tables(library, name, source)
    else:
        _read_processes(library, name, root)


def _read_tables(library: Library, name: str, source: bytes) -> None:
    try:
        tables = decisions(source)
    except BadDecision as problem:
        library.broken.append(Problem("definitions", str(problem), name))
        return
    for key in tables:
        if key in library.decisions:
            library.broken.append(Problem(key, f"决策表“{key}”写了两次", name))
    library.decisions.update(tables)


def _read_processes(library: Library, name: str, root: Xml) -> None:
    reader = Reader(name, root)
    for scope in reader.read():
        if scope.id in library.processes:
            reader.problems.append(
                Problem(scope.id, f"流程“{scope.id}”写了两次", name, scope.line, breaks_bpmn=True)
            )
        else:
            library.processes[scope.id] = scope
    library.broken += reader.problems


def judge(library: Library, process_id: str | None = None) -> Report:
    """Return the report over files that have been read."""
    report = Report(processes=list(library.processes))
    _count(report, library.processes.values())
    report.add(library.broken)
    wanted = _wanted(library, process_id)
    if not wanted and not library.broken:
        report.add([_nothing_to_run(library, process_id)])
    for key in wanted:
        report.add(_problems(library, library.processes[key]))
    return report


def _count(report: Report, scopes: Iterable[Scope]) -> None:
    for scope in scopes:
        for inner in scope.scopes():
            kinds = [node.kind for node in inner.nodes.values()]
            for kind in kinds + ["sequenceFlow"] * len(inner.flows):
                report.elements[kind] = report.elements.get(kind, 0) + 1


def _wanted(library: Library, process_id: str | None) -> list[str]:
    if process_id is None:
        return [key for key, scope in library.processes.items() if scope.executable]
    found = called_from(process_id, library.processes)
    return found if found and library.processes[process_id].executable else []


def _nothing_to_run(library: Library, process_id: str | None) -> Problem:
    if process_id is not None and process_id not in library.processes:
        return Problem(process_id, f"文件里没有流程“{process_id}”")
    if not library.processes:
        return Problem("definitions", "文件里没有流程")
    key = process_id or next(iter(library.processes))
    scope = library.processes.get(key)
    reason = "流程标了不可执行（isExecutable=false）"
    return Problem(key, reason, scope.file if scope else "", scope.line if scope else None)


def _problems(library: Library, scope: Scope) -> list[Problem]:
    lines = {scope.id: scope.line}
    for inner in scope.scopes():
        lines |= {flow.id: flow.xml.sourceline for flow in inner.flows}
        lines |= {node.id: node.line for node in inner.nodes.values()}
    found = dict.fromkeys(_findings(library, scope))
    return [Problem(key, reason, scope.file, lines.get(key)) for key, reason in found]


def _findings(library: Library, scope: Scope) -> Iterator[Finding]:
    if calls_itself(scope.id, library.processes):
        yield scope.id, "流程绕一圈又调用了自己"
    yield from check_extensions(scope.id, scope.xml)
    for inner in scope.scopes():
        yield from check_shape(inner, inner is not scope)
    for inner, node in scope.walk():
        yield from check_element(inner, node)
        yield from check_words(inner, node)
        yield from check_calls(inner, node, library.processes, library.decisions)
    for inner in scope.scopes():
        for flow in inner.flows:
            yield from check_extensions(flow.id, flow.xml)
