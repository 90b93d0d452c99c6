"""Small documents: who says it, through whom, about which country, and every sentence accounted for."""

from __future__ import annotations

from .build import read

REPORT = """Kenya is installing surveillance cameras at its schools and gathers fingerprints and face photographs, a report said.
The researchers wrote that the growing use of surveillance technology threatens to silence people in Kenya.
Digital surveillance is not nearly as widespread as in China, according to the report, published by the Lagos-focused website Open Eyes.
The researchers interviewed 30 former residents and surveyed 80 current residents in 2023.
State media broadcasts show that video surveillance is spreading at ports.
Most of the cameras are bought from vendors in China, and some models include facial recognition.
Applicants for the new card have to give fingerprints and, at least according to one report, a blood sample.
"I think the cost of surveillance equipment has fallen," said Jane Doe, who co-authored the study.
Experts say that China is exporting surveillance technology to governments on three continents. \u2014 AP"""


def _by(sentence: str, technology: str | None) -> list[object]:
    claims, _ = read(REPORT)
    return [c for c in claims if sentence in c.quote and c.technology == technology]


def chain(claim: object) -> list[tuple[str, str]]:
    return [(e.source, e.kind) for e in claim.attribution]  # type: ignore[attr-defined]


def test_a_report_named_later_is_meant_from_the_first_sentence_on() -> None:
    [camera] = _by("a report said", "video-surveillance")
    assert chain(camera) == [("The Outlet", "outlet"), ("AP", "wire"), ("Open Eyes", "report")]
    assert camera.status == "being-installed"  # type: ignore[attr-defined]
    [prints] = _by("a report said", "biometric-database")
    assert prints.status == "in-use"  # type: ignore[attr-defined]
    assert "schools" not in [p.name for p in prints.places]  # type: ignore[attr-defined]


def test_the_report_goes_on_speaking_and_its_sources_stand_beneath_it() -> None:
    [spread] = _by("State media", "video-surveillance")
    assert chain(spread)[-2:] == [("Open Eyes", "report"), ("State media", "state-media")]
    [bought] = _by("Most of the cameras", "video-surveillance")
    assert bought.attribution[-1].verb == "implicit"  # type: ignore[attr-defined]
    assert bought.aspect == "procurement"  # type: ignore[attr-defined]


def test_a_feature_of_some_models_is_not_use() -> None:
    [feature] = _by("Most of the cameras", "facial-recognition")
    assert (feature.aspect, feature.status, feature.capability_status) == ("capability", "unknown", "product-feature")  # type: ignore[attr-defined]


def test_what_one_unnamed_report_says_is_its_own_claim() -> None:
    sure, hearsay = _by("blood sample", "biometric-database")
    assert (sure.certainty, hearsay.certainty) == ("CT+", "PS+")  # type: ignore[attr-defined]
    assert chain(hearsay)[-1] == ("one report", "unnamed")
    assert hearsay.data_captured == ("blood sample",)  # type: ignore[attr-defined]


def test_the_method_names_the_bases_as_branches_of_the_report() -> None:
    [method] = _by("interviewed", None)
    assert method.kind == "method"  # type: ignore[attr-defined]
    report = next(i for i, e in enumerate(method.attribution) if e.kind == "report")  # type: ignore[attr-defined]
    bases = [e for e in method.attribution if e.under == report]  # type: ignore[attr-defined]
    assert [e.kind for e in bases] == ["witnesses", "survey"]


def test_a_comparison_is_no_deployment_elsewhere() -> None:
    [compared] = _by("widespread", "digital-surveillance")
    assert compared.kind == "comparison"  # type: ignore[attr-defined]
    assert (compared.comparator.against, compared.comparator.direction) == ("China", "less")  # type: ignore[attr-defined]
    assert "CN" not in [p.country for p in compared.places]  # type: ignore[attr-defined]


def test_a_claim_on_another_country_stays_there_and_is_not_the_reports() -> None:
    [export] = _by("Experts", "digital-surveillance")
    assert [p.country for p in export.places] == ["CN"]  # type: ignore[attr-defined]
    assert chain(export)[-1] == ("Experts", "experts")
    assert ("Open Eyes", "report") not in chain(export)


def test_an_analyst_speaks_for_himself() -> None:
    [cost] = _by("I think", "digital-surveillance")
    assert (cost.kind, cost.certainty, cost.attribution[-1].source) == ("opinion", "PR+", "Jane Doe")  # type: ignore[attr-defined]


def test_furniture_is_accounted_for_and_never_claimed() -> None:
    text = "Menu Surveillance cameras are installed in Kenya.\nSurveillance cameras are installed in Iran."
    claims, account = read(text, furniture=("Menu",))
    assert [s.outcome for s in account] == ["furniture", "claims"]
    assert account[0].reason == "menu"
    assert {p.country for c in claims for p in c.places} == {"IR"}


def test_without_an_outlet_the_document_speaks() -> None:
    claims, _ = read("Surveillance cameras are installed in Kenya.", source=None)
    assert [(e.source, e.kind, e.start) for e in claims[0].attribution] == [("the document", "document", None)]


def test_a_time_counted_from_publication_needs_its_date() -> None:
    sentence = "Kenya installed surveillance cameras last year."
    assert read(sentence)[0][0].true_when == "2023"
    assert read(sentence, published=None)[0][0].true_when is None


def test_the_same_text_gives_the_same_records() -> None:
    assert read(REPORT) == read(REPORT)


def test_a_line_too_long_for_a_sentence_is_declined_and_says_so() -> None:
    claims, account = read("surveillance cameras are installed in schools and " * 60)
    assert claims == []
    assert "read it by hand" in (account[0].reason or "")
