"""The commands as a user runs them, and what each bad input is told. The program itself is started."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest


def run(*arguments: str, given: bytes = b"", folder: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from dragoman.cli import main; main()", *arguments]
    return subprocess.run(command, input=given, capture_output=True, cwd=folder, check=False, env=dict(os.environ))


def page(folder: Path, text: str = "Russia supplied Iraq with attack helicopters on 3 March 2016.") -> Path:
    path = folder / "page.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_code_writes_json_lines(tmp_path: Path) -> None:
    done = run("code", str(page(tmp_path)), "--format", "jsonl")
    (event,) = [json.loads(row) for row in done.stdout.splitlines()]
    assert (event["event_type"], event["cameo"], event["date"]) == ("AID", "072", "2016-03-03")
    assert [actor["code"] for actor in (*event["source"], *event["target"])] == ["RUS", "IRQ"]
    assert done.returncode == 0
    assert list(event)[:4] == ["id", "document_id", "event_type", "event_mode"]


def test_code_reads_standard_input_and_keeps_ids() -> None:
    record = {"id": "a-7", "text": "Norway sent food to Sudan.", "date": "2020-05-01"}
    done = run("code", "-", "--format", "jsonl", given=json.dumps(record).encode())
    (event,) = [json.loads(row) for row in done.stdout.splitlines()]
    assert (event["document_id"], event["date"], event["date_basis"]) == ("a-7", "2020-05-01", "publication")


def test_what_is_only_possible_is_shown_when_asked(tmp_path: Path) -> None:
    path = str(page(tmp_path, "Russia may supply Iraq with helicopters."))
    assert not run("code", path, "--format", "jsonl").stdout
    assert b'"possible"' in run("code", path, "--format", "jsonl", "--factuality", "all").stdout


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", b"\x00\x01\x02\xff" * 400, "binary"),
        ("paper.pdf", b"%PDF-1.7 ...", "PDF"),
        ("missing.txt", None, "no such file"),
    ],
)
def test_bad_input_is_one_line_and_the_others_go_on(
    name: str, data: bytes | None, message: str, tmp_path: Path
) -> None:
    bad = tmp_path / name
    if data is not None:
        bad.write_bytes(data)
    done = run("code", str(bad), str(page(tmp_path)), "--format", "jsonl")
    assert done.returncode == 1
    (told,) = done.stderr.decode().splitlines()
    assert name in told
    assert message in told
    assert len(done.stdout.splitlines()) == 1


def test_a_bad_line_of_json_is_told_by_number() -> None:
    good = json.dumps({"id": 1, "text": "Norway sent food to Sudan."}).encode()
    done = run("code", "-", "--format", "jsonl", given=good + b"\n{broken\n" + good)
    assert b"standard input:2: not JSON" in done.stderr
    assert len(done.stdout.splitlines()) == 2
    assert done.returncode == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("code",),
        ("code", "x.txt", "--no-such-option"),
        ("code", "x.txt", "--format", "tabel"),
        ("code", "x.txt", "--voices", "radio"),
        ("code", "x.txt", "--published", "soon"),
        ("nonsense",),
        ("relation", "missing.tsv"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert b"Traceback" not in done.stderr


def test_a_broken_rule_file_is_told_and_nothing_is_coded(tmp_path: Path) -> None:
    rules = tmp_path / "mine.toml"
    rules.write_text("[[trigger]]\nid = 'x'\nlemas = ['y']\n", encoding="utf-8")
    done = run("code", str(page(tmp_path)), "--rules", str(rules))
    assert done.returncode == 2
    assert b"did you mean 'lemmas'" in done.stderr
    assert not done.stdout


def test_explain_shows_the_way_to_an_event() -> None:
    done = run("explain", "Russia is ready to provide Iraq with military assistance, Mikhail Bogdanov said.")
    text = done.stdout.decode()
    for word in (
        "clause",
        "rule",
        "operator",
        "ready (offered)",
        "folding",
        "AGREE/0332",
        "source     Russia = RUS",
        "Mikhail Bogdanov",
    ):
        assert word in text


def test_explain_shows_where_it_stopped() -> None:
    done = run("explain", "The dam provides the city with water.")
    assert b"stopped" in done.stdout
    assert b"event      none" in done.stdout


def test_relation_writes_id_and_root(tmp_path: Path) -> None:
    path = tmp_path / "rows.tsv"
    sentence = "Russia supplied Iraq with attack helicopters."
    header = "id\tsentence\tsource_start\tsource_end\ttarget_start\ttarget_end"
    path.write_text(f"{header}\nr1\t{sentence}\t0\t6\t16\t20\n", encoding="utf-8")
    assert run("relation", str(path)).stdout == b"r1\tAID\n"


def test_rules_and_actors_find() -> None:
    assert b"give-weapons" in run("rules", "find", "supply").stdout
    assert b"RUSGOV" in run("actors", "find", "Kremlin").stdout


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Lavrov", ["un ambassador", "foreign minister", "'Lavrov' has 2 entries"]),  # in the order of the dates
        ("Washington", ["USA     -        United States", "Washington Post"]),  # exact names first
        ("Georgia", ["GEO     -        Georgia ", "U.S. state of Georgia"]),
        ("Hashd al-Shaabi", ["Popular Mobilization Forces", "2014-06 to ..."]),
        ("goodwill ambassador", ["title (other)"]),
    ],
)
def test_actors_find_tells_offices_and_owners(name: str, lines: list[str]) -> None:
    told = run("actors", "find", *name.split()).stdout.decode()
    assert told.startswith("code")
    places = [told.find(line) for line in lines]
    assert -1 not in places
    assert places == sorted(places)


def unknown(*arguments: str, **given: bytes) -> list[list[str]]:
    """The rows of `actors unknown`: count, documents and name."""
    done = run("actors", "unknown", *arguments, **given)  # type: ignore[arg-type] # `folder` is not given here
    return [row.split(None, 2) for row in done.stdout.decode().splitlines()[1:]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Troops attacked Jaish al-Zubayda. Jaish al-Zubayda fled.", ["2 1 Jaish al-Zubayda"]),
        ("The Lamu Coast Guards shelled a barracks.", ["1 1 Lamu Coast Guards"]),  # ends in an agent's noun
        ("Mr Ombasa arrived on Monday.", ["1 1 Ombasa"]),  # no courtesies, no days
        ("The Kenyan Coast Guard stopped a boat off Somalia.", []),  # known by its parts
        ("Russia and Iraq agreed.", []),
    ],
)
def test_actors_unknown_counts_names_without_an_entry(text: str, names: list[str]) -> None:
    rows = unknown("-", given=text.encode())
    assert [f"{count} {documents} {rest.split('  ')[0]}" for count, documents, rest in rows] == names


def test_actors_unknown_sees_the_users_file(tmp_path: Path) -> None:
    mine = tmp_path / "mine.tsv"
    mine.write_text("name\tcountry\tsectors\nLamu Coast Guards\tKEN\tREB\n", encoding="utf-8")
    assert not unknown("-", "--actors", str(mine), given=b"The Lamu Coast Guards shelled a barracks.")


def test_actors_unknown_tells_what_it_cannot_read(tmp_path: Path) -> None:
    done = run("actors", "unknown", str(tmp_path / "none.txt"))
    assert done.returncode == 1
    assert b"none.txt: no such file" in done.stderr
    assert run("actors", "unknown").returncode == 2


def test_an_agent_that_is_found_is_not_missing() -> None:
    done = run("actors", "find", "gendarmes")
    assert b"agent" in done.stdout
    assert not done.stderr


def test_output_file_appears_whole(tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    assert run("code", str(page(tmp_path)), "--format", "csv", "-o", str(out)).returncode == 0
    assert out.read_text(encoding="utf-8").count("\n") == 2
    assert run("code", str(page(tmp_path)), "-o", str(tmp_path / "no" / "where.csv")).returncode == 2
