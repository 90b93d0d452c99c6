"""Voices without a name, in three languages: never a gateway that surely exists; offices of a place always one."""

from __future__ import annotations

import pytest

from sousveil.records import ClaimOrigins, Source
from sousveil.run.step import MemoryView
from sousveil.trace.cast import is_named
from sousveil.trace.nameless import nameless
from sousveil.trace.step import trace_case

from .helpers import claim, item

_NAMELESS = (
    "experts|an expert|Experts|U.S. experts|AI experts|a UK-based NGO|a U.S. think tank|Chinese analysts|officials"
    "|security professionals|a research institute|an analyst at MIT|two officials|Stanford University experts"
    "|a rights group|North Korean experts|专家|專家|多位專家|分析人士|中国专家|美国一家智库|某研究机构|研究所|人权组织|业内人士"
    "|斯坦福大学专家|전문가들|분석가들|연구소|한 연구소|미국 연구소|보안 전문가|전문가 2명|A씨|王某|익명의 관계자|官员|一名官员|인권단체"
    "|미국의 한 연구소|미국 전문가들|한반도 전문가"
)
_NAMED = (
    "Anna Berg|analyst Carl Dahl|Anna Berg, an analyst at X|38 North analysts|38 North|Ridge Institute"
    "|the Open Streets Foundation|Institute for Open Streets|Human Rights Watch|Human Rights Watch experts|세종연구소|통일연구원"
    "|专家李明|中国问题专家李明|김철수 전문가|전문가 김철수|스팀슨센터|人权观察|38노스|自由亚洲电台|经济研究所|Order Watch Group"
)
NAMELESS, NAMED = _NAMELESS.split("|"), _NAMED.split("|")


def origins(outlet: str, *edges: tuple[str, str]) -> tuple[ClaimOrigins, dict[str, Source]]:
    text = "There are cameras to be seen in each street of the whole country, as it was said on Monday at noon."
    records = [*item("x", text, outlet=outlet), claim("x", text, text, [(outlet, "outlet"), *edges])]
    found = trace_case(MemoryView(records)).records
    one = next(r for r in found if isinstance(r, ClaimOrigins))
    return one, {r.id: r for r in found if isinstance(r, Source)}


@pytest.mark.parametrize("source", NAMELESS)
def test_what_a_voice_is_does_not_name_it(source: str) -> None:
    assert nameless(source) and not is_named(source)
    for kind in ("experts", "person"):
        one, sources = origins("Paper", (source, kind))
        assert (one.origins.gateways_at_least, one.origins.gateways_at_most) == (0, 1)
        assert {sources[g].kind for g in one.gateway_sources} <= {"experts", "unnamed"}


@pytest.mark.parametrize("source", NAMED)
def test_a_name_beside_a_role_is_a_name(source: str) -> None:
    assert not nameless(source)
    one, _ = origins("Paper", (source, "organisation" if is_named(source) and " " not in source else "person"))
    assert one.origins.gateways_at_least == 1


def test_two_spellings_of_the_chinese_word_for_experts_are_one_wording() -> None:
    names = {origins("Paper", (word, "experts"))[0].origins.gateways for word in ("专家", "專家")}
    assert names == {("专家",)}


@pytest.mark.parametrize(("source", "kind"), [
    ("the mayor of Hill Town", "official"), ("the mayor of Hill Town", "person"), ("the mayor", "official"),
    ("the ministry", "official"), ("the interior ministry", "official"), ("the police", "official"),
    ("Police", "official"), ("its director", "official"), ("公安部", "official"), ("국방부", "official"), ("警方", "official"),
    ("Ministry of Order", "official"), ("the city council", "official"),
])  # fmt: skip
def test_an_office_or_public_body_is_a_source(source: str, kind: str) -> None:
    one, sources = origins("Paper", (source, kind))
    assert (one.origins.gateways_at_least, one.origins.gateways_at_most) == (1, 1)
    assert {sources[g].kind for g in one.gateway_sources} == {"official"}


@pytest.mark.parametrize("source", ["an official", "officials", "police officials", "a mayor", "a ministry official",
                                    "two officers", "官员", "一名官员", "당국자", "관계자", "익명의 공무원"])  # fmt: skip
def test_an_official_without_name_or_office_is_nobody(source: str) -> None:
    one, _ = origins("Paper", (source, "official"))
    assert (one.origins.gateways_at_least, one.origins.gateways_at_most) == (0, 1)


def test_the_mayor_of_one_town_is_one_source_in_every_document() -> None:
    records = []
    for number, source in enumerate(("the mayor of Hill Town", "The Mayor of Hill Town", "Mayor of Hill Town")):
        text = f"Number {number}: there are cameras in street {number}, as was told to whoever asked on that day."
        records += item(str(number), text, outlet=f"Paper {number}")
        records.append(claim(str(number), text, text, [(f"Paper {number}", "outlet"), (source, "official")]))
    found = [r for r in trace_case(MemoryView(records)).records if isinstance(r, ClaimOrigins)]
    assert len(found) == 3 and len({one.gateway_sources for one in found}) == 1
