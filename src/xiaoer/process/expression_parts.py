"""What each part of an expression means: one small builder for each kind of syntax node."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Evaluate = Callable[[Mapping[str, Any]], Any]

MAX_NUMBER = 10**18
MAX_ITEMS = 10_000


class BadExpression(ValueError):
    """An expression outside the language, or one that cannot be computed; says why."""

    def __init__(self, reason: str, expression: str = "") -> None:
        """Keep the expression beside the reason."""
        super().__init__(reason)
        self.expression = expression


def build(node: ast.AST) -> Evaluate:
    """Turn a syntax node into a function of the data; raises `BadExpression`."""
    builder = BUILDERS.get(type(node))
    if builder is None:
        raise BadExpression(f"条件里不能用这种写法（{type(node).__name__}）")
    return builder(node)


def _constant(node: ast.Constant) -> Evaluate:
    value = node.value
    if value is not None and not isinstance(value, bool | int | float | str):
        raise BadExpression("条件里只能写数、文字、真假和空值")
    _bounded(value)
    return lambda data: value


def _checked_name(name: str) -> str:
    if name.startswith("_") or "__" in name:
        raise BadExpression(f"不能用下划线开头的名字“{name}”")
    return name


def _name(node: ast.Name) -> Evaluate:
    name = _checked_name(node.id)
    return lambda data: data.get(name)


def _attribute(node: ast.Attribute) -> Evaluate:
    inner, name = build(node.value), _checked_name(node.attr)

    def field(data: Mapping[str, Any]) -> Any:
        holder = inner(data)
        # Only mappings have fields: the attributes of Python objects are out of reach.
        return holder.get(name) if isinstance(holder, Mapping) else None

    return field


def _boolean(node: ast.BoolOp) -> Evaluate:
    parts = [build(part) for part in node.values]
    if isinstance(node.op, ast.And):
        return lambda data: all(part(data) for part in parts)
    return lambda data: any(part(data) for part in parts)


def _unary(node: ast.UnaryOp) -> Evaluate:
    inner = build(node.operand)
    if isinstance(node.op, ast.Not):
        return lambda data: not inner(data)
    if isinstance(node.op, ast.USub):
        return lambda data: -_number(inner(data))
    if isinstance(node.op, ast.UAdd):
        return lambda data: _number(inner(data))
    raise BadExpression("条件里不能用按位运算")


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise BadExpression("这里要一个数")
    return value


def _bounded(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) > MAX_NUMBER:
        raise BadExpression("数太大了")
    if isinstance(value, str | list | tuple) and len(value) > MAX_ITEMS:
        raise BadExpression("文字或清单太长了")
    return value


def _add(left: Any, right: Any) -> Any:
    same = (isinstance(left, str) and isinstance(right, str)) or (
        isinstance(left, list | tuple) and isinstance(right, list | tuple)
    )
    if same:
        # Measured before joining, so that no long text is ever made.
        if len(left) + len(right) > MAX_ITEMS:
            raise BadExpression("文字或清单太长了")
        return left + right if isinstance(left, str) else [*left, *right]
    return _number(left) + _number(right)


def _divide(left: Any, right: Any) -> Any:
    if _number(right) == 0:
        raise BadExpression("除数是 0")
    return _number(left) / right


ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: _add,
    ast.Sub: lambda left, right: _number(left) - _number(right),
    ast.Mult: lambda left, right: _number(left) * _number(right),
    ast.Div: _divide,
}


def _arithmetic(node: ast.BinOp) -> Evaluate:
    compute = ARITHMETIC.get(type(node.op))
    if compute is None:
        raise BadExpression("条件里只能用加、减、乘、除")
    left, right = build(node.left), build(node.right)
    return lambda data: _bounded(compute(left(data), right(data)))


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    def ordered(left: Any, right: Any) -> bool:
        # Nothing is above or below a value that is not known.
        return left is not None and right is not None and bool(compare(left, right))

    return ordered


def _contains(left: Any, right: Any) -> bool:
    if right is None:
        return False
    if isinstance(right, str):
        return isinstance(left, str) and left in right
    if not isinstance(right, Sequence | Mapping):
        raise BadExpression("in 的右边要是清单或文字")
    return left in right


def _same(left: Any, right: Any) -> bool:
    # In Python True equals 1; to people who draw processes it does not.
    return isinstance(left, bool) is isinstance(right, bool) and bool(left == right)


COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: _same,
    ast.NotEq: lambda left, right: not _same(left, right),
    ast.Lt: _ordered(operator.lt),
    ast.LtE: _ordered(operator.le),
    ast.Gt: _ordered(operator.gt),
    ast.GtE: _ordered(operator.ge),
    ast.In: _contains,
    ast.NotIn: lambda left, right: not _contains(left, right),
}


def _comparison(node: ast.Compare) -> Evaluate:
    if any(type(op) not in COMPARISONS for op in node.ops):
        raise BadExpression("条件里不能用 is")
    compares = [COMPARISONS[type(op)] for op in node.ops]
    terms = [build(term) for term in (node.left, *node.comparators)]
    if len(compares) == 1:
        (compare,), (left, right) = compares, terms
        return lambda data: compare(left(data), right(data))

    def chained(data: Mapping[str, Any]) -> bool:
        values = [term(data) for term in terms]
        return all(compares[n](values[n], values[n + 1]) for n in range(len(compares)))

    return chained


def _sequence(node: ast.List | ast.Tuple) -> Evaluate:
    items = [build(item) for item in node.elts]
    return lambda data: [item(data) for item in items]


def _choice(node: ast.IfExp) -> Evaluate:
    test, then, otherwise = build(node.test), build(node.body), build(node.orelse)
    return lambda data: then(data) if test(data) else otherwise(data)


def _items(value: Any) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise BadExpression("这里要一个清单")
    return list(value)


def _extreme(function: Callable[[list[Any]], Any]) -> Callable[..., Any]:
    def extreme(*values: Any) -> Any:
        items = _items(values[0]) if len(values) == 1 else list(values)
        known = [item for item in items if item is not None]
        return function(known) if known else None

    return extreme


def _length(value: Any) -> int:
    if value is None:
        return 0
    if not isinstance(value, str | list | tuple | Mapping):
        raise BadExpression("len 要一个清单或文字")
    return len(value)


def _rounded(value: Any, digits: Any = 0) -> Any:
    if not isinstance(digits, int) or not 0 <= digits <= 15:
        raise BadExpression("round 的位数要在 0 到 15 之间")
    return round(_number(value), digits) if digits else round(_number(value))


FUNCTIONS: dict[str, Callable[..., Any]] = {
    "len": _length,
    "min": _extreme(min),
    "max": _extreme(max),
    "sum": lambda values: sum(_number(item) for item in _items(values)),
    "abs": lambda value: abs(_number(value)),
    "round": _rounded,
    "any": lambda values: any(_items(values)),
    "all": lambda values: all(_items(values)),
}


def _call(node: ast.Call) -> Evaluate:
    if not isinstance(node.func, ast.Name) or node.func.id not in FUNCTIONS:
        raise BadExpression(f"条件里只能用这些函数：{'、'.join(FUNCTIONS)}")
    if node.keywords or not node.args or any(isinstance(a, ast.Starred) for a in node.args):
        raise BadExpression("函数的参数要直接写在括号里")
    function = FUNCTIONS[node.func.id]
    arguments = [build(argument) for argument in node.args]
    return lambda data: _bounded(function(*(argument(data) for argument in arguments)))


BUILDERS: dict[type[ast.AST], Callable[[Any], Evaluate]] = {
    ast.Constant: _constant,
    ast.Name: _name,
    ast.Attribute: _attribute,
    ast.BoolOp: _boolean,
    ast.UnaryOp: _unary,
    ast.BinOp: _arithmetic,
    ast.Compare: _comparison,
    ast.List: _sequence,
    ast.Tuple: _sequence,
    ast.IfExp: _choice,
    ast.Call: _call,
}
