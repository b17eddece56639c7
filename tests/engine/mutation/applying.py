"""Put a mutant into the loaded engine: functions keep their identity and get another body."""

import ast
import importlib
import inspect
import sys
from functools import cached_property
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

from tests.engine.mutation.mutants import Mutant

ENGINE = "calculator.engine"


def apply(mutant: Mutant) -> None:
    """Change the running engine to the mutant, everywhere it is used, and forget what is cached."""
    module = importlib.import_module(module_name(mutant.path))
    bodies = _bodies(mutant.code)
    if mutant.function in bodies:
        _function(module, mutant.function).__code__ = bodies[mutant.function]
    else:
        _set_constant(module, mutant)
    for loaded in _engine():
        for value in list(vars(loaded).values()):
            if hasattr(value, "cache_clear"):
                value.cache_clear()


def module_name(path: str) -> str:
    """Return a file's dotted name."""
    return path.removesuffix(".py").replace("/", ".")


def _bodies(code: CodeType, prefix: str = "") -> dict[str, CodeType]:
    """The bodies of functions and methods by qualified name, not of those inside functions."""
    found = {}
    for value in code.co_consts:
        if isinstance(value, CodeType) and not value.co_name.startswith("<"):
            name = f"{prefix}{value.co_name}"
            found[name] = value
            if not value.co_flags & inspect.CO_OPTIMIZED:  # a class
                found |= _bodies(value, f"{name}.")
    return found


def _function(module: ModuleType, name: str) -> FunctionType:
    found: object = module
    for part in name.split("."):
        found = inspect.getattr_static(found, part)
    if isinstance(found, property):
        found = found.fget
    if isinstance(found, cached_property):
        found = found.func
    if isinstance(found, classmethod | staticmethod):
        found = found.__func__
    found = inspect.unwrap(found)
    if not isinstance(found, FunctionType):
        raise TypeError(f"{module.__name__}.{name} is not a function")
    return found


def _set_constant(module: ModuleType, mutant: Mutant) -> None:
    """Set the constant, and those worked out from it, where they live and where imported."""
    fresh: dict[str, object] = {"__name__": f"{module.__name__}_mutant"}
    exec(mutant.code, fresh)
    old = {n: v for n, v in vars(module).items() if isinstance(v, float | int | tuple)}
    moved = {name for name, value in old.items() if fresh.get(name, value) != value}
    for loaded in _engine():
        for name in moved:
            if loaded is module or _imports(loaded, module.__name__, name):
                setattr(loaded, name, fresh[name])


def _imports(loaded: ModuleType, source: str, name: str) -> bool:
    tree = ast.parse(Path(str(loaded.__file__)).read_text("utf-8"))
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == source
        and name in {alias.name for alias in node.names}
        for node in tree.body
    )


def _engine() -> list[ModuleType]:
    return [m for name, m in list(sys.modules.items()) if name.startswith(f"{ENGINE}.")]
