"""What is kept of tables and rules is what a fresh reading gives; a kept form that is broken or old is never used."""

import gc
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from dragoman import cache
from dragoman.errors import ActorError
from dragoman.knowledge import base, load_actors
from dragoman.knowledge.tables import shipped
from dragoman.lexicon import Trigger, load, load_lexicon
from dragoman.lexicon.index import form_tables
from dragoman.lexicon.packed import Packed, pack, unpack
from dragoman.ontology import load_ontology

ONTOLOGY = load_ontology()
SECTORS = ONTOLOGY.sectors
HEADER = "name\tcountry\tsectors\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder of this test alone, not made yet."""
    monkeypatch.delenv("DRAGOMAN_NO_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "dragoman"


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped actor tables, cut to what a test can change and read fast."""
    data = tmp_path / "data"
    data.mkdir()
    for name in ("territories", "agents", "offices"):
        shutil.copy(str(shipped(name)), data)
    (data / "groups.tsv").write_text(f"{HEADER}Harbour Watch\tKEN\tREB\n", encoding="utf-8")
    monkeypatch.setattr(base, "shipped", lambda name: data / f"{name}.tsv")
    return data


def _counted(made: list[int]) -> Callable[[], dict[str, int]]:
    def build() -> dict[str, int]:
        made.append(1)
        return {"a": 1}

    return build


def _kept(made: list[int], key: str = "key") -> dict[str, int]:
    return cache.kept("thing", key, dict[str, int], _counted(made))


def test_a_thing_is_built_once(folder: Path) -> None:
    made: list[int] = []
    assert _kept(made) == _kept(made) == {"a": 1}
    assert len(made) == 1
    assert [path.name for path in folder.iterdir()] == ["thing-key.msgpack"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
        lambda data: b"\xff" * len(data),
        lambda data: cache._mark(b"\xc1") + b"\xc1",
        lambda data: cache._mark(msgspec.msgpack.encode(["a"])) + msgspec.msgpack.encode(["a"]),
    ],
    ids=["empty", "cut", "flipped", "garbage", "no msgpack", "another type"],
)
def test_a_corrupt_form_is_built_anew(folder: Path, spoil: Callable[[bytes], bytes]) -> None:
    made: list[int] = []
    _kept(made)
    path = folder / "thing-key.msgpack"
    whole = path.read_bytes()
    path.write_bytes(spoil(whole))
    assert _kept(made) == {"a": 1}
    assert len(made) == 2
    assert path.read_bytes() == whole


def test_a_folder_that_cannot_be_made_is_no_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    made: list[int] = []
    assert _kept(made) == _kept(made) == {"a": 1}
    assert len(made) == 2


def test_nothing_is_left_of_a_write_that_failed(folder: Path) -> None:
    (folder / "thing-key.msgpack").mkdir(parents=True)
    assert _kept([]) == {"a": 1}
    assert [path.name for path in folder.iterdir()] == ["thing-key.msgpack"]


def test_the_cache_can_be_switched_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_NO_CACHE", "1")
    assert _kept([]) == {"a": 1}
    assert not folder.exists()


def test_a_relative_folder_counts_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "cache")
    monkeypatch.setenv("HOME", str(tmp_path))
    _kept([])
    assert (tmp_path / ".cache" / "dragoman" / "thing-key.msgpack").is_file()


def test_old_forms_are_deleted(folder: Path) -> None:
    for number in range(9):
        _kept([], f"key{number}")
    assert len(list(folder.iterdir())) == 4


def test_a_fingerprint_knows_where_a_part_ends() -> None:
    assert cache.fingerprint([b"ab", b"c"]) != cache.fingerprint([b"a", b"bc"])


def test_the_collector_is_on_again_after_an_error() -> None:
    with pytest.raises(ActorError), cache.uncollected():
        raise ActorError([])
    assert gc.isenabled()


def test_a_changed_table_is_read(folder: Path, tables: Path) -> None:
    assert load_actors(SECTORS).names.get("Harbour Watch")
    (tables / "groups.tsv").write_text(f"{HEADER}Harbour Guard\tKEN\tREB\n", encoding="utf-8")
    changed = load_actors(SECTORS)
    assert changed.names.get("Harbour Guard")
    assert not changed.names.get("Harbour Watch")
    assert len(list(folder.iterdir())) == 2


@pytest.mark.usefixtures("folder", "tables")
def test_a_changed_user_file_is_read_and_checked(tmp_path: Path) -> None:
    path = tmp_path / "mine.tsv"
    path.write_text(f"{HEADER}Quay League\tKEN\tREB\n", encoding="utf-8")
    assert load_actors(SECTORS, extra=[path]).names.get("Quay League")
    path.write_text(f"{HEADER}Quay League\tKEN\tXXX\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(ActorError, match="unknown sector 'XXX'"):
            load_actors(SECTORS, extra=[path])


@pytest.mark.usefixtures("folder", "tables")
def test_kept_actors_are_the_actors() -> None:
    fresh, kept = load_actors(SECTORS), load_actors(SECTORS)
    assert kept.entries == fresh.entries == load_actors(SECTORS, check=True).entries
    assert (kept.agents, kept.offices, kept.countries) == (fresh.agents, fresh.offices, fresh.countries)
    assert kept.names.surfaces == fresh.names.surfaces
    words = "The U.S.-led talks of Harbour Watch and NATO's chief with Kenyan officials in Moscow".split()
    assert kept.names.find(words, lower=False) == fresh.names.find(words, lower=False)


def test_packed_rules_are_the_rules() -> None:
    rules = load._read(load._shipped(), load._Loading(ONTOLOGY))
    tables = form_tables(rules, {})
    packed = msgspec.msgpack.decode(msgspec.msgpack.encode(pack(rules, tables)), type=Packed)
    assert unpack(packed) == (rules, tables)


@pytest.mark.usefixtures("folder")
def test_a_users_set_reaches_the_shipped_rules(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text('[sets.weapons]\nwords = ["zither"]\n', encoding="utf-8")
    lexicon = load_lexicon(ONTOLOGY, extra=[path])
    triggers = [entry for entry in lexicon.entries.values() if isinstance(entry, Trigger)]
    assert any("zither" in line.words for t in triggers for line in (t.theme, *t.need, *t.without) if line)
