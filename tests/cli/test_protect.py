import json
from pathlib import Path

import pytest

from app.cli import main
from app.models.records import Card, Opportunity
from app.scoring.models import value_matrix
from app.services.scoring import override
from app.store import check_file, open_workspace
from tests.services.heard import SECRET, heard
from tests.services.test_protecting import bytes_of, cheap_keys  # noqa: F401, a fixture


@pytest.fixture
def file(tmp_path: Path) -> Path:
    heard(tmp_path / "Northwind.clew").close()
    (tmp_path / "password").write_text("a thread, a maze\n")
    return tmp_path / "Northwind.clew"


def test_from_protect_over_export_to_forget(file, capsys, monkeypatch):
    def run(*words: object) -> tuple[int, str, str]:
        status = main([str(word) for word in words])
        told = capsys.readouterr()
        return status, told.out, told.err

    secret = ("--vault-password-file", file.with_name("password"))
    before = file.read_bytes()
    status, out, _ = run("protect", file, *secret, "--dry-run")
    assert status == 0
    assert "P01  Anna Schmidt: " in out
    assert file.read_bytes() == before
    status, out, _ = run("protect", file, *secret)
    assert (status, out.splitlines()[0]) == (
        0,
        "Protected 3 people in 4 turns and 10 records. This can't be undone.",
    )
    assert b"Schmidt" not in bytes_of(file)
    status, _, err = run("protect", file, "--vault-password-file", file)
    assert (status, "not the password" in err or "UTF-8" in err) == (1, True)

    out_file = file.with_name("out.json")
    status, out, _ = run("export", file, out_file)
    assert (status, "Not checked for names" in out) == (0, True)
    status, _, err = run("export", file, out_file, "--profile", "public")
    assert (status, "vault is closed" in err) == (1, True)
    status, out, _ = run("export", file, out_file, "--profile", "public", *secret)
    assert (status, "Left out: " in out) == (0, True)
    told = json.loads(out_file.read_text("utf-8"))
    assert [each["name"] for each in told["participants"]] == ["A", "B"]
    assert SECRET not in out_file.read_text("utf-8")
    with open_workspace(file) as store:
        chance = next(iter(store.content.all(Opportunity)))
        override(store, chance, value_matrix(store.content).criteria[0].id, 50.0, "As Frau Schmidt said")
    status, _, err = run("export", file, file.with_name("out.pdf"), "--report", "--journey", "j", *secret)
    assert (status, "“Frau Schmidt” in score" in err) == (1, True)
    with open_workspace(file) as store:
        store.undo()
    with open_workspace(file) as store, store.edit("Name her") as edit:
        edit.put(Card(id="n", journey_id="j", kind="pain", rank="Z", title="As Frau Schmidt said"))
    status, _, err = run("export", file, file.with_name("out.mmd"), *secret)
    assert (status, "“Frau Schmidt” in card" in err) == (1, True)
    assert not file.with_name("out.mmd").exists()

    before = file.read_bytes()
    monkeypatch.setattr("sys.stdin", None)
    status, out, err = run("forget", file, "P01")
    assert (status, "Say --yes" in err) == (1, True)
    assert "Forgetting “P01” takes 1 turns and 1 highlights." in out
    assert (
        "Opportunity “A second counter”, at place 1 of the ranking loses evidence: 1 quotes of 1 people become" in out
    )
    assert file.read_bytes() == before
    status, out, _ = run("forget", file, "nobody")
    assert status == 1
    status, out, _ = run("forget", file, "anna schmidt", "--yes", *secret)  # by the vault
    assert (status, "Forgotten." in out) == (0, True)
    status, out, _ = run("forget", file, "S01", "--yes")
    assert (status, "Forgetting “S01” takes 2 turns and 0 highlights." in out) == (0, True)
    assert b"both" not in bytes_of(file)
    everything = bytes_of(file)
    assert SECRET.encode() not in everything
    assert b"Schmidt" not in everything
    assert check_file(file) == []
