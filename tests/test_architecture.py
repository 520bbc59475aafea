"""The house as DESIGN draws it: imports run one way, rooms that need no spaCy load none, modules stay small."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import pipeline

ROOT = Path(pipeline.__file__).parent
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*.py"))

EVERYBODY = frozenset({"schema", "settings", "errors"})
"""What every room may import."""

ALLOWED = {
    "__main__": {"cli"},
    "__init__": {"run", "review"},
    "cli": {
        "demo",
        "machine",
        "run",
        "corpus",
        "language",
        "claims",
        "figures",
        "evidence",
        "review",
    },
    "demo": {"run", "review"},
    "machine": {"run", "corpus"},
    "run": {"corpus", "language", "claims", "entities", "figures", "evidence", "provenance", "review"},
    "provenance": {"language"},
    "claims": {"entities", "figures", "language"},
    "entities": {"language"},
    "figures": {"language"},
    "evidence": {"figures", "corpus"},
    "corpus": set(),
    "language": set(),
    "review": set(),
    "schema": set(),
    "settings": set(),
    "errors": set(),
}
"""Room → rooms that it may import besides those; what runs against the arrows is not there."""

WITHOUT_SPACY = ("schema", "settings", "errors", "corpus", "review", "figures", "evidence")
SPACY_SIDE = {"figures/component.py"}
"""Modules that join a room to spaCy, in a module of their own."""

LONGEST = 450
"""Lines of the longest module; what passes about 400 is becoming two."""


def tree(module):
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def room(module):
    return module.split("/")[0].removesuffix(".py")


def imported(module):
    """Return the dotted names that a module imports, those inside functions and type checks too."""
    names = []
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}, line {node.lineno}: a relative import"
            names += [f"{node.module}.{alias.name}" for alias in node.names]
    return names


def rooms_imported(module):
    rooms = set()
    for name in imported(module):
        first, *rest = name.split(".")
        if first == "pipeline" and rest:
            known = (ROOT / rest[0]).is_dir() or (ROOT / f"{rest[0]}.py").is_file()
            rooms.add(rest[0] if known else "__init__")
    return rooms - {room(module)}


def static_all(module):
    for node in tree(module).body:
        if isinstance(node, ast.Assign) and any(
            isinstance(one, ast.Name) and one.id == "__all__" for one in node.targets
        ):
            return ast.literal_eval(node.value)
    return None


def test_every_room_is_in_the_plan():
    assert {room(module) for module in MODULES} == set(ALLOWED)


def test_the_plan_has_no_circle():
    done, open_rooms = set(), set(ALLOWED)
    while ready := {name for name in open_rooms if ALLOWED[name] <= done}:
        done |= ready
        open_rooms -= ready
    assert not open_rooms


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_one_way(module):
    against = rooms_imported(module) - EVERYBODY - ALLOWED[room(module)]
    if room(module) in EVERYBODY:
        against |= rooms_imported(module) - {"errors"}
    # The package's own name is for those at the top: `from pipeline import annotate` loads everything.
    if room(module) in ("cli", "__main__", "demo"):
        against -= {"__init__"}
    assert not against


@pytest.mark.parametrize("module", [one for one in MODULES if room(one) in WITHOUT_SPACY and one not in SPACY_SIDE])
def test_rooms_that_need_no_spacy_import_none(module):
    assert not {name.split(".")[0] for name in imported(module)} & {"spacy", "thinc"}
    beside = {one.removesuffix(".py").replace("/", ".") for one in SPACY_SIDE}
    assert not [name for name in imported(module) if any(name.startswith(f"pipeline.{one}") for one in beside)]


@pytest.mark.parametrize("module", [one for one in MODULES if not one.startswith("language/training/")])
def test_no_module_imports_what_only_training_has(module):
    assert not {name.split(".")[0] for name in imported(module)} & {"torch", "safetensors"}


@pytest.mark.parametrize("module", MODULES)
def test_no_room_takes_the_private_names_of_another(module):
    taken = [
        name
        for name in imported(module)
        if name.startswith("pipeline.")
        and name.split(".")[1] != room(module)
        and any(part.startswith("_") and not part.startswith("__") for part in name.split(".")[1:])
    ]
    assert not taken


@pytest.mark.parametrize("module", MODULES)
def test_modules_stay_small(module):
    assert len((ROOT / module).read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("module", [one for one in MODULES if static_all(one) is not None])
def test_all_is_sorted_and_defined(module):
    names = static_all(module)
    # Constants, classes, functions: the order that ruff keeps; plain order is the same where there are no constants.
    assert list(names) in (sorted(names), sorted(names, key=lambda name: (not name.isupper(), name.islower(), name)))
    assert len(names) == len(set(names))
    bound = {
        alias.asname or alias.name
        for node in ast.walk(tree(module))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    for node in tree(module).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            bound.add(node.name)
        elif isinstance(node, ast.Assign):
            bound |= {one.id for target in node.targets for one in ast.walk(target) if isinstance(one, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            bound.add(node.target.id)
    assert set(names) <= bound


@pytest.mark.parametrize("module", [one for one in MODULES if one.endswith("/__init__.py") and one.count("/") == 1])
def test_a_room_s_front_names_what_it_offers_and_nothing_else(module):
    for node in tree(module).body:
        docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        offers = (
            isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "__all__"
        )
        assert docstring or offers or isinstance(node, ast.ImportFrom), f"line {node.lineno}"


@pytest.mark.parametrize("module", MODULES)
def test_every_module_says_what_it_is(module):
    assert ast.get_docstring(tree(module))


def test_the_plain_rooms_load_no_spacy():
    rooms = ", ".join(f"pipeline.{name}" for name in WITHOUT_SPACY)
    code = f"import sys, {rooms}; print(sorted({{'spacy', 'thinc', 'onnxruntime', 'torch'}} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
