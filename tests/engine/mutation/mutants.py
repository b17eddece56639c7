"""The mistakes: every mutant of a file, each one slip that a programmer could make."""

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType

ROOT = Path(__file__).resolve().parents[3]
SWAPPED_OPERATORS = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Pow: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
SWAPPED_NAMES = {
    "minimum": "maximum",
    "maximum": "minimum",
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "zeros": "ones",
    "ones": "zeros",
    "zeros_like": "ones_like",
    "ones_like": "zeros_like",
    "mean": "sum",
}
NOT_RUN = {"annotation", "returns", "decorator_list", "args", "slice_annotation"}
GUARDS = {"strict"}  # zip's own check that lengths agree changes nothing where they do
Change = tuple[Callable[[], None], Callable[[], None]]


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """One slip: where, what stood there, what stands there now, and the changed file compiled."""

    path: str
    function: str
    line: int
    before: str
    after: str
    nth: int
    code: CodeType

    @property
    def name(self) -> str:
        """Where and what, without the line: edits elsewhere in the file do not change it."""
        repeat = f" (no. {self.nth})" if self.nth > 1 else ""
        return f"{self.path} {self.function}: {self.before} -> {self.after}{repeat}"


def mutants_of(path: str) -> list[Mutant]:
    """Return every mutant of a file, in the order of its lines."""
    return mutants_in((ROOT / path).read_text("utf-8"), path)


def mutants_in(source: str, path: str) -> list[Mutant]:
    """Return every mutant of a source text."""
    tree = ast.parse(source)
    found, seen = [], Counter[str]()
    for function, node, parent in _places(tree):
        for change, undo in _changes(node):
            before = ast.unparse(parent)
            change()
            after = ast.unparse(parent)
            key = f"{function}{before}{after}"
            seen[key] += 1
            if after != before:
                found.append(
                    Mutant(
                        path=path,
                        function=function,
                        line=getattr(node, "lineno", parent.lineno),
                        before=before,
                        after=after,
                        nth=seen[key],
                        code=compile(ast.fix_missing_locations(tree), path, "exec"),
                    )
                )
            undo()
    return found


def _places(tree: ast.Module) -> Iterator[tuple[str, ast.AST, ast.AST]]:
    """Yield each node that runs in a function or a module's constant, with what surrounds it."""

    def within(node: ast.AST, function: str) -> Iterator[tuple[str, ast.AST, ast.AST]]:
        for name, value in ast.iter_fields(node):
            if name in NOT_RUN and not isinstance(node, ast.Call):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST) and getattr(child, "arg", "") not in GUARDS:
                    if isinstance(child, ast.expr | ast.comprehension | ast.stmt):
                        yield function, child, _shown(node, child)
                    yield from within(child, function)

    def bodies(body: list[ast.stmt], prefix: str) -> Iterator[tuple[str, ast.AST, ast.AST]]:
        for node in body:
            if isinstance(node, ast.FunctionDef):
                yield from within(node, f"{prefix}{node.name}")
            elif isinstance(node, ast.ClassDef):
                yield from bodies(node.body, f"{prefix}{node.name}.")
            elif isinstance(node, ast.Assign) and not prefix:
                yield from within(node, str(getattr(node.targets[0], "id", "")))

    yield from bodies(tree.body, "")


def _shown(parent: ast.AST, child: ast.AST) -> ast.AST:
    """What a reader must see to understand a slip: a number needs its surroundings."""
    if isinstance(child, ast.comprehension):
        return parent
    is_small = isinstance(child, ast.Constant) and isinstance(parent, ast.expr | ast.keyword)
    return parent if is_small else child


def _changes(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.BinOp | ast.BoolOp | ast.AugAssign):
        swapped = SWAPPED_OPERATORS.get(type(node.op))
        if swapped and not _is_text(node):
            yield _set(node, "op", swapped())
    elif isinstance(node, ast.Compare):
        for index, operator in enumerate(node.ops):
            swapped = SWAPPED_OPERATORS[type(operator)]
            yield _set_item(node.ops, index, swapped())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield _set(node, "op", ast.UAdd())
    elif isinstance(node, ast.IfExp | ast.If | ast.While) and not _is_turned(node.test):
        yield _set(node, "test", ast.UnaryOp(ast.Not(), node.test))
    elif isinstance(node, ast.comprehension):
        for index, test in enumerate(node.ifs):
            if _is_turned(test):
                continue
            yield _set_item(node.ifs, index, ast.UnaryOp(ast.Not(), test))
    elif isinstance(node, ast.Constant):
        yield from _constant(node)
    elif isinstance(node, ast.Name) and node.id in SWAPPED_NAMES:
        yield _set(node, "id", SWAPPED_NAMES[node.id])
    elif isinstance(node, ast.Attribute) and node.attr in SWAPPED_NAMES:
        yield _set(node, "attr", SWAPPED_NAMES[node.attr])


def _constant(node: ast.Constant) -> Iterator[Change]:
    if isinstance(node.value, bool):
        yield _set(node, "value", not node.value)
    elif isinstance(node.value, int | float):
        yield _set(node, "value", node.value + 1)


def _is_turned(test: ast.expr) -> bool:
    """Whether the slips of the comparison turn a condition round already."""
    exact = (ast.Eq, ast.NotEq, ast.In, ast.NotIn, ast.Is, ast.IsNot)
    return isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.ops[0], exact)


def _is_text(node: ast.AST) -> bool:
    """Whether an operator joins texts or types rather than numbers."""
    return any(
        isinstance(part, ast.JoinedStr)
        or (isinstance(part, ast.Constant) and isinstance(part.value, str))
        for part in ast.iter_child_nodes(node)
    )


def _set(node: ast.AST, name: str, value: object) -> Change:
    old = getattr(node, name)
    return lambda: setattr(node, name, value), lambda: setattr(node, name, old)


def _set_item(values: list, index: int, value: object) -> Change:
    old = values[index]
    return lambda: values.__setitem__(index, value), lambda: values.__setitem__(index, old)
