"""Forms: keys, options, conditions over earlier answers, and data that the city already has."""

from __future__ import annotations

from collections.abc import Sequence

from ..conditions import Scope, over_answers, problems
from ..ground import Ground, unique
from ..schema import Form, FormField
from ..sharing import city_has

CHOOSING = {"choice", "choices"}
Path = tuple[object, ...]


def check_forms(ground: Ground) -> None:
    """Check every form of the pack, and that each one is used."""
    used = _used(ground)
    for name, form in ground.source.forms.items():
        file = f"forms/{name}.yaml"
        if form.key != name:
            ground.fault(("key",), f"key 写成 {form.key}，文件名是 {name}，要一样", file)
        if name not in used:
            ground.warn((), f"表单 {name} 没有事项、环节或主题用到", file)
        _check_form(ground, form, file)


def _used(ground: Ground) -> set[str | None]:
    used = {item.form for item in ground.pack.items}
    used |= {step.form for item in ground.pack.items for step in item.steps}
    return used | {theme.questionnaire for theme in ground.pack.themes}


def _check_form(ground: Ground, form: Form, file: str) -> None:
    unique(ground, ("pages",), [page.key for page in form.pages], file)
    _computed(ground, form, file)
    earlier = over_answers(())
    known: set[str] = set()
    for number, page in enumerate(form.pages):
        path: Path = ("pages", number)
        _condition(ground, file, (*path, "when"), page.when, earlier)
        for position, field in enumerate(page.fields):
            here = (*path, "fields", position)
            _condition(ground, file, (*here, "when"), field.when, earlier)
            if field.key in known:
                ground.fault((*here, "key"), f"“{field.key}”写了两次", file)
            _check_field(ground, field, file, here)
            _premises(ground, form, field, file, here)
            known |= {field.key, *field.computed()}
            earlier = over_answers(known)
    _checks(ground, form, file, earlier)


def _computed(ground: Ground, form: Form, file: str) -> None:
    """What the register tells of an address is worked out; no form of the pack may ask for it."""
    told = {name for other in ground.source.forms.values() for name in other.computed()}
    for number, page in enumerate(form.pages):
        for position, field in enumerate(page.fields):
            if field.key in told:
                reason = f"“{field.key}”由标准地址库算出来，不能让人填"
                ground.fault(("pages", number, "fields", position, "key"), reason, file)


def _premises(ground: Ground, form: Form, field: FormField, file: str, path: Path) -> None:
    """A standard address names the fields that say which business is done there."""
    if field.kind != "standard_address":
        if field.use_of or field.facts:
            ground.fault(path, "只有 standard_address 可以写 use_of、facts", file)
        return
    keys = {other.key: other for other in form.fields()}
    for number, key in enumerate(field.use_of):
        told = keys.get(key)
        spec = next((s for s in ground.pack.lists if told and s.key == told.options_from), None)
        if spec is None or "premises" not in spec.columns:
            reason = f"{key} 要是本表单里用 options_from 的一项，清单要有 premises 列（适合的用途）"
            ground.fault((*path, "use_of", number), reason, file)


def _condition(ground: Ground, file: str, path: Path, text: str, scope: Scope) -> None:
    if text:
        for reason in problems(text, scope):
            ground.fault(path, reason, file)


def _checks(ground: Ground, form: Form, file: str, scope: Scope) -> None:
    for number, check in enumerate(form.checks):
        _condition(ground, file, ("checks", number, "when"), check.when, scope)
        if check.field not in scope.answers:
            reason = f"表单里没有 {check.field}"
            ground.fault(("checks", number, "field"), reason, file)


def _check_field(ground: Ground, field: FormField, file: str, path: Path) -> None:
    _options(ground, field, file, path)
    _bounds(ground, field, file, path)
    if field.shared is None:
        _asks(ground, field, file, path)


def _options(ground: Ground, field: FormField, file: str, path: Path) -> None:
    if field.options and field.options_from:
        ground.fault((*path, "options_from"), "options 和 options_from 只写一个", file)
    if field.kind in CHOOSING and not (field.options or field.options_from):
        ground.fault(path, f"“{field.title}”没有可选的项：写 options 或 options_from", file)
    if field.kind not in CHOOSING and field.options:
        ground.fault((*path, "options"), f"{field.kind} 不能有 options", file)
    values = [option.value for option in field.options]
    for position in [n for n, value in enumerate(values) if value in values[:n]]:
        reason = f"选项“{values[position]}”写了两次"
        ground.fault((*path, "options", position), reason, file)
    _options_list(ground, field, file, path)


def _options_list(ground: Ground, field: FormField, file: str, path: Path) -> None:
    if not field.options_from:
        return
    spec = next((one for one in ground.pack.lists if one.key == field.options_from), None)
    if spec is None:
        reason = f"没有清单 {field.options_from}，先在 pack.yaml 的 lists 里写"
        ground.fault((*path, "options_from"), reason, file)
    elif spec.columns[0] != spec.key_column:
        reason = f"清单 {spec.key} 的键列 {spec.key_column} 要写在第一列"
        ground.fault((*path, "options_from"), reason, file)
    elif "title" not in spec.columns:
        reason = f"清单 {spec.key} 没有 title 列，选项显示不出名字"
        ground.fault((*path, "options_from"), reason, file)


def _bounds(ground: Ground, field: FormField, file: str, path: Path) -> None:
    low, high = field.minimum, field.maximum
    if (low is not None or high is not None) and field.kind not in ("integer", "decimal"):
        ground.fault(path, f"{field.kind} 不能写 minimum、maximum", file)
    if low is not None and high is not None and low > high:
        ground.fault((*path, "minimum"), f"最小 {low} 比最大 {high} 大", file)


def _asks(ground: Ground, field: FormField, file: str, path: Path) -> None:
    """Refuse to ask for what the city can obtain itself (market R3)."""
    if field.obtainable:
        reason = f"“{field.title}”写了 obtainable：能共享取得的不能再问，写 shared"
        ground.fault((*path, "obtainable"), reason, file)
    elif field.asked_because is None and (known := city_has(_titles(field))):
        reason = (
            f"“{field.title}”能从{known.register}取得，不能再问：写 shared；"
            "问的若是库里还没有的新情况，写 asked_because 说明"
        )
        ground.fault((*path, "title"), reason, file)


def _titles(field: FormField) -> Sequence[str]:
    return [field.title.zh_hans]
