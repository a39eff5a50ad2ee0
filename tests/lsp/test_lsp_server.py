"""The real server, spoken to over its pipes."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import lsp_project
import pytest
from lsp_project import FILES, OTHER, PATHWAY, at

from rodtrad.cli import main
from rodtrad.commands import lsp
from rodtrad.dev.editor import Client
from rodtrad.errors import UsageError

TEXT = FILES[PATHWAY]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return lsp_project.write(tmp_path / "å 100%")


def codes(diagnostics: list[dict[str, Any]]) -> list[str]:
    return sorted(one["code"] for one in diagnostics)


def test_a_working_day(home: Path) -> None:
    uri, other = (home / PATHWAY).as_uri(), (home / OTHER).as_uri()
    with Client(home) as client:
        assert client.hello["serverInfo"]["name"] == "rodtrad"
        assert client.hello["capabilities"]["renameProvider"] == {"prepareProvider": True}
        client.open(uri, TEXT)
        assert "dead-link" not in codes(client.diagnostics(uri, 1))
        client.open(other, FILES[OTHER], 7)
        assert "dead-link" not in codes(client.diagnostics(other, 7))

        client.change(uri, TEXT.replace("{#samtal}", "{#besok}"), 2)
        found = [d for d in client.diagnostics(uri, 2) if d["code"] == "dead-link"]
        assert len(found) == 2
        assert found[0]["severity"] == 1
        assert found[0]["source"] == "rodtrad"
        assert found[0]["message"].startswith("Det finns inget med id `samtal` i Långvarig hosta.\n")
        assert found[0]["codeDescription"]["href"] == "https://prov.example/vard/handbok/regler/dead-link/"
        assert "dead-link" in codes(client.diagnostics(other, 7))  # not saved, and seen by what depends on it

        client.change(uri, TEXT, 3)
        client.diagnostics(uri, 3)
        assert "dead-link" not in codes(client.diagnostics(other, 7))
        client.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
        assert client.ask("textDocument/foldingRange", {"textDocument": {"uri": uri}})[0] == {
            "startLine": 0,
            "endLine": 11,
        }
        client.tell("textDocument/didSave", {"textDocument": {"uri": uri}})
        client.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
        document = {"textDocument": {"uri": uri}}
        assert client.ask("textDocument/documentSymbol", document) is None
        assert "Traceback" not in client.close()


@pytest.mark.parametrize(("asked", "emoji"), [(["utf-8", "utf-16"], 4), (None, 2), (["utf-32"], 1), (["x"], 2)])
def test_columns_in_the_encoding_that_was_agreed_on(home: Path, asked: list[str] | None, emoji: int) -> None:
    uri = (home / PATHWAY).as_uri()
    text = TEXT.replace("se [samtal](#samtal)", "se [x](#borta)")
    wide = 1 if emoji < 4 else 2
    with Client(home, asked) as client:
        assert client.hello["capabilities"]["positionEncoding"] == (asked[0] if asked and asked != ["x"] else "utf-16")
        client.open(uri, text)
        (found,) = [d for d in client.diagnostics(uri, 1) if d["code"] == "dead-link"]
        line = text.split("\n")[found["range"]["start"]["line"]]
        before = line[: line.index("[x]")]
        start = len(before) + (emoji - 1) + 2 * (wide - 1)
        assert (before.count("😷"), before.count("å")) == (1, 2)
        assert found["range"]["start"]["character"] == start
        assert found["range"]["end"]["character"] == start + len("[x](#borta)")
        told = client.at("textDocument/hover", uri, at(text, "(#in-hosta)")[0] - 1, start + 37)
        assert "Ingång i Långvarig hosta" in told["contents"]["value"]
        client.close()


def test_completion_rename_and_quick_fixes(home: Path) -> None:
    uri = (home / PATHWAY).as_uri()
    text = TEXT.replace("Text.\n", "😷å [x](#)\n")
    with Client(home) as client:
        client.open(uri, text)
        line = at(text, "😷å [x]")[0] - 1
        items = client.at("textDocument/completion", uri, line, 9)["items"]
        (item,) = [item for item in items if item["label"] == "#samtal"]
        start, end = (item["textEdit"]["range"][side]["character"] for side in ("start", "end"))
        assert (item["textEdit"]["newText"], start, end) == ("#samtal", 8, 9)

        where = at(text, "{#samtal}", 3)
        place = client.at("textDocument/prepareRename", uri, where[0] - 1, where[1] - 1)
        assert place["placeholder"] == "samtal"
        edits = client.at("textDocument/rename", uri, where[0] - 1, where[1] - 1, newName="besok")["changes"]
        assert set(edits) == {(home / path).as_uri() for path in (PATHWAY, OTHER, lsp_project.ADDITION)}
        refused = client.answer(
            "textDocument/rename", client.place(uri, where[0] - 1, where[1] - 1, newName="in-hosta")
        )
        assert refused["error"]["message"].startswith("`in-hosta` finns redan i Långvarig hosta")

        client.change(uri, TEXT.replace("status: utkast", "status: utkst"), 2)
        (found,) = [d for d in client.diagnostics(uri, 2) if d["code"] == "wrong-value"]
        actions = client.ask(
            "textDocument/codeAction",
            {"textDocument": {"uri": uri}, "range": found["range"], "context": {"diagnostics": [found]}},
        )
        (action,) = [a for a in actions if a["title"].startswith("Skriv `utkast`")]
        assert action["diagnostics"] == [found]
        assert action["edit"]["changes"][uri][0]["newText"] == "utkast"
        client.close()


def test_a_list_of_codes_gives_their_titles(home: Path, tmp_path: Path) -> None:
    path = tmp_path / "lista.tsv"
    path.write_text("R05.9\tHosta, ospecificerad\n", "utf-8")
    with Client(home, options={"codeLists": {"icd-10-se": str(path), "x": "y", "atc": 3}}) as client:
        uri = (home / PATHWAY).as_uri()
        client.open(uri, TEXT)
        line, column = at(TEXT, "R05.9. Se", 2)
        told = client.at("textDocument/hover", uri, line - 1, column - 1)
        assert told["contents"]["value"].startswith("**R05.9** Hosta, ospecificerad")
        client.close()


def test_a_list_of_codes_that_is_none_is_told(home: Path) -> None:
    (home / "kodlistor").mkdir()
    (home / "kodlistor/icd-10-se.tsv").write_bytes(b"\x00\xff\xfe")
    uri = (home / PATHWAY).as_uri()
    with Client(home) as client:
        for number in (1, 2):
            client.open(uri, TEXT, number)
            client.diagnostics(uri, number)
        (told,) = [m["params"] for m in client.heard if m.get("method") == "window/showMessage"]
        assert told["type"] == 2
        assert told["message"].startswith("Koder kontrolleras inte mot någon lista: ")
        assert "icd-10-se.tsv is no list of ICD-10-SE codes" in told["message"]
        client.close()


def test_changes_on_disk_are_watched(home: Path) -> None:
    uri = (home / OTHER).as_uri()
    with Client(home, watch=True) as client:
        client.open(uri, FILES[OTHER])
        before = client.diagnostics(uri, 1)
        asked = [m for m in client.heard if m.get("method") == "client/registerCapability"]
        assert asked[0]["params"]["registrations"][0]["method"] == "workspace/didChangeWatchedFiles"
        (home / PATHWAY).unlink()
        client.tell("workspace/didChangeWatchedFiles", {"changes": [{"uri": (home / PATHWAY).as_uri(), "type": 3}]})
        assert len(client.diagnostics(uri, 1)) > len(before)
        client.close()


def test_nothing_that_is_opened_ends_the_server(home: Path, tmp_path: Path) -> None:
    uri = (home / PATHWAY).as_uri()
    (home / "content/vardforlopp/mapp.md").mkdir()
    (home / "content/vardforlopp/lank.md").symlink_to("/dev/zero")
    (home / "content/vardforlopp/latin.md").write_bytes(b"---\n\xe5\xe4\xf6\n" * 9)
    odd = [
        "untitled:Untitled-1",
        "file://[",
        "",
        (tmp_path / "utanför.md").as_uri(),
        (home / "README.md").as_uri(),
        (home / "content/vardforlopp/mapp.md").as_uri(),
        (home / "content/vardforlopp/lank.md").as_uri(),
        (home / "content/vardforlopp/latin.md").as_uri(),
        (home / "content/vardforlopp/a\x01b.md").as_uri(),
        (home / "content/vardforlopp/ÅÄÖ {#x} å.md").as_uri(),
        uri.replace("hosta.md", "%ff.md"),
    ]
    with Client(home) as client:
        for address in odd:
            client.open(address, "---\nid: x\n---\n\n[x](#y)\n")
            client.change(address, "# \ud800 [x](#y) {#z}\n", 2)
            for method in ("hover", "definition", "completion", "documentSymbol", "foldingRange"):
                client.answer(f"textDocument/{method}", client.place(address, 70, 3))
            client.answer("textDocument/rename", client.place(address, 0, 14, newName="x"))
            client.tell("textDocument/didSave", {"textDocument": {"uri": address}})
        client.tell(
            "textDocument/didChange", {"textDocument": {"uri": "file:///never", "version": 1}, "contentChanges": []}
        )
        for address in odd[3:]:
            client.tell("textDocument/didClose", {"textDocument": {"uri": address}})
        client.answer("no/such", {})
        client.open(uri, TEXT)
        assert client.diagnostics(uri, 1) is not None
        log = client.close()
        assert "rodtrad/lsp" not in re.sub(r'server\.py", line \d+, in (answer|_check)', "", log), log


def test_without_a_project_it_waits_for_one(tmp_path: Path) -> None:
    home = lsp_project.write(tmp_path / "projekt")
    outside = tmp_path / "tomt"
    outside.mkdir()
    with Client(outside) as client:
        uri = (home / PATHWAY).as_uri()
        client.open((outside / "x.md").as_uri(), "# Hej\n")
        client.open(uri, TEXT)
        assert client.diagnostics(uri, 1) is not None
        client.close()


def test_where_nothing_can_be_remembered_it_answers_all_the_same(home: Path) -> None:
    cache = home / "cache"
    cache.write_text("", "utf-8")
    with Client(home, env={"XDG_CACHE_HOME": str(cache)}) as client:
        uri = (home / PATHWAY).as_uri()
        client.open(uri, TEXT)
        assert client.diagnostics(uri, 1) is not None
        client.close()


def test_what_comes_of_comparing_all_documents_is_told_when_the_author_rests(home: Path) -> None:
    (home / OTHER).write_text(FILES[OTHER].replace("par med: hosta\n", ""), "utf-8")
    uri = (home / PATHWAY).as_uri()
    with Client(home) as client:
        client.open(uri, TEXT)
        assert "near-duplicate-title" not in codes(client.diagnostics(uri, 1))
        client.change(uri, TEXT.replace("titel: Långvarig hosta", "titel: Feber"), 2)
        client.diagnostics(uri, 2)
        assert "near-duplicate-title" in codes(client.diagnostics(uri, 2))
        client.close()


def test_of_many_keystrokes_the_last_is_answered(home: Path) -> None:
    uri = (home / PATHWAY).as_uri()
    with Client(home) as client:
        client.open(uri, TEXT)
        for number in range(2, 40):
            client.change(uri, TEXT.replace("Text.", f"Text [x](#borta-{number})."), number)
        found = [d["message"] for d in client.diagnostics(uri, 39) if d["code"] == "dead-link"]
        assert [one.partition("`")[2].partition("`")[0] for one in found] == ["borta-39"]
        client.close()


def test_without_pygls_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "rodtrad.lsp.server", raising=False)
    monkeypatch.setitem(sys.modules, "pygls", None)
    with pytest.raises(UsageError, match=r"rodtrad\[lsp\]"):
        lsp.run(argparse.Namespace())


def test_it_needs_nothing_that_only_the_site_needs() -> None:
    blocked = "import sys; sys.modules.update(dict.fromkeys(['jinja2', 'mkdocs', 'material']))"
    subprocess.run([sys.executable, "-c", f"{blocked}; import rodtrad.lsp.server"], check=True, timeout=60)


def test_an_edit_is_measured(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dev", "editor", str(home), "--edits", "3"]) == 0
    assert re.search(r"an edit of \d+ bytes: median \d+ ms, 95 % within \d+ ms", capsys.readouterr().out)


def test_it_ends_when_the_editor_is_gone(home: Path) -> None:
    with Client(home) as client:
        client.process.communicate(timeout=60)
        assert client.process.returncode == 0
    with Client(home) as client:
        client.tell("exit", None)
        assert client.process.wait(timeout=60) == 1  # told to go without having been told to stop
