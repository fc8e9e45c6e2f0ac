"""A workbook comes back: its rows are compared with what stands in the programme."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from xiaoer.people.addresses import row_id
from xiaoer.people.models import Organisation
from xiaoer.people.queries import responsible_units

from ..models import Programme, Target, Task
from ..services.record import plain
from . import cells
from .columns import FIELDS, KEY, TARGET_SHEET, TASK_SHEET, VERSION, marks_text, names
from .model import Change, WorkbookError

Cells = dict[str, object]
Row = Target | Task


def _rows(content: bytes) -> dict[str, list[Cells]]:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
    except (CalamineError, ValueError, OSError) as broken:
        raise WorkbookError(_("这不是能读的 Excel 文件。用“台账 Excel”导出的那份改。")) from broken
    found = {}
    for name in (TARGET_SHEET, TASK_SHEET):
        if name in book.sheet_names:
            table = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            head = [str(cell).strip() for cell in table[0]] if table else []
            found[name] = [dict(zip(head, row, strict=False)) for row in table[1:]]
    if not found:
        raise WorkbookError(_("文件里没有“目标”或“任务”表。用“台账 Excel”导出的那份改。"))
    return found


class Reader:
    """Knows the rows of a programme and the names that cells use."""

    def __init__(self, programme: Programme) -> None:
        targets = programme.targets.select_related("responsible", "set_by")
        tasks = programme.tasks.select_related("lead")
        self.targets = {t.key: t for t in targets}
        self.tasks = {t.number: t for t in tasks.prefetch_related("coops", "targets", "milestones")}
        self.units: dict[str, Organisation] = {}
        for unit in responsible_units():
            self.units[unit.name] = self.units[unit.short_name] = unit
        self.codes = {
            field.name: {str(label): code for code, label in field.flatchoices}
            for model in (Target, Task)
            for field in model._meta.fields
            if field.choices
        }

    def unit(self, value: object) -> Organisation | None:
        """Return the unit that a cell names."""
        name = cells.text(value)
        if name and name not in self.units:
            raise WorkbookError(_("没有叫“%(name)s”的单位") % {"name": name[:40]})
        return self.units.get(name)

    def code(self, name: str, head: str, value: object) -> str:
        """Return the code of a choice, from its word or the code itself."""
        word, known = cells.text(value), self.codes[name]
        if word and word not in known and word not in known.values():
            words = {"head": head, "value": word[:40]}
            raise WorkbookError(_("“%(head)s”里没有“%(value)s”这种写法") % words)
        return known.get(word, word)

    def value(self, model: type[Row], head: str, cell: object) -> object:
        """Return a cell as its field takes it."""
        field = model._meta.get_field(FIELDS[model][head])
        if isinstance(field, models.ForeignKey):
            return self.unit(cell)
        if isinstance(field, models.DecimalField):
            return cells.number(cell, head)
        if isinstance(field, models.DateField):
            return None if field.null and not cells.text(cell) else cells.day(cell)
        if field.choices:
            return self.code(field.name, head, cell)
        return cells.words(cell, head, getattr(field, "max_length", None))

    def coops(self, value: object) -> list[int]:
        """Return the units that a cell names."""
        return [unit.pk for part in cells.parts(value) if (unit := self.unit(part))]

    def linked(self, value: object) -> list[int]:
        """Return the targets whose numbers a cell names."""
        wanted = cells.parts(value)
        unknown = [key for key in wanted if key not in self.targets]
        if unknown:
            raise WorkbookError(_("没有编号是“%(key)s”的目标") % {"key": unknown[0][:40]})
        return [self.targets[key].pk for key in wanted]


def _check(row: Row, values: dict[str, Any]) -> None:
    """Check what the row would be: a column that is missing stays as it is."""

    def after(name: str) -> Any:
        return values.get(name, getattr(row, name))

    if isinstance(row, Task):
        if not after("text"):
            raise WorkbookError(_("“任务”不能空着"))
        if after("finish") < after("start"):
            raise WorkbookError(_("完成日期要在开始日期之后"))
        return
    if not after("phrase") or not after("comparator"):
        raise WorkbookError(_("“指标”“要求”不能空着"))
    if after("value") is None and not row.masked:
        raise WorkbookError(_("“目标值”不能空着，原文写了数字"))
    ranged = after("comparator") == Target.Comparator.RANGE and after("value") is not None
    if ranged and (after("value2") is None or after("value2") < after("value")):
        raise WorkbookError(_("区间要填上限，上限要不小于下限"))
    if bool(after("set_by")) != bool(after("set_until")):
        raise WorkbookError(_("由谁定数、何时定数，两样一起填"))


def _compare_fields(reader: Reader, change: Change, row: Row, found: Cells) -> None:
    fields = FIELDS[type(row)]
    values = {
        name: reader.value(type(row), head, found[head])
        for head, name in fields.items()
        if head in found
    }
    _check(row, values)
    heads = {name: head for head, name in fields.items()}
    for name, new in values.items():
        if getattr(row, name) != new:
            change.values[name] = new
            old = getattr(row, name)
            change.shown.append((heads[name], _seen(row, name, old), _seen(row, name, new)))


def _seen(row: Row, name: str, value: object) -> str:
    choices = dict(row._meta.get_field(name).flatchoices or ())
    return str(choices.get(value, plain(value)))


def _compare_links(reader: Reader, change: Change, row: Task, found: Cells) -> None:
    kinds: tuple[tuple[str, str, Callable[[object], list[int]]], ...] = (
        ("配合单位", "coops", reader.coops),
        ("关联目标", "targets", reader.linked),
    )
    for head, name, read in kinds:
        if head in found:
            wanted, links = read(found[head]), list(getattr(row, name).all())
            if set(wanted) != {link.pk for link in links}:
                change.links[name] = wanted
                change.shown.append((head, names(links), cells.text(found[head])))
    if "节点" in found:
        marks = cells.marks(found["节点"])
        if sorted(marks) != sorted((m.name, m.weight, m.due) for m in row.milestones.all()):
            change.marks = marks
            old = marks_text(row.milestones.all())
            change.shown.append(("节点", old, cells.text(found["节点"])))


def _change(reader: Reader, sheet: str, found: Cells, known: dict[str, Any]) -> Change | None:
    key = cells.text(found.get(KEY))
    if not key:
        return None
    row = known.get(key)
    if row is None:
        return Change(sheet, key[:60], 0, 0, problem=_("没有这个编号"))
    change = Change(sheet, key, row.pk, row_id(cells.text(found.get(VERSION))) or 0)
    try:
        _compare_fields(reader, change, row, found)
        if isinstance(row, Task):
            _compare_links(reader, change, row, found)
    except WorkbookError as problem:
        change.problem = str(problem)
        return change
    if not change.shown:
        return None
    if change.revision != row.revision:
        change.problem = _("导出之后有人改过这一行，请重新导出再改")
    return change


def _once(changes: Iterable[Change]) -> list[Change]:
    """Refuse a row whose number was in the sheet before."""
    seen: set[tuple[str, str]] = set()
    found = []
    for change in changes:
        if (change.sheet, change.key) in seen:
            change.problem = change.problem or _("这个编号在表里出现了两次")
        seen.add((change.sheet, change.key))
        found.append(change)
    return found


def compare(programme: Programme, content: bytes) -> list[Change]:
    """Return the rows of a workbook that differ from the programme, faulty ones with a reason.

    Raises `WorkbookError` for a file that is not a workbook of ours.
    """
    reader = Reader(programme)
    known: dict[str, dict[str, Any]] = {TARGET_SHEET: reader.targets, TASK_SHEET: reader.tasks}
    found = (
        _change(reader, sheet, row, known[sheet])
        for sheet, rows in _rows(content).items()
        for row in rows
    )
    return _once(change for change in found if change is not None)
