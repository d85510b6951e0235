"""Dictionaries of PETRARCH and Phoenix are taken as they are: actors, agents, verbs and discards."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dragoman.errors import ActorError, RuleError
from dragoman.knowledge import ActorBase, load_actors
from dragoman.knowledge.discards import load_discards
from dragoman.lexicon import load_lexicon
from dragoman.ontology import load_ontology
from dragoman.pipeline import Coder, CoderOptions
from dragoman.types import Block, Document, Event

ONTOLOGY = load_ontology()

ACTORS = """<!-- ACTORS OF A TEST -->
<!--
# not read: NOBODY [XXX]
-->
ARDEN [ARD] # a state
+ARDENIAN
+THE_OLD_REALM
BELMONT_  ; with a comment
\t[BEL]
+CITY_OF_BELMONT
ARDENIAN_TROOPS_ [ARDMIL]
DUKE_ORSINO_
+ORSINO_
\t[ARDGOV 940101-951231] ; in office
\t[ARDOPP >19960101]
\t[--- <931231]
\t[ARD]
SHYLOCK [BEL <19981201]
PUCK [---]
TWINS [VIO/SEB]
ILLYRIAN_LEAGUE [IGOXYZMIL]
UNO [IGOUNO]
"""

AGENTS = """!PERSON! = MAN, MEN, WOMAN
FALCONER [~MIL] # regular plural
GOLDEN_GOOSE {GOLDEN_GEESE} [~GGS]
WATCH {} [ ~COP]
COUNCIL!PERSON! [~GOV]
PLAYERS_GUILD {} [NGO~]
GHOST [~]
HARBOUR_WATCH {} [~MILNAV]
"""

VERBS = """<!-- VERBS OF A TEST -->
&METALS
+GOLD
+SILVER COIN
&GOODS
+&METALS
+CORN

--- PRAISE [041] ---
PRAISE
EXTOL {EXTOLS EXTOLLED} [042]
- FAINTLY * [131] # one word
- * LOUDLY_&METALS_HOARD [049]
- NOT * [999]
- * THE SHIPS [047]
- PUBLICLY_* [048]

--- LEAVE [012] ---
LEAVE
--- LEFT [032:033] ---
LEFT

--- SEND [---] ---
SEND {SENDS SENT}
- * &GOODS [071]
- * GREETINGS [---]
- % * ENVOYS [064]

--- KILL [224] ---
KILL {KILLS KILLED KILLING}
- + WAS * IN $ [223]

--- BREAK [1717] ---
BREAK {BREAKS BROKE BROKEN}
+BREAK_DOWN {+BROKE_DOWN} [195]
"""

DISCARDS = """# a list
+WORLD_CUP # the whole page
TYPHOON ; the sentence
"""


def _write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> ActorBase:
    folder = tmp_path_factory.mktemp("dictionaries")
    files = [_write(folder, "lab.actors", ACTORS), _write(folder, "lab.agents.txt", AGENTS)]
    return load_actors(ONTOLOGY.sectors, extra=files)


@pytest.fixture(scope="module")
def coder(tmp_path_factory: pytest.TempPathFactory) -> Coder:
    folder = tmp_path_factory.mktemp("lab")
    actors = (_write(folder, "lab.actors", ACTORS), _write(folder, "lab.agents", AGENTS))
    return Coder(CoderOptions(actors=actors, rules=(_write(folder, "lab.verbs", VERBS),)))


def _document(text: str, day: str = "1995-06-01") -> Document:
    return Document("a", None, None, None, day, "en", text, (Block("body", None, None, None, 0, len(text)),))


def _codes(events: list[Event]) -> set[str]:
    return {
        f"{source.code} {event.cameo} {target.code}"
        for event in events
        for source in event.source
        for target in event.target
    }


# actors and agents ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("Arden", [("ARD", "ARD", ())]),
        ("Ardenian", [("ARD", "ARD", ())]),
        ("the Old Realm", [("ARD", "ARD", ())]),
        ("City of Belmont", [("BEL", "BEL", ())]),
        ("Ardenian Troops", [("ARDMIL", "ARD", ("MIL",))]),
        ("Puck", [(None, "", ())]),
        ("Twins", [("VIO/SEB", "VIO", ())]),
        ("Illyrian League", [("IGOXYZMIL", "IGO", ("MIL",))]),
        ("Nobody", []),
    ],
)
def test_a_name_has_the_code_of_its_file(name: str, codes: list[object], base: ActorBase) -> None:
    found = [(e.code, e.country, e.sectors) for e in base.names.get(name) if e.table == "user"]
    assert found == codes


def test_codes_with_dates_come_first_and_all_names_share_them(base: ActorBase) -> None:
    wanted = [
        ("ARDGOV", "1994-01-01", "1996-01-01"),
        ("ARDOPP", "1996-01-01", ""),
        (None, "", "1993-12-31"),
        ("ARD", "", ""),
    ]
    for name in ("Duke Orsino", "Orsino"):
        assert [(e.code, e.since, e.until) for e in base.names.get(name)] == wanted


@pytest.mark.parametrize(
    ("words", "literal"),
    [
        ("falconer", "~MIL"),
        ("falconers", "~MIL"),
        ("golden geese", "~GGS"),
        ("golden gooses", None),
        ("watch", "~COP"),
        ("councilmen", "~GOV"),
        ("councilperson", None),
        ("players guild", "NGO~"),
        ("ghost", "~"),
    ],
)
def test_an_agent_has_the_forms_of_its_file(words: str, literal: str | None, base: ActorBase) -> None:
    agent = base.agent(words.split())
    assert (agent.literal or None if agent else None) == literal


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("lab.txt", "ARDEN_ [ARD]\nBELMONT_\n\t[BEL 940101-951231]\n"),
        ("Phoenix.lab.actors.txt", "ARDEN_ ;; state\n\t[ARD]\n"),
        ("crlf.actors", "ARDEN [ARD]\r\nBELMONT [BEL]\r\n"),
        ("bom.actors", "\ufeffARDEN [ARD]\n"),
    ],
)
def test_a_dictionary_is_told_from_a_table(name: str, text: str, tmp_path: Path) -> None:
    base = load_actors(ONTOLOGY.sectors, extra=[_write(tmp_path, name, text)])
    assert [entry.code for entry in base.names.get("Arden")] == ["ARD"]


def test_agents_are_told_by_their_codes(tmp_path: Path) -> None:
    base = load_actors(ONTOLOGY.sectors, extra=[_write(tmp_path, "mine.txt", "FALCONER [~MIL]\n")])
    assert base.agents["falconers",].literal == "~MIL"


def test_a_dictionary_in_the_windows_encoding_is_read_as_such(tmp_path: Path) -> None:
    path = tmp_path / "lab.actors"
    path.write_bytes("MÜLLER_LÜDENSCHEIDT [DEUGOV]\n".encode("cp1252"))
    base = load_actors(ONTOLOGY.sectors, extra=[path])
    assert [entry.code for entry in base.names.get("Müller Lüdenscheidt")] == ["DEUGOV"]


def test_all_bad_lines_are_told_at_once(tmp_path: Path) -> None:
    actors = _write(tmp_path, "a.actors", "+EARLY [ARD]\nOPEN [ARD\nDAY [ARD 991399]\nODD [A?]\nNONE\n[ARD <x]\n")
    agents = _write(tmp_path, "b.agents", "GUARD {GUARDS [~MIL]\nX!SET! [~GOV]\nPLAIN [GOV]\n")
    with pytest.raises(ActorError) as raised:
        load_actors(ONTOLOGY.sectors, extra=[actors, agents])
    places = [problem.removeprefix(f"{tmp_path}/").split(" ")[0] for problem in raised.value.problems]
    assert places == [
        "a.actors:1:", "a.actors:2:", "a.actors:3:", "a.actors:4:", "a.actors:6:",
        "b.agents:1:", "b.agents:2:", "b.agents:3:",
    ]  # fmt: skip


def test_a_large_dictionary_loads_in_bounded_time(tmp_path: Path) -> None:
    rows = "".join(f"PERSON_NUMBER{i}_ABC\n\t[USAGOV 940101-951231]\n" for i in range(25_000))
    path = _write(tmp_path, "large.actors", rows)
    start = time.perf_counter()
    load_actors(ONTOLOGY.sectors, extra=[path])
    assert time.perf_counter() - start < 20


# coding ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("Arden praised Belmont.", {"ARD 041 BEL"}),
        ("Arden extolled Belmont.", {"ARD 042 BEL"}),
        ("Arden faintly praised Belmont.", {"ARD 131 BEL"}),
        ("Arden praised the loudly silver coin hoard of Belmont.", {"ARD 049 BEL"}),
        ("Arden praised the ships of Belmont.", {"ARD 047 BEL"}),
        ("Arden publicly praised Belmont.", {"ARD 048 BEL"}),
        ("Arden will not praise Belmont.", {"ARD 999 BEL"}),
        ("Arden left Belmont.", {"ARD 032 BEL", "BEL 033 ARD"}),
        ("Arden leaves Belmont.", {"ARD 012 BEL"}),
        ("Arden sent corn to Belmont.", {"ARD 071 BEL"}),
        ("Arden sent greetings to Belmont.", set()),
        ("Arden and Belmont sent envoys.", {"ARD 064 BEL", "BEL 064 ARD"}),
        ("An Ardenian was killed in Belmont.", {"BEL 223 ARD"}),
        ("Arden broke down on Thursday with Belmont.", {"ARD 195 BEL"}),
        ("Ardenian falconers praised Belmont's golden geese.", {"ARDMIL 041 BELGGS"}),
        ("The Harbour Watch of Arden praised Belmont.", {"ARDMILNAV 041 BEL"}),
        ("Arden praised the Twins.", {"ARD 041 VIO", "ARD 041 SEB"}),
        ("Puck praised Belmont.", set()),
        ("Norway praised Belmont.", {"NOR 041 BEL"}),
    ],
)
def test_a_sentence_has_the_codes_of_the_dictionary(sentence: str, codes: set[str], coder: Coder) -> None:
    assert _codes(coder.code(_document(sentence))) == codes


@pytest.mark.parametrize(("day", "code"), [("1995-06-01", "ARDGOV"), ("2001-01-01", "ARDOPP")])
def test_the_code_of_the_day_is_taken(day: str, code: str, coder: Coder) -> None:
    assert _codes(coder.code(_document("Duke Orsino praised Belmont.", day))) == {f"{code} 041 BEL"}


@pytest.mark.parametrize(("sentence", "kind", "quad"), [("praised", "CONSULT", 1), ("killed", "", 0)])
def test_an_event_has_a_type_where_its_code_has_a_root(sentence: str, kind: str, quad: int, coder: Coder) -> None:
    (event,) = coder.code(_document(f"Arden {sentence} Belmont."))
    assert (event.event_type, event.quad if not kind else 1) == (kind, quad)
    assert event.act.cameo == event.cameo


def test_our_own_verbs_are_out_of_use(coder: Coder) -> None:
    assert coder.code(_document("Arden attacked Belmont.")) == []


def test_bad_lines_of_a_verb_dictionary_are_told_at_once(tmp_path: Path) -> None:
    text = "LOST\n--- X [010] ---\nX\n- NO STAR [011]\n- * &NOWHERE [012]\nY {Z [1]\n"
    with pytest.raises(RuleError) as raised:
        load_lexicon(ONTOLOGY, extra=[_write(tmp_path, "lab.verbs", text)])
    lines = sorted(int(problem.rsplit(".verbs:", 1)[1].split(":")[0]) for problem in raised.value.problems)
    assert lines == [1, 4, 5, 6]


# discards -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Arden praised Belmont.", 1),
        ("Arden praised Belmont after a typhoon.", 0),
        ("Arden praised Belmont. A typhoon came.", 1),
        ("Arden praised Belmont. It was the World Cup.", 0),
        ("Arden praised Belmont after typhoons.", 1),
    ],
)
def test_what_is_discarded_gives_no_event(text: str, left: int, coder: Coder, tmp_path: Path) -> None:
    discards = load_discards([_write(tmp_path, "lab.discards", DISCARDS)])
    document = _document(text)
    assert len(discards.kept(document, coder.code(document))) == left


def test_the_command_takes_the_four_files(tmp_path: Path) -> None:
    files = {"actors": ACTORS, "agents": AGENTS, "verbs": VERBS, "discards": DISCARDS}
    for kind, text in files.items():
        _write(tmp_path, f"lab.{kind}", text)
    _write(tmp_path, "page.txt", "Arden killed the falconers of Belmont. Belmont praised Arden in a typhoon.")
    options = ["--actors", "lab.actors", "--actors", "lab.agents", "--rules", "lab.verbs", "--discards", "lab.discards"]
    command = [sys.executable, "-m", "dragoman", "code", "page.txt", *options, "--format", "jsonl"]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, check=True, env=dict(os.environ))
    (event,) = [json.loads(row) for row in done.stdout.splitlines()]
    assert (event["cameo"], event["target"][0]["code"]) == ("224", "BELMIL")
