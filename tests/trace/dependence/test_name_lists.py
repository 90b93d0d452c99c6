"""Lists of names in the many ways that catalogues write them. All names are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.trace.dependence.name_lists import NameLists, PersonName, segments

PLAIN = [
    "Orrick, Tamsin; Vandell, Piers", "Tamsin Orrick", "Piers Vandell", "Quillby, Rosa", "Rosa Quillby",
    "Marlow, Edda; Fenwright, Jonas", "Edda Marlow", "Jonas Fenwright", "Okonjo, Ada", "Ada Okonjo",
]  # fmt: skip


def lists(*texts: str) -> NameLists:
    """A reader that met the plain lists on other objects and ``texts`` on object "x"."""
    return NameLists([(f"p{i}", text) for i, text in enumerate(PLAIN)] + [("x", text) for text in texts])


@pytest.mark.parametrize(
    "text",
    [
        "Orrick, Tamsin; Vandell, Piers", "Tamsin Orrick, Piers Vandell", "ORRICK, TAMSIN VANDELL, PIERS",
        "Orrick, Tamsin/ Vandell, Piers", "Orrick, Tamsin, Vandell, Piers", "Tamsin Orrick & Piers Vandell",
        "Orrick, Tamsin (Author) Vandell, Piers (Joint Author)", "By (author) Orrick, Tamsin By (author) Vandell, Piers",
        "Orrick, TamsinVandell, Piers", "Tamsin Orrick Piers Vandell", "Orrick- Tamsin/ Vandell- Piers",
        "Piers Vandell and Tamsin Orrick", "Orrick, T., Vandell, P.", "Orrick Tamsin; Vandell Piers",
        "Orrick, Tamsin; Vandell, Piers; Foreword by Rosa Quillby", "Tamsin Orrick, Ph.D., Piers Vandell",
    ],
)  # fmt: skip
def test_one_list_in_many_ways(text):
    read = lists(text)
    assert read.value("x", text, initials=True) == ("orrick t", "vandell p")


@pytest.mark.parametrize("text", ["Not Available", "N/A", "", "Various", "unknown", "Anonymous", "  ", "et al."])
def test_nobody_is_no_value(text):
    assert lists(text).value("x", text) is None


def test_a_misspelt_and_a_short_name_are_drawn_to_the_commonest():
    texts = ["Orrick, Tamsin"] * 3 + ["Orick, Tamsin", "Orrick"]
    read = lists(*texts)
    assert {read.value("x", text, initials=True) for text in texts} == {("orrick t",)}


def test_two_of_one_family_stay_two():
    read = lists("Orrick, Tamsin; Orrick, Piers")
    assert read.value("x", "Orrick, Tamsin; Orrick, Piers", initials=True) == ("orrick p", "orrick t")


def test_names_of_two_objects_are_never_drawn_together():
    read = NameLists([("x", "Orrick, Tamsin"), ("x", "Orrick, Tamsin"), ("y", "Orick, Tamsin")])
    assert read.value("y", "Orick, Tamsin") == ("orick",)


def test_particles_stay_with_the_family_name():
    read = lists("Van der Molen, Edda", "Edda van der Molen")
    assert read.names("x", "Van der Molen, Edda") == (PersonName("vandermolen", ("edda",)),)
    assert read.value("x", "Edda van der Molen") == ("vandermolen",)


def test_asides_are_left_out():
    assert segments("Illustrated by Ada Okonjo; Quillby, Rosa") == ["Quillby, Rosa"]


@given(st.lists(st.text(alphabet="abcXY ,;./&()-'é\u4e00", max_size=40), max_size=6))
def test_no_text_breaks_the_reader(texts):
    read = NameLists([("x", text) for text in texts])
    for text in texts:
        value = read.value("x", text)
        assert value is None or list(value) == sorted(set(value))
