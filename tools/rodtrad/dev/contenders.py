"""What is measured: our own commands and the peers that do something like it, on one corpus."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

OURS, FLOOR = "rodtrad", "floor"


@dataclass(frozen=True, slots=True)
class Contender:
    """One command for one kind of work. `before` puts the disk into the state that the work starts from."""

    work: str
    name: str
    command: tuple[str, ...]
    cwd: Path
    before: Callable[[], None]
    good: frozenset[int] = frozenset({0, 1})
    env: Mapping[str, str] = field(default_factory=dict)
    warm: tuple[str, ...] = ()
    """Run unmeasured before each measured run: fills a cache."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A contender that cannot run here, and what to do about it."""

    work: str
    name: str
    how: str


WORKS: Mapping[str, str] = {
    "check-cold": "check everything, nothing kept",
    "check-unchanged": "check everything, nothing changed",
    "check-one": "check one file, fresh process",
    "feed-cold": "JSON feed, nothing kept",
    "site-full": "full site, nothing kept",
    "site-edit": "site after one edit, fresh process",
}

_QUIET = {"NO_MKDOCS_2_WARNING": "1"}
_READ_AND_HASH = """
import hashlib, os, sys
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(os.path.join(folder, name), "rb") as file:
            hashlib.sha256(file.read()).digest()
"""
_BARE_FEED = """
import json, os, sys, yaml
for folder, _, names in os.walk(sys.argv[1]):
    for name in names:
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            text = file.read()
        head, _, body = text[4:].partition("\\n---\\n") if text.startswith("---") else (text, "", "")
        matter = yaml.load(head, yaml.CSafeLoader)
        with open(os.path.join(sys.argv[2], name + ".json"), "w", encoding="utf-8") as file:
            json.dump({"matter": matter, "body": body}, file, ensure_ascii=False, default=str)
"""
_HUGO_CONFIG = """baseURL = "https://example.org/"
title = "Rödtråd"
contentDir = "{content}"
disableKinds = ["taxonomy", "term"]
"""
_HUGO_SINGLE = """<!doctype html>
<html lang="sv"><head><meta charset="utf-8"><title>{{ .Params.titel }}</title></head>
<body><h1>{{ .Params.titel }}</h1>{{ .TableOfContents }}{{ .Content }}</body></html>
"""
_HUGO_LIST = """<!doctype html>
<html lang="sv"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Params.titel }}</a></li>{{ end }}</ul></body></html>
"""
_MATERIAL = """site_name: Rödtråd
docs_dir: {content}
site_dir: {site}
theme:
  name: material
  language: sv
plugins: [search]
nav:
  - vardforlopp/{page}.md
  - vardforlopp/generisk-levnadsvanor.md
  - vardforlopp/generisk-rehabilitering.md
"""


def find(program: str) -> str:
    """Return the path of a program beside this Python or on PATH, or nothing."""
    beside = Path(sys.executable).parent / program
    return str(beside) if beside.exists() else shutil.which(program) or ""


def assemble(project: Path, work: Path) -> tuple[list[Contender], list[Missing]]:
    """Return everything that can be measured on the corpus in `project`; files of the peers go below `work`."""
    page = min(p.stem for p in (project / "content" / "vardforlopp").iterdir() if not p.stem.startswith("generisk-"))
    return _Stage(project, work, page).contenders()


class _Stage:
    """The disk that the contenders work on."""

    def __init__(self, project: Path, work: Path, page: str) -> None:
        self.project, self.work, self.page = project, work, page
        self.content = project / "content"
        self.file = f"content/vardforlopp/{page}.md"
        self.text = (project / self.file).read_bytes().decode()
        self.ready: list[Contender] = []
        self.missing: list[Missing] = []
        self._edits = self._aside = 0
        self.gone = work / "gone"
        self.gone.mkdir()

    def contenders(self) -> tuple[list[Contender], list[Missing]]:
        self._floor()
        self._ours()
        self._rumdl()
        self._markdownlint()
        self._yamllint()
        self._hugo()
        self._material()
        order = list(WORKS)
        return sorted(self.ready, key=lambda c: order.index(c.work)), self.missing

    def _clear(self, *paths: Path) -> Callable[[], None]:
        """Move aside what earlier runs have written: ext4 is slow to write where much has just been removed."""

        def clear() -> None:
            for path in paths:
                if path.exists():
                    self._aside += 1
                    path.rename(self.gone / str(self._aside))

        return clear

    def _edit(self) -> None:
        """Change one word in one file, differently each time."""
        self._edits += 1
        marker = "## Sammanfattning av vårdförloppet\n\n"
        text = self.text.replace(marker, f"{marker}Ändring {self._edits} gjordes här. ")
        (self.project / self.file).write_bytes(text.encode())

    def _floor(self) -> None:
        read = (sys.executable, "-S", "-c", _READ_AND_HASH, str(self.content))
        self.ready.append(Contender("check-cold", FLOOR, read, self.work, _nothing))

    def _ours(self) -> None:
        from rodtrad.registry import names

        kept = self.work / "kept"
        ours = {"XDG_CACHE_HOME": str(kept), **_QUIET}
        site = self.project / "site"
        check = (sys.executable, "-m", "rodtrad", "check")
        add = self.ready.append
        add(Contender("check-cold", OURS, check, self.project, self._clear(kept), env=ours))
        add(Contender("check-unchanged", OURS, check, self.project, _nothing, env=ours, warm=check))
        one = (*check, self.file)
        add(Contender("check-one", OURS, one, self.project, self._edit, env=ours, warm=check))
        if "feed" in names("rodtrad.commands"):
            out = self.work / "feed"
            feed = (sys.executable, "-m", "rodtrad", "feed", "--out", str(out))
            add(Contender("feed-cold", OURS, feed, self.project, self._clear(kept, out), frozenset({0}), ours))
        else:
            self.missing.append(Missing("feed-cold", OURS, "there is no command `rodtrad feed`"))
        build = (sys.executable, "-m", "mkdocs", "build", "--quiet")
        good = frozenset({0})
        add(Contender("site-full", OURS, build, self.project, self._clear(kept, site), good, ours))
        add(Contender("site-edit", OURS, build, self.project, self._edit, good, ours, warm=build))
        bare = self.work / "bare-feed"
        bare.mkdir(exist_ok=True)
        script = (sys.executable, "-c", _BARE_FEED, str(self.content), str(bare))
        add(Contender("feed-cold", "bare script", script, self.work, _nothing))

    def _rumdl(self) -> None:
        works = ("check-cold", "check-unchanged", "check-one")
        program = self._program("rumdl", "pip install rumdl", works)
        if not program:
            return
        cold = (program, "check", "--no-cache", "--silent", "content")
        warm = (program, "check", "--silent", "content")
        one = (program, "check", "--no-cache", "--silent", self.file)
        self.ready.append(Contender(works[0], "rumdl", cold, self.project, _nothing))
        self.ready.append(Contender(works[1], "rumdl", warm, self.project, _nothing, warm=warm))
        self.ready.append(Contender(works[2], "rumdl", one, self.project, _nothing))

    def _markdownlint(self) -> None:
        works = ("check-cold", "check-one")
        how = "npm install markdownlint-cli2, and put its node_modules/.bin on PATH"
        program = self._program("markdownlint-cli2", how, works)
        if program:
            every, one = (program, "content/**/*.md"), (program, self.file)
            self.ready.append(Contender(works[0], "markdownlint-cli2", every, self.project, _nothing))
            self.ready.append(Contender(works[1], "markdownlint-cli2", one, self.project, _nothing))

    def _yamllint(self) -> None:
        """It cannot read Markdown: it gets one front matter as a file of its own."""
        program = self._program("yamllint", "pip install yamllint", ("check-one",))
        if program:
            matter = self.text.split("---\n")[1]
            (self.work / "matter.yaml").write_text(matter, encoding="utf-8")
            self.ready.append(Contender("check-one", "yamllint", (program, "matter.yaml"), self.work, _nothing))

    def _hugo(self) -> None:
        program = self._program("hugo", "apt-get install hugo", ("site-full",))
        if not program:
            return
        home, out = self.work / "hugo", self.work / "hugo-site"
        layouts = home / "layouts" / "_default"
        layouts.mkdir(parents=True, exist_ok=True)
        (home / "config.toml").write_text(_HUGO_CONFIG.format(content=self.content), encoding="utf-8")
        (layouts / "single.html").write_text(_HUGO_SINGLE, encoding="utf-8")
        (layouts / "list.html").write_text(_HUGO_LIST, encoding="utf-8")
        command = (program, "--quiet", "--source", str(home), "--destination", str(out))
        self.ready.append(Contender("site-full", "hugo", command, home, self._clear(out), frozenset({0})))

    def _material(self) -> None:
        works = ("site-full", "site-edit")
        program = self._program("mkdocs", "pip install mkdocs-material", works)
        if not program:
            return
        site = self.work / "material-site"
        config = self.work / "material.yml"
        config.write_text(_MATERIAL.format(content=self.content, site=site, page=self.page), encoding="utf-8")
        build = (program, "build", "--quiet", "--config-file", str(config))
        self.ready.append(Contender(works[0], "material", build, self.work, self._clear(site), frozenset({0}), _QUIET))
        dirty = (*build, "--dirty")
        self.ready.append(
            Contender(works[1], "mkdocs --dirty", dirty, self.work, self._edit, frozenset({0}), _QUIET, warm=build)
        )

    def _program(self, name: str, how: str, works: tuple[str, ...]) -> str:
        program = find(name)
        if not program:
            self.missing += [Missing(work, name, how) for work in works]
        return program


def _nothing() -> None:
    """Nothing to put right before a run."""
