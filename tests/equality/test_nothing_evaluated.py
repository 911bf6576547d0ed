"""No text is ever run or parsed by something that could run it: held by reading the package."""

import ast
from pathlib import Path

import ankigen

FORBIDDEN = {"eval", "exec", "compile", "sympify", "parse_expr", "parse_latex", "S"}
MODULES = sorted(Path(ankigen.__file__).parent.rglob("*.py"))


def _called(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name):
                found.add(node.func.id)
            elif isinstance(node.func, ast.Attribute):
                owner = node.func.value
                # A pattern may be compiled, a program may not.
                if not (node.func.attr == "compile" and isinstance(owner, ast.Name)):
                    found.add(node.func.attr)
    return found


def test_no_module_evaluates_text() -> None:
    assert len(MODULES) > 30
    guilty = {str(path): _called(path) & FORBIDDEN for path in MODULES}
    assert {path: names for path, names in guilty.items() if names} == {}


def test_the_walk_sees_a_call(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text("import sympy\nsympy.sympify('x')\neval('1')\n")
    assert _called(module) & FORBIDDEN == {"sympify", "eval"}
