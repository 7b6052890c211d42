"""A line in even steps: characters that were passed over are found where there is room, those that were read twice stand once."""

import numpy as np
import pytest

from nlp.read.scan.evenness import Letter, evened

CHARACTERS = ("", *"请第一小学在本周五前交一份名单，", " ")
STEPS = 60


def line(text: str, *, faint: dict[int, tuple[str, float]]) -> tuple[list[Letter], np.ndarray]:
    """Letters four steps apart; at a star stands what `faint` says of its place."""
    likely = np.zeros((STEPS, len(CHARACTERS)), np.float32)
    letters = []
    for place, char in enumerate(text):
        if char == "*":
            found, share = faint[place]
            likely[place * 4 + 2, CHARACTERS.index(found)] = share
        else:
            letters.append(Letter(char, (place * 4 + 2) / STEPS, 0.9))
    return letters, likely


@pytest.mark.parametrize(
    ("faint", "said"),
    [
        (("一", 0.38), "请第一小学在本周五"),
        (("，", 0.08), "请第，小学在本周五"),
        (("一", 0.01), "请第小学在本周五"),  # nothing is likely there
        ((" ", 0.4), "请第小学在本周五"),  # the room is a space, which is told by the place of its neighbours
    ],
)
def test_what_was_passed_over_is_taken_where_there_is_room(faint: tuple[str, float], said: str) -> None:
    letters, likely = line("请第*小学在本周五", faint={2: faint})
    found = evened(letters, likely, CHARACTERS, STEPS)
    assert "".join(letter.text for letter in found) == said
    assert all(letter.sure == pytest.approx(faint[1]) for letter in found if letter not in letters)


def test_of_two_characters_in_one_place_the_surer_stays() -> None:
    letters, likely = line("请在本周五前交", faint={})
    letters.insert(1, Letter("一", letters[0].at + 1.5 / STEPS, 0.4))
    assert "".join(letter.text for letter in evened(letters, likely, CHARACTERS, STEPS)) == "请在本周五前交"


def test_a_gap_of_the_page_and_a_short_line_stay_as_they_are() -> None:
    letters, likely = line("请第小学在***周五", faint={5: ("一", 0.4), 6: ("一", 0.4), 7: ("一", 0.4)})
    assert evened(letters, likely, CHARACTERS, STEPS) == tuple(letters)
    letters, likely = line("请*第", faint={1: ("一", 0.4)})
    assert evened(letters, likely, CHARACTERS, STEPS) == tuple(letters)
