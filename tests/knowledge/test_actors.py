"""Actor tables: what is wrong in one is told by file and line, all of it at once."""

from pathlib import Path

import pytest

from dragoman.errors import ActorError
from dragoman.knowledge import load_actors
from dragoman.ontology import load_ontology

HEADER = "name\taliases\tcountry\tsectors\tfrom\tto\tkind\n"
SECTORS = load_ontology().sectors


def _file(folder: Path, *rows: str) -> Path:
    path = folder / "actors.tsv"
    path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def test_a_users_row_is_found(tmp_path: Path) -> None:
    path = _file(tmp_path, "Harbour Watch\tHW Front\tKEN\tREB\t2020\t\tarmed_group")
    base = load_actors(SECTORS, extra=[path])
    assert [entry.code for entry in base.names.get("HW Front")] == ["KENREB"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("A B\t\tKEN\tREB\t20-1\t\tx", "actors.tsv:2: bad date '20-1'"),
        ("A B\t\tKEN\tXXX\t\t\tx", "actors.tsv:2: unknown sector 'XXX'"),
        ("A B\t\tQQQ\tREB\t\t\tx", "actors.tsv:2: unknown country 'QQQ'"),
        ("A B\t\tKEN\tREB\t2020\t2019\tx", "actors.tsv:2: ends (2019) before it starts (2020)"),
        ("A B\t\tKEN\tREB\t\t\tx\tmore", "actors.tsv:2: 8 fields, the header has 7"),
    ],
)
def test_a_fault_is_named_with_its_line(row: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ActorError) as raised:
        load_actors(SECTORS, extra=[_file(tmp_path, row)])
    assert message in str(raised.value)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    path = _file(tmp_path, "A\t\tKEN\tXXX\t\t\tx", "B\t\tQQQ\t\t\t\tx", "C\t\tKEN\t\t9\t\tx")
    with pytest.raises(ActorError) as raised:
        load_actors(SECTORS, extra=[path])
    assert len(raised.value.problems) == 3


def test_a_file_in_another_encoding_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "actors.tsv"
    path.write_bytes(HEADER.encode() + "Müller\t\tDEU\tGOV\t\t\tx\n".encode("latin-1"))
    with pytest.raises(ActorError, match=r"actors\.tsv:2: not UTF-8"):
        load_actors(SECTORS, extra=[path])


def test_a_file_without_the_columns_says_which(tmp_path: Path) -> None:
    path = tmp_path / "actors.tsv"
    path.write_text("who\twhere\n", encoding="utf-8")
    with pytest.raises(ActorError, match="no column 'name'"):
        load_actors(SECTORS, extra=[path])


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Iraqi", "IRQ"),
        ("Baghdad", "IRQ"),
        ("U.S.", "USA"),
        ("Kremlin", "RUSGOV"),
        ("NATO", "IGOMIL"),
        ("Hezbollah", "LBNREB"),
    ],
)
def test_names_have_their_codes(name: str, code: str) -> None:
    base = load_actors(SECTORS)
    assert code in {entry.code for entry in base.names.get(name)}


def test_the_longest_name_wins() -> None:
    base = load_actors(SECTORS)
    (mention,) = base.names.find("The United Nations Security Council met".split(), lower=False)
    assert (mention.start, mention.end) == (1, 5)


def test_small_letters_are_no_acronym() -> None:
    base = load_actors(SECTORS)
    assert not base.names.find("they told us who it is".split(), lower=False)
