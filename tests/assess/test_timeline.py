"""A deployment's life: bounds that only narrow by what is said, and never run backwards."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sousveil.assess.dating import current, period, when
from sousveil.assess.evidence import LADDER
from sousveil.assess.timeline import CHAIN, ORDER, sentence, spans, timeline
from sousveil.records import Claim, Origins, Stage
from sousveil.records.time import edtf_bounds, is_edtf
from tests.trace.helpers import claim

from .test_findings import case, the

TEXT = "There are cameras in the town."
DATES = st.one_of(
    st.none(), st.builds(str, st.integers(2000, 2024)),
    st.builds("{}-{:02d}".format, st.integers(2000, 2024), st.integers(1, 12)),
    st.builds(lambda a, b: f"{min(a, b)}/{max(a, b)}", st.integers(2000, 2024), st.integers(2000, 2024)),
    st.builds("{}/..".format, st.integers(2000, 2024)), st.builds("../{}".format, st.integers(2000, 2024)),
    st.sampled_from(["2015~", "201X", "2015-XX"]),
)  # fmt: skip
STATUSES = (*LADDER[1:], "abandoned")


def told(status: str, true_when: str | None, published: str | None = None, number: int = 0) -> Claim:
    return claim(f"i{number}", TEXT, TEXT, [("Paper", "outlet")], status=status, true_when=true_when,
                 published=published)  # fmt: skip


def stages(*claims: Claim) -> dict[str, Stage]:
    ended = [c for c in claims if c.status == "abandoned"]
    rest = [c for c in claims if c.status != "abandoned"]
    found = timeline(rest, ended, lambda _: Origins(0, 1, 1), lambda _status, _claims: None)
    return {stage.status: stage for stage in found}


def day(text: str | None, side: int) -> Any:
    bounds = edtf_bounds((text or "").partition("/")[0] if side == 0 else (text or "").rpartition("/")[2])
    return None if text is None or bounds is None else bounds[side]


CLAIMS = st.lists(st.tuples(st.sampled_from(STATUSES), DATES, st.sampled_from([None, "2023-05-04"])), max_size=9)


@given(CLAIMS)
@settings(deadline=None, max_examples=150)
def test_bounds_never_run_backwards(given_claims: list[tuple[str, str | None, str | None]]) -> None:
    claims = [told(status, date, out, n) for n, (status, date, out) in enumerate(given_claims)]
    found = stages(*claims)
    assert set(found) == {c.status for c in claims} and list(found) == [s for s in ORDER if s in found]
    for stage in found.values():
        for text in (stage.earliest, stage.latest):
            assert text is None or is_edtf(text)
        if stage.earliest and stage.latest:
            assert day(stage.earliest, 0) <= day(stage.latest, 1)
        assert set(stage.claims) == {c.id for c in claims if c.status == stage.status}
        assert stage.dated in ("stated", "published")
    chain = [found[status] for status in CHAIN if status in found]
    latest = [day(stage.latest, 1) for stage in chain if stage.latest]
    assert latest == sorted(latest)
    # A purchase may be told late or not at all: what is put in place follows the rest of the ladder.
    earliest = [day(stage.earliest, 0) for stage in chain if stage.earliest and stage.status != "procured"]
    assert earliest == sorted(earliest)


@given(CLAIMS)
@settings(deadline=None, max_examples=60)
def test_a_claim_more_never_makes_a_stage_later(given_claims: list[tuple[str, str | None, str | None]]) -> None:
    claims = [told(status, date, out, n) for n, (status, date, out) in enumerate(given_claims)]
    by_status = {status: [c for c in claims if c.status == status] for status in LADDER[1:]}
    whole = spans(dict(by_status))
    for status, held in by_status.items():
        if len(held) > 1:
            fewer = spans({**by_status, status: held[1:]})
            for at, span in fewer.items():
                latest = whole[at].latest
                assert span.latest is None or (latest is not None and latest.day <= span.latest.day)


def test_the_stages_of_a_life_in_order() -> None:
    found = stages(told("in-use", "2018", number=1), told("announced", "2012-03", number=2),
                   told("installed", "2015/2016", number=3), told("procured", None, "2017-02-01", number=4),
                   told("abandoned", "2022", number=5))  # fmt: skip
    assert [(s.status, s.earliest, s.latest, s.dated) for s in found.values()] == [
        ("announced", "2012-03", "2012-03", "stated"), ("procured", None, "2016", "published"),
        ("installed", "2015", "2016", "stated"), ("in-use", "2015", "2018", "stated"),
        ("abandoned", "2022", "2022", "stated"),
    ]  # fmt: skip


def test_what_is_used_was_installed_by_then() -> None:
    found = stages(told("in-use", "2014", number=1), told("installed", None, "2020-01-01", number=2))
    assert found["installed"].latest == "2014"
    late = stages(told("in-use", "2014", number=1), told("installed", "2018", number=2))["installed"]
    assert (late.earliest, late.latest) == (None, "2014")


def test_since_tells_when_it_began() -> None:
    began = stages(told("in-use", "2015/.."))["in-use"]
    assert (began.earliest, began.latest) == ("2015", "2015") and began.sentence == "In use since 2015."


@pytest.mark.parametrize(("status", "earliest", "latest", "stated", "words"), [
    ("installed", "2015", "2015", True, "Installed in 2015."),
    ("installed", "2015", "2017-03", True, "Installed between 2015 and 2017-03."),
    ("announced", "2015-03-01", "2015-03-01", True, "Announced on 2015-03-01."),
    ("in-use", None, "2015", True, "In use by 2015."),
    ("in-use", None, "2015-03-01", False, "In use by 2015-03-01, when it was published."),
    ("procured", None, None, False, "Bought or ordered; the claims do not say when."),
    ("abandoned", "2015", None, True, "Given up, not before 2015."),
    ("in-use", "2015", "2015", True, "In use since 2015."),
])  # fmt: skip
def test_every_stage_reads_as_english(
    status: str, earliest: str | None, latest: str | None, stated: bool, words: str
) -> None:
    assert sentence(status, earliest, latest, stated) == words


def test_no_stage_s_sentence_mixes_likelihood_in_or_says_absent() -> None:
    for status in ORDER:
        for earliest in (None, "2015"):
            for latest in (None, "2016", "2016-01-01"):
                words = sentence(status, earliest, latest, True)
                assert not any(word in words.lower() for word in ("absent", "likely", "confidence", "chance"))


@given(st.lists(st.tuples(st.sampled_from(STATUSES), DATES), max_size=8))
@settings(deadline=None, max_examples=60)
def test_nothing_is_lost_between_new_and_old(given_claims: list[tuple[str, str | None]]) -> None:
    claims = [told(status, date, None, n) for n, (status, date) in enumerate(given_claims)]
    fresh, old = current(claims)
    assert {c.id for c in fresh} | {c.id for c in old} == {c.id for c in claims}
    assert not {c.id for c in fresh} & {c.id for c in old}
    assert not claims or fresh
    assert all(when(c) is not None and c.status != "procured" for c in old)
    told_period = period(claims)
    assert told_period is None or is_edtf(told_period)


def test_a_finding_has_its_timeline_with_origins_and_likelihood() -> None:
    finding = the(case(("Paper", {"status": "installed", "true_when": "2015"}), ("Radio", {"true_when": "2017"})))
    installed, used = finding.timeline
    assert (installed.status, used.status) == ("installed", "in-use")
    assert installed.likelihood is not None and installed.likelihood.term == "very likely"
    assert used.likelihood is not None and used.likelihood.term == "likely" and used.origins.gateways_at_least == 1
