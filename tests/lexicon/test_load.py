"""A broken rule file is told by file, entry and remedy; several faults at once."""

from pathlib import Path

import pytest

from dragoman.errors import RuleError
from dragoman.lexicon import load_lexicon
from dragoman.ontology import load_ontology

GOOD = """
[[trigger]]
id = "test-applaud"
lemmas = ["zigzag"]
frame = "judge"
cameo = "051"
examples = '''
Norway zigzagged Sweden. => NOR SUPPORT/051 SWE
The road zigzagged. => none
'''
"""

FAULTS = [
    ('lemmas = ["zigzag"]', 'lemas = ["zigzag"]', "unknown key 'lemas'; did you mean 'lemmas'?"),
    ('cameo = "051"', 'cameo = "0519"', "unknown CAMEO code '0519'"),
    ('cameo = "051"', "cameo = 51", "'cameo' must be a quoted string"),
    ('frame = "judge"', 'frame = "juge"', "unknown frame 'juge'; did you mean 'judge'?"),
    ("The road zigzagged. => none", "", "has no negative example"),
    ("Norway zigzagged Sweden. => NOR SUPPORT/051 SWE", "", "has no positive example"),
    ("=> none", "-> none", "cannot read the example"),
    ('frame = "judge"', 'frame = "judge"\ntheme = ["@weapon"]', "unknown word set '@weapon'; did you mean '@weapons'?"),
    ('cameo = "051"', 'cameo = "051"\nmode = "visit"', "'visit' is no mode of SUPPORT"),
    ("[[trigger]]", "[[triger]]", "unknown table 'triger'; did you mean 'trigger'?"),
]


def _write(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_is_laid_over_ours(tmp_path: Path) -> None:
    lexicon = load_lexicon(load_ontology(), extra=[_write(tmp_path, GOOD)])
    assert lexicon.entries["test-applaud"].lemmas == ("zigzag",)


@pytest.mark.parametrize(("old", "new", "message"), FAULTS)
def test_a_fault_is_named_with_its_place(old: str, new: str, message: str, tmp_path: Path) -> None:
    path = _write(tmp_path, GOOD.replace(old, new))
    with pytest.raises(RuleError) as raised:
        load_lexicon(load_ontology(), extra=[path])
    assert message in str(raised.value)
    assert str(path) in str(raised.value)


def test_a_file_that_is_not_toml_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="not TOML"):
        load_lexicon(load_ontology(), extra=[_write(tmp_path, "[[trigger")])


def test_a_missing_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="cannot be read"):
        load_lexicon(load_ontology(), extra=[tmp_path / "nothing.toml"])


def test_two_entries_may_not_claim_the_same_words(tmp_path: Path) -> None:
    twice = GOOD + GOOD.replace("test-applaud", "test-cheer")
    with pytest.raises(RuleError, match="in the same frame as"):
        load_lexicon(load_ontology(), extra=[_write(tmp_path, twice)])


def test_words_keep_their_forms() -> None:
    lexicon = load_lexicon(load_ontology())
    forms = {"supplied": "supply", "withdrew": "withdraw", "halting": "halt", "sent": "send", "planned": "plan"}
    assert {form: lexicon.verbs[form, ""] for form in forms} == forms
