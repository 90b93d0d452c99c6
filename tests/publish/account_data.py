"""A small made-up case, written for these tests: a fictional country, two retellings of one report, a tender."""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from sousveil.case.merkle import inclusion_proof, leaf_hash, root_hash
from sousveil.case.vocabulary.load import Entry, PlaceEntry, Vocabulary
from sousveil.publish.account import Account, CustodyHead, CustodyProof
from sousveil.records import (
    Bearing,
    Cell,
    Change,
    Claim,
    ClaimOrigins,
    Collection,
    Contradiction,
    Dependence,
    Document,
    DrawnBy,
    Drift,
    Edge,
    Failure,
    Finding,
    Grade,
    Hop,
    Hypothesis,
    Item,
    Judgement,
    Likelihood,
    Link,
    Origins,
    Passage,
    Place,
    Quantity,
    Searched,
    Sentence,
    Source,
    Stage,
    Text,
)  # fmt: skip
from sousveil.records.ids import claim_id, record_id, sha256_hex

COLLECTOR = "Wilhelmina Quistgaard"
KEY = b"k" * 32

STAR = [
    ("title", "Veldania watches its schools"),
    ("byline", "By Ada Brandt, 3 May 2024"),
    ("paragraph", ("Veldania is putting cameras in schools and workplaces in Lorn, the Harbour Institute said in a "
                  "report. The cameras are mostly bought from Teshima Optics.")),
    ("paragraph", ("It is uncertain how much footage is stored centrally. The institute interviewed 31 people who "
                  "left the country.")),
    ("paragraph", "Officials denied that any camera stands in a classroom."),
    ("furniture", "Others also read: Ten beaches to visit this summer"),
]  # fmt: skip
WIRE = [
    ("title", "벨다니아, 학교에 감시 카메라 설치"),
    ("paragraph", ("하버연구소는 보고서에서 벨다니아가 론의 학교와 직장에 감시 카메라를 설치하고 있다고 밝혔다. "
                  "자료가 중앙에 얼마나 저장되는지는 확실하지 않다.")),
    ("paragraph", "날씨는 당분간 맑겠다."),
]  # fmt: skip
TENDER = [
    ("heading", "采购公告"),
    ("paragraph", "洛恩市公安局采购人脸识别摄像机120台。交货期为2024年6月。"),
    ("paragraph", "投标人应当提交密封的报价文件。"),
]  # fmt: skip
HOSTILE = [
    ("title", "<script>alert(1)</script> \u202egnp.exe"),
    ("paragraph", "\"'><img src=x onerror=alert(2)> Cameras & <b>fences</b> \u05e9\u05dc at {{ 7*7 }} the border."),
]  # fmt: skip


def lay(blocks: list[tuple[str, str]]) -> tuple[str, list[tuple[str, int, int]]]:
    text, places = "", []
    for kind, words in blocks:
        start = len(text)
        text += words
        places.append((kind, start, len(text)))
        text += "\n\n"
    return text, places


def sentences_in(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found, at = [], start
    for index in range(start, end):
        if text[index] in ".。" and (index + 1 == end or text[index] == "。" or text[index + 1] == " "):
            found.append((at, index + 1))
            at = index + 1
            while at < end and text[at] == " ":
                at += 1
    if at < end:
        found.append((at, end))
    return found


class Builder:
    """Collects records the way stages would."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.held: dict[str, Any] = {
            name: [] for name in ("collections", "documents", "claims", "claim_origins", "sources", "links", "findings",
                                  "drifts", "dependences", "judgements", "searches", "failures")
        }  # fmt: skip
        self.bytes: dict[str, bytes] = {}
        self.text: dict[str, str] = {}
        self.passage: dict[str, list[Passage]] = {}
        self.sentence: dict[str, list[Sentence]] = {}

    def item(
        self, name: str, blocks: list[tuple[str, str]], language: str, media_type: str = "text/plain", **stated: Any
    ) -> str:
        text, places = lay(blocks)
        data = text.encode() if media_type == "text/plain" else b"%PDF-1.7 made up\n" + text.encode()
        item = sha256_hex(data)
        self.bytes[item], self.text[item] = data, text
        self.items.append(Item(item, name, len(data), media_type, "2024-06-01T10:00:00Z"))
        self.held["collections"].append(
            Collection(record_id("k", item, 0), item, name, "2024-06-01T10:00:00Z", COLLECTOR, "folder", **stated)
        )
        title = next((words for kind, words in blocks if kind in ("title", "heading")), None)
        self.held["documents"].append(
            Document(item, language, "text", len(text), title=title, doubts=stated.get("doubts", ()))
        )
        self.passage[item], self.sentence[item] = [], []
        for number, (kind, start, end) in enumerate(places):
            furniture = "related headline" if kind == "furniture" else None
            spans = tuple(sentences_in(text, start, end))
            self.passage[item].append(
                Passage(record_id("p", item, number), item, number, start, end, "other" if furniture else kind,
                        language, spans, furniture=furniture, page=2 if media_type == "application/pdf" else None)
            )  # fmt: skip
            for a, b in spans:
                self.sentence[item].append(
                    Sentence(record_id("n", item, a), item, a, b, "furniture" if furniture else "declined",
                             reason=furniture or "context only")
                )  # fmt: skip
        return item

    def claim(self, item: str, words: str, technology: str, *, status: str = "in-use", who: tuple[Edge, ...] = (),
              **more: Any) -> str:  # fmt: skip
        text = self.text[item]
        at = text.index(words)
        passage = next(p for p in self.passage[item] if p.start <= at < p.end)
        start, end = next((a, b) for a, b in passage.sentences if a <= at < b)
        language = passage.language
        made = Claim(
            claim_id(item, [(start, end)], technology, "deployment", more.pop("ordinal", 0)), item, ((start, end),),
            text[start:end], more.pop("statement", text[start:end]), language, more.pop("kind", "fact"), technology,
            "deployment", status, more.pop("certainty", "CT+"),
            who or (Edge("The Star", "outlet", "reports", "reported", "CT+"),), DrawnBy("claim", "1"),
            terms=((at, at + len(words)),), **more,
        )  # fmt: skip
        self.held["claims"].append(made)
        self.sentence[item] = [
            Sentence(s.id, s.item, s.start, s.end, "claims", (made.id,)) if s.start == start else s
            for s in self.sentence[item]
        ]
        return made.id

    def account(self, **more: Any) -> Account:
        @contextlib.contextmanager
        def opened(item: str) -> Iterator[BinaryIO]:
            yield io.BytesIO(self.bytes[item])

        def text_of(item: str) -> Text | None:
            return Text(item, self.text[item]) if item in self.text else None

        values: dict[str, Any] = dict(
            title="Cameras in Veldania", standard="icd-203", generated_at="2024-06-02T08:00:00Z", items=self.items,
            texts=text_of, passages=lambda i: self.passage.get(i, []), sentences=lambda i: self.sentence.get(i, []),
            vocabulary=VOCABULARY, custody=[custody(self.items)], open_original=opened, release_key=KEY,
            private=("/home/wilhelmina", "quistgaard-laptop"), program="sousveil 0.1.0",
            commitment=lambda item: hashlib.sha256(salt(item) + bytes.fromhex(item)).hexdigest(), **self.held,
        )  # fmt: skip
        values.update(more)
        return Account(**values)


def salt(item: str) -> bytes:
    return hmac.new(b"salts", item.encode(), hashlib.sha256).digest()


def custody(items: list[Item]) -> CustodyHead:
    entries = [f'{{"kind":"added","sha256":"{item.id}"}}' for item in items]
    commitments = [hashlib.sha256(salt(i.id) + e.encode()).digest() for i, e in zip(items, entries, strict=True)]
    leaves = [leaf_hash(commitment) for commitment in commitments]
    proofs = tuple(
        CustodyProof(item.id, n, commitments[n].hex(), tuple(p.hex() for p in inclusion_proof(leaves, n)),
                     salt(item.id).hex(), entries[n])
        for n, item in enumerate(items)
    )  # fmt: skip
    return CustodyHead("log-1", len(leaves), root_hash(leaves).hex(), proofs)


VOCABULARY = Vocabulary(
    {
        "video-surveillance": Entry("video-surveillance", "technology", "Video surveillance",
                                    "Cameras that watch places where people are."),
        "facial-recognition": Entry("facial-recognition", "technology", "Facial recognition",
                                    "Software that finds or compares faces in pictures."),
        "border-monitoring": Entry("border-monitoring", "technology", "Border monitoring",
                                   "Fences, sensors and cameras along a border."),
        "iptv": Entry("iptv", "technology", "Set-top boxes and IPTV", "Boxes that record what is watched."),
        "electricity": Entry("electricity", "condition", "Electricity", "Power that a system needs."),
    },
    {
        "in-use": Entry("in-use", "status", "in use", "It is said to be working."),
        "procured": Entry("procured", "status", "procured", "It is said to have been bought."),
    },
    {"veldania": PlaceEntry("veldania", "Veldania", "country"), "lorn": PlaceEntry("lorn", "Lorn", "city")},
    "v1",
)  # fmt: skip


def _at(b: Builder, item: str, words: str) -> tuple[int, int]:
    start = b.text[item].index(words)
    return start, start + len(words)


def _within(b: Builder, item: str, claim: str) -> tuple[int, int]:
    return next((c.start, c.end) for c in b.held["claims"] if c.id == claim)


def sample(*, hostile: bool = True, **more: Any) -> Account:
    """The whole case. Items in this order: star (text), wire (PDF), tender (text), hostile (text)."""
    b = Builder()
    star = b.item("star.txt", STAR, "en", source="The Star", published="2024-05-03",
                  title="Veldania watches its schools",
                  origin="https://star.example/veldania?id=1&x=2", note="sent by W. Q. from the office")
    wire = b.item("wire.pdf", WIRE, "ko", "application/pdf", source="Han Wire", published="2024-05-02")
    tender = b.item("tender.txt", TENDER, "zh", source="Lorn procurement office")
    report = (
        Edge("The Star", "outlet", "reports", "reported", "CT+"),
        Edge("Harbour Institute", "report", "said in a report", "unknown", "CT+", 60, 77, under=0),
        Edge("31 people who left", "witnesses", "told", "saw", "PR+", under=1),
    )
    hear = (Edge("Han Wire", "outlet", "보도했다", "reported", "CT+"),
            Edge("하버연구소", "report", "밝혔다", "unknown", "CT+", under=0))  # fmt: skip
    c1 = b.claim(star, "putting cameras in schools", "video-surveillance", who=report, status="being-installed",
                 places=(Place("Lorn", "city"), Place("Veldania", "country")), target="pupils and workers",
                 published="2024-05-03")  # fmt: skip
    c2 = b.claim(star, "mostly bought from Teshima Optics", "video-surveillance", who=report, seller="Teshima Optics",
                 status="procured")  # fmt: skip
    c3 = b.claim(star, "It is uncertain how much footage", "video-surveillance", who=report, kind="question",
                 certainty="U")  # fmt: skip
    c4 = b.claim(star, "Officials denied", "video-surveillance", certainty="CT-",
                 who=(report[0], Edge("officials", "official", "denied", "official-self-description", "CT-", under=0)))
    c5 = b.claim(wire, "감시 카메라를 설치", "video-surveillance", who=hear, status="being-installed")
    c6 = b.claim(tender, "人脸识别摄像机120台", "facial-recognition", status="procured",
                 who=(Edge("Lorn procurement office", "official", "announces", "official-self-description", "CT+"),),
                 quantity=Quantity(120, 120, "units", "120台"))  # fmt: skip
    # A second claim on the same sentence, so that two anchors share one highlight.
    c7 = b.claim(tender, "摄像机120台", "video-surveillance", status="procured", ordinal=1,
                 who=(Edge("Lorn procurement office", "official", "announces", "official-self-description", "CT+"),))
    harbour = Source(record_id("s", "Harbour Institute"), "Harbour Institute", "report",
                     ("Harbour Institute", "하버연구소"), (), False, 2)  # fmt: skip
    b.held["sources"] += [
        harbour, Source(record_id("s", "The Star"), "The Star", "outlet", ("The Star",), (star,), True, 1),
        Source(record_id("s", "Han Wire"), "Han Wire", "wire", ("Han Wire",), (wire,), True, 1),
        Source(record_id("s", star, "witnesses"), "31 people who left", "witnesses", (), (), False, 1),
    ]
    b.held["links"] += [
        Link(record_id("l", star, wire), star, wire, None, "rewrite", ("Both name the same report and 2 figures.",),
             "the wire story is dated a day earlier", 0.41, 0.6),
        Link(record_id("l", wire, harbour.id), wire, None, harbour.id, "citation",
             ("It names the Harbour Institute's report as where its words come from.",), "the report is cited"),
        Link(record_id("l", star, harbour.id), star, None, harbour.id, "citation",
             ("It names the Harbour Institute's report.",), "the report is cited"),
    ]  # fmt: skip
    putting, installing = _at(b, star, "putting cameras"), _at(b, wire, "설치하고 있다고")
    left, fine = _at(b, star, "31 people"), _at(b, wire, "날씨는 당분간 맑겠다.")
    b.held["drifts"] += [
        Drift("v-1", star, wire, "status", "changed", _within(b, star, c1), _within(b, wire, c5), putting, installing,
              "putting cameras", "설치하고 있다고", "The two texts tell two stages.", "likely", (c1,), (c5,)),
        Drift("v-2", star, wire, "attribution", "dropped", _within(b, star, c1), _within(b, wire, c5),
              (putting[0], putting[0]), installing, "", "설치하고 있다고", "Who said so is gone.", "sure", (c1,), (c5,)),
        Drift("v-3", star, wire, "number", "added", left, fine, left, (fine[0], fine[0]), "31 people", "",
              "A number that nothing quoted holds.", "possible"),
    ]  # fmt: skip
    b.held["dependences"].append(
        Dependence("d-1", record_id("s", "The Star"), record_id("s", "Han Wire"), 0.93, "one", 12, 11, 4,
                   ("Lorn: 120 cameras in both, 118 elsewhere",), ("Four rare values stand in both.",))
    )  # fmt: skip
    one = Origins(2, 1, 1, ("Harbour Institute, report",), ("31 people who left the country",),
                  ("Both articles pass on one report, so they count once.",))  # fmt: skip
    own = Origins(0, 1, 1, ("Lorn procurement office",), ("its own announcement",))
    b.held["claim_origins"] += [
        ClaimOrigins(c, star, one, (harbour.id,), (Hop(star, harbour.id, "The sentence names the report."),))
        for c in (c1, c2, c3)
    ] + [ClaimOrigins(c5, wire, one, (harbour.id,)), ClaimOrigins(c6, tender, own), ClaimOrigins(c7, tender, own)]
    b.held["findings"] += [
        Finding(record_id("g", "video-surveillance", "Lorn", "in-use"), "video-surveillance", "Lorn", None, "in-use",
                "Cameras are likely in use in schools and workplaces in Lorn.", "icd-203",
                Likelihood("likely", 0.55, 0.8), "low", Grade("C", "3"), one, (c1, c5, c2), (c4,), (c3,),
                (Contradiction("denial", "Officials deny what the Harbour Institute reports.", (c1, c4)),),
                ("No independent second source.", "The report itself is not in the case."),
                timeline=(Stage("procured", None, "2024-05", "published", "Cameras were bought by May 2024.", one,
                                Likelihood("likely", 0.55, 0.8), (c2,)),
                          Stage("in-use", "2024-05-02", "2024-05-03", "stated", "They were in use by May 2024.", one,
                                None, (c1,))),
                ledger=(Bearing(harbour.id, "for", "CT+", "reported", "F", "moderate", claims=(c1, c5)),
                        Bearing(record_id("s", star, "witnesses"), "silent", "PR+", "saw", None, "none", False,
                                "It stands beneath the report.")),
                change=Change(harbour.id, "Without the Harbour Institute nothing says so.",
                              ("The report itself, if it can be had.",)),
                hypotheses=(Hypothesis("in-use", "They are in use.", (Cell(harbour.id, "CC"),), 0.0),
                            Hypothesis("absent", "There are none.", (Cell(harbour.id, "II", True),), 2.0),
                            Hypothesis("show", "They are dummies.", (Cell(harbour.id, "N"),), 1.0, True)),
                overrides=("j-4",)),
        Finding(record_id("g", "video-surveillance", "Veldania", "procured"), "video-surveillance", "veldania", None,
                "procured", "Cameras have very likely been bought for Veldania.", "icd-203",
                Likelihood("very likely", 0.8, 0.95), "moderate", Grade("B", "2"),
                Origins(1, 1, 2, ("Harbour Institute, report", "Lorn procurement office")), (c2, c7)),
        Finding(record_id("g", "facial-recognition", "Lorn", "procured"), "facial-recognition", "Lorn", None,
                "procured", "Cameras with facial recognition have likely been bought for Lorn.", "icd-203",
                Likelihood("likely", 0.55, 0.8), "moderate", Grade("B", "3"), own, (c6,)),
    ]  # fmt: skip
    if hostile:
        bad = b.item("<img src=x>\u202egnp.html", HOSTILE, "en", title="<script>alert('t')</script>",
                     origin="javascript:alert(3)", source="\"><svg onload=alert(4)>")  # fmt: skip
        c8 = b.claim(bad, "Cameras &", "border-monitoring",
                     who=(Edge("<i>Someone</i>", "unnamed", "says", "heard", "PS+"),), seller="</dd><script>x</script>")
        b.held["findings"].append(
            Finding(record_id("g", "border"), "border-monitoring", "<b>Border</b>", None, "in-use",
                    "Cameras <script>alert(5)</script> may stand at the border.", "icd-203",
                    Likelihood("roughly even chance", 0.45, 0.55), "low", Grade("F", "6"),
                    Origins(0, 0, 1, (), (), ("An unnamed report counts 0 to 1.",)), (c8,))
        )  # fmt: skip
        b.held["failures"].append(Failure(record_id("f", bad), bad, "<img src=x>\u202egnp.html", "read",
                                          "The page is <cut off>.", "Look at the original.", "warning"))  # fmt: skip
    b.held["failures"].append(Failure(record_id("f", "gone"), None, "gone.pdf", "collect", "There is no file gone.pdf.",
                                      "Check the path.", "failed"))  # fmt: skip
    b.held["judgements"] += [
        Judgement("j-1", c1, "accept", COLLECTOR, "coder", "2024-06-01T12:00:00Z", note="checked"),
        Judgement("j-2", c2, "reject", COLLECTOR, "coder", "2024-06-01T12:01:00Z"),
        Judgement("j-3", c2, "withdraw-judgement", COLLECTOR, "editor", "2024-06-01T12:02:00Z"),
        Judgement("j-4", record_id("g", "video-surveillance", "Lorn", "in-use"), "weigh", COLLECTOR, "editor",
                  "2024-06-01T12:03:00Z", note="W. Q. knows the report", fields={"likelihood": "likely"}),
    ]
    b.held["searches"] += [
        Searched("q-1", "plate reading in Lorn", "the procurement office's notices of 2023", "2024-05-30", COLLECTOR, 0,
                 "video-surveillance", "veldania", note="asked by W. Q."),
        Searched("q-2", "Teshima Optics", "company register", "2024-05-31", COLLECTOR, 3),
    ]  # fmt: skip
    return b.account(**more)
