"""Who says it, through whom: English sentences of our own writing, each with the sources that speak in its last sentence."""

from __future__ import annotations

import pytest

from sousveil.claim.plain import plain
from sousveil.claim.speech import Speech, nested
from sousveil.claim.voices import Voices
from sousveil.records import Document, Passage

from .build import work


def heard(text: str) -> list[tuple[tuple[int, int], list[Speech]]]:
    """For each sentence of ``text`` where it stands and who speaks in it."""
    held = work(text)
    passages = sorted(held.all(Passage), key=lambda p: p.ordinal)
    voices = Voices(text, plain(text), held.one(Document), held.collections, passages, 2000)
    return [((a, b), voices.hear(a, b, "en")) for p in passages for a, b in p.sentences]


def innermost(text: str, word: str) -> str:
    """Who stands innermost for the last mention of ``word``; "" for nobody but the outlet."""
    at = text.rindex(word)
    (_, speeches) = next(h for h in heard(text) if h[0][0] <= at < h[0][1])
    chain = nested(speeches, at)
    return chain[-1].source if chain else ""


# text | a word of the claim | who stands innermost for it
SENTENCES = """
The clerk's wife said the cameras had been dark since May.|cameras|The clerk's wife
The cameras, she thought, had been dark since May.|cameras|
Ines Holm, who chairs the panel, said the cameras cost too much.|cameras|Ines Holm
A spokesman for the port, Olu Dane, said the cameras were on order.|cameras|Olu Dane
Deputy Interior Minister Karel Voss told reporters that the drones fly at night.|drones|Karel Voss
"The drones fly at night," grumbled a retired pilot in Old Lane.|drones|a retired pilot
"The drones fly at night," said the group's founder, Dr Ana Reyes, who has counted them.|drones|Ana Reyes
Drones, the harbour master insists, are not used on weekdays.|Drones|the harbour master
Two guards who left the camp in 2019 told us that the fence has sensors.|sensors|Two guards
A teacher at a school in the north maintained that the cameras see nothing.|cameras|A teacher
The contractor, on the other hand, says that every camera was repaired.|camera|The contractor
Last week the border police in Essen said that drones had replaced patrols.|drones|the border police
Customs records show that 300 cameras came in through the port.|cameras|Customs records
Footage from the market shows cameras on every pole.|cameras|Footage
An annex to the report puts the number of cameras at 3,000.|cameras|An annex
The notice (closing date 2 May) asks for 480 cameras.|cameras|The notice
A letter of the bureau, dated 3 May, asks for "a full copy of all fingerprints".|fingerprints|A letter
Half of the cameras, according to the city's own inventory, are out of order.|cameras|the city's own inventory
The cameras were found by the auditor to be out of order.|cameras|the auditor
The mayor was quoted by the state agency as saying that the cameras run day and night.|cameras|The mayor
The paper quoted Dr Mina Sato as saying that the gates read faces.|gates|Mina Sato
BelTA learned from the ideology department that all schools have cameras.|cameras|the ideology department
Sensors reported 2,310 shots last year.|shots|
Software mentioned by the unions was bought in 2019.|Software|
The police added 40 drones to the fleet.|drones|
Nobody can say how many cameras there are.|cameras|
The police have not confirmed that drones are used.|drones|
Gangs have put up their own cameras in two districts.|cameras|
The crowd waited until the sheriff produced a written policy on drones.|drones|
The reports of cameras in the valley are old.|cameras|
Eleven of the 30 described being filmed by drones.|drones|Eleven of the 30
Furtivo, which says that its cameras can tell a thief by his walk, has new owners.|cameras|Furtivo
A nephew of mine stayed there in May and reports that the cameras are gone.|cameras|A nephew
""".strip().split("\n")

# What goes before is told by more than one sentence.
STORIES = """
Noor Bakker of Orbit Lens said it was a camera. Ada Holm is more cautious. The object could be a lamp, she said.|object|Ada Holm
Interior Minister Jorun Vasa denied it all. There were no microphones, the minister told state radio.|microphones|Jorun Vasa
The woman we call Mrs Om sold shoes until 2022. "The phone takes pictures," she told us.|phone|Om
Ada Holm said the poles were new. "They look like cameras. I would say cheap cameras."|cheap|Ada Holm
"We have eighteen operators. Five cameras work," said Pedro Lima.|operators|Pedro Lima
Kestrel Properties, which runs the estate, said the trial was over. It could not say whether the cameras are gone.|cameras|Kestrel Properties
Officials in Kodor said the gates were shut. They said the cameras would stay.|cameras|Officials
A bus driver told us of the gate. He said that it had turned red for a passenger by its camera.|camera|A bus driver
We interviewed 27 people who left. Only four had ever seen a camera.|camera|four
The Lowland Centre said the network is large. Ministry staff disagreed. Brook said so. The cameras stand in the port.|cameras|
Senator Rey asked about cost. Baroness Dunn: On 31 December 1,912 people wore a bracelet.|bracelet|Dunn
Karin Moe heads the lab. The cameras are dark, Moe concedes.|cameras|Karin Moe
""".strip().split("\n")


@pytest.mark.parametrize("line", [*SENTENCES, *STORIES])
def test_who_stands_innermost(line: str) -> None:
    text, word, wanted = line.split("|")
    found = innermost(text, word)
    assert found == wanted or (wanted and found in (f"Mrs {wanted}", f"Baroness {wanted}"))


def test_every_source_is_named_where_it_says() -> None:
    for line in [*SENTENCES, *STORIES]:
        text = line.split("|")[0]
        for _, speeches in heard(text):
            for speech in speeches:
                assert speech.start is None or text[speech.start : speech.end] == speech.source


def test_one_who_is_cited_stands_beneath_the_one_who_cites() -> None:
    text = "Police fly drones over the camp, Reuters reported, citing two officers."
    [(_, speeches)] = heard(text)
    assert [s.source for s in nested(speeches, text.index("drones"))] == ["Reuters", "two officers"]


def test_two_clauses_with_two_speakers_are_kept_apart() -> None:
    text = "The mayor said the cameras are new, but residents said the poles are old."
    [(_, speeches)] = heard(text)
    assert nested(speeches, text.index("cameras"))[-1].source == "The mayor"
    assert nested(speeches, text.index("poles"))[-1].source == "residents"


def test_a_denial_is_marked_and_a_source_without_a_name_is_as_sure_as_any() -> None:
    [(_, denied)] = heard("The ministry denied that it uses drones.")
    assert denied[0].negative
    [(_, told)] = heard("According to residents, drones fly at night.")
    assert (told[0].source, told[0].level) == ("residents", "CT")


def test_he_without_anybody_named_before_is_nobody() -> None:
    assert innermost("Police said no. He said the drones fly.", "drones") == ""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Tenants hardly know how face recognition technology works.", ""),
        ("Residents do not know that cameras are installed in the square.", ""),
        ("Few drivers understand that cameras read their plates.", ""),
        ("A few residents know that cameras are installed in the square.", "A few residents"),
        ("Officials said residents did not know that cameras were installed.", "Officials"),
    ],
)
def test_who_does_not_know_is_no_source(text: str, wanted: str) -> None:
    assert innermost(text, "cameras" if "cameras" in text else "technology") == wanted
