"""The prompt files are found however the package is installed, and what is declared is what is there."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from structurer.version import __version__

ROOT = Path(__file__).parent.parent
PROMPT_FOLDER = ROOT / "structurer" / "reading" / "prompts"
PROMPTS = sorted(path.name for path in PROMPT_FOLDER.glob("*.md"))
NO_BUILD = "a release is built with build and hatchling: pip install 'structurer[dev]'"
PIP = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
ONLY = """
import os, site, sys
sys.path[:] = [path for path in sys.path if not os.path.isdir(os.path.join(path, "structurer"))]
site.addsitedir(sys.argv[1])
"""
FIND = f"""{ONLY}
from importlib.resources import files
prompts = files("structurer.reading") / "prompts"
print(prompts)
print(*sorted(entry.name for entry in prompts.iterdir() if entry.name.endswith(".md")))
"""
MAKE = f"""{ONLY}
from structurer.store import Store, store
with Store.open("sqlite://") as made:
    print(store.__file__, made.records())
"""


def run(*command: str, cwd: Path = ROOT) -> str:
    """What a program prints; the test fails with its words where it does."""
    ran = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def prompts_from(folder: Path) -> tuple[Path, list[str]]:
    """Where the prompts are, and which, for a Python that knows the package from this folder only."""
    place, names = run(sys.executable, "-I", "-c", FIND, str(folder), cwd=folder).splitlines()
    return Path(place), names.split()


@pytest.mark.slow
def test_wheel(tmp_path: Path) -> None:
    """A wheel, built from the source distribution as a release is, carries prompts, types, licence, and makes a store."""
    pytest.importorskip("hatchling", reason=NO_BUILD)
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", str(tmp_path / "dist"))
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    installed = tmp_path / "installed"
    run(*PIP, "install", "--no-deps", "--no-index", "--target", str(installed), str(wheel))
    assert prompts_from(installed) == (installed / "structurer" / "reading" / "prompts", PROMPTS)
    assert (installed / "structurer" / "py.typed").is_file()
    made = run(sys.executable, "-I", "-c", MAKE, str(installed), cwd=installed)
    assert made == f"{installed / 'structurer' / 'store' / 'store.py'} []\n"
    assert list(installed.glob("structurer-*.dist-info/licenses/LICENSE"))
    assert not list(installed.glob("tests")) + list(installed.glob("prompts"))


@pytest.mark.slow
def test_editable_install(tmp_path: Path) -> None:
    """An editable install reads the prompts of the checkout, so that editing one takes effect at once."""
    pytest.importorskip("hatchling", reason=NO_BUILD)
    options = ["--no-deps", "--no-index", "--no-build-isolation", "--ignore-installed", "--prefix", str(tmp_path)]
    run(*PIP, "install", *options, "--editable", str(ROOT))
    (link,) = tmp_path.glob("**/site-packages/*structurer*.pth")
    assert prompts_from(link.parent) == (PROMPT_FOLDER, PROMPTS)


def test_checkout() -> None:
    """A checkout needs no install, and shows its prompts at the top as well."""
    assert prompts_from(ROOT) == (PROMPT_FOLDER, PROMPTS)
    assert PROMPTS
    assert (ROOT / "prompts").resolve() == PROMPT_FOLDER


def test_constraints_name_exact_versions() -> None:
    """Each line is a name and one version: no address, no file, nothing of the machine they were made on."""
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][0-9a-z.]*", line) for line in lines)


def test_constraints_cover_what_is_declared() -> None:
    """Every dependency has its line, so that a set-up of today is the set-up of next year."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = [*project["dependencies"], *(name for extra in project["optional-dependencies"].values() for name in extra)]
    lines = (ROOT / "constraints.txt").read_text().splitlines()
    fixed = {line.partition("==")[0].lower().replace("_", "-") for line in lines}
    assert {re.split(r"[<>=\[]", name)[0] for name in asked} - {project["name"]} <= fixed


def test_the_changelog_knows_this_version() -> None:
    """What is released, or about to be, has its heading."""
    headings = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert headings[0] in {"Unreleased", __version__}
