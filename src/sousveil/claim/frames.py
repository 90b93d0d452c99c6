"""Claim frames: what each sentence says of each technology it names, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from sousveil.records import Comparator

from . import facets
from .binding import best, family, groups, is_weak, other_hit_between, reserved
from .certainty import WEAK_NEGATION, certainty, weakest
from .drafts import Draft, drop_umbrella, sold
from .ground import Grounded
from .lexicon import Hit
from .mere import without_occasions
from .places import Mention
from .quantity import quantity_of
from .status import Cue, cues
from .turns import ended, falsehood, grew, turned, unmarked

_OF_OTHERS = re.compile(
    r"\bwho (?:[a-z]+ ){0,2}?(?:not|never|refused?|fail(?:ed)?|(?<=n)'t)\b|\bwho (?:do|did|have|were|are|is|was|"
    r"does)n't\b"
)
"""What people do not do ("women who do not wear it") is no denial of what watches them."""
_MORE = re.compile(r"(?: [a-z]+){0,2} (?:more|another|further|additional|[\d,]+)\b")
_ACTS = re.compile(
    r".*[을를] (?:인식|판독|읽)$|(?:识别|读取)|(?:wire ?tapp?\w*|tapp?ed|reads?|reading|scan(?:s|ned|ning)?|"
    r"identif(?:y|ies|ied|ying)|track\w*|trac(?:e|es|ing)|recogni[sz]\w+|"
    r"intercept\w*|listen\w*|monitor(?:s|ed|ing)?)\b(?! (?:system|technolog|equipment|camera|network|tool|app|"
    r"software|device))"
)
_IF = re.compile(r"^\W*(?:if|unless|were|should) |^\W*(?:만약|만일)|^\W*(?:如果|假如|假若|倘若|若)")
_AUXILIARY = re.compile(r"(?:is|are|was|were|be|been|will|would|has|have|had) ")
_ACTING = frozenset({"drones", "informant-network"})
"""What is in use wherever it is seen: it does not stand there idle."""
_RELATED = {
    "en": re.compile(r"\b(?:digital|surveillance|cameras?|cctv|monitoring|technolog\w+|biometric|facial)\b"),
    "ko": re.compile(r"감시|카메라|디지털|기술|CCTV|cctv"), "zh": re.compile(r"监控|监视|摄像|数字|技术|監控"),
}  # fmt: skip


_KEPT = frozenset(
    {"biometric-database", "informant-network", "mobile-network", "location-tracking", "national-intranet"}
)
"""What is not put up in a place: "there is" or "contains" says of it that it is kept or runs."""


def _holds(cue: Cue, hit: Hit) -> bool:
    """Whether a plan or an end stands around the term: "switched its face recognition off"."""
    return (cue.future or cue.status == "abandoned") and cue.start < hit.start and hit.end < cue.end


class Framer(Grounded):
    """Draws drafts from sentences of one text."""

    def draw(
        self, start: int, end: int, language: str, hits: list[Hit], spans: list[tuple[int, int]],
        speakers: Callable[[int], object],
    ) -> tuple[list[Draft], str | None]:  # fmt: skip
        """Drafts for the sentence [start, end) with its ``hits`` and clause ``spans``; or none and the reason.

        speakers: who speaks at a position, so that two things said by different people never become one claim."""
        drafts: list[Draft] = []
        self._searched.clear()
        everything = cues(self._low, start, end, language)
        mentions = self.mentions(start, end, language)
        reasons: list[str] = []
        done: set[tuple[str, str, str]] = set()
        firm = [
            h
            for h in without_occasions(hits, self._low, start, language)
            if not (h.loose and h.kind == "umbrella" and any(o.entry == h.entry and not o.loose for o in hits))
        ]
        for span in spans:
            inside = [h for h in firm if span[0] <= h.start < span[1]]
            near = [c for c in everything if span[0] <= c.start < span[1]]
            for group in groups(inside, speakers):
                made, reason = self._of_group(group, inside, near, everything, span, (start, end), language, mentions)
                for draft in made:
                    key = (draft.technology, draft.aspect, draft.status)
                    same = any(
                        (d.technology, d.aspect, d.status) == key
                        and d.places == draft.places
                        and speakers(d.at) == speakers(draft.at)
                        for d in drafts
                    )
                    if key in done and same:
                        continue
                    done.add(key)
                    drafts.append(draft)
                if reason:
                    reasons.append(reason)
        return drop_umbrella(drafts), (None if drafts else (reasons[0] if reasons else None))

    def bare(self, technology: str, start: int, end: int, language: str, at: int) -> Draft:
        """A draft of a technology that the sentence speaks of without naming it: its places, target and the like."""
        hit = Hit(at, at, technology, "technology", True)
        near = cues(self._low, start, end, language)
        span = (start, end)
        draft = self._common([hit], span, span, language, self.mentions(start, end, language), hit, [hit], near)
        opinion = facets.OPINION[language].search(self._low, start, end) is not None
        return replace(draft, terms=(), kind="opinion" if opinion else "fact")

    # ---- one technology in one clause ----------------------------------------------------------------------------

    def _of_group(
        self, group: list[Hit], inside: list[Hit], near: list[Cue], everything: list[Cue], span: tuple[int, int],
        sentence: tuple[int, int], language: str, mentions: list[Mention],
    ) -> tuple[list[Draft], str | None]:  # fmt: skip
        low = self._low
        hit = group[0]
        words = low[span[0] : span[1]]
        # A cue may hold the term between its words ("将...摄像头接入"); one that only overlaps it is part of its name.
        near = [
            c for c in near
            if not any(c.start < h.end and h.start < c.end and not _holds(c, h) for h in group)
        ]  # fmt: skip
        if hit.kind == "condition":
            return self._condition(hit, span, sentence, language, mentions)
        primary, anchor = best(group, near, low)
        if primary is None or primary.aspect == "capability":
            far, far_anchor = best(group, [c for c in everything if c.aspect != "capability"], low)
            if far is not None and (primary is None) and not other_hit_between(far, far_anchor, inside):
                primary, anchor = far, far_anchor
        if language != "en" and primary is not None and primary.status == "installed" and hit.entry in _KEPT:
            primary = replace(primary, status="in-use")
        if primary is None and (acts := _ACTS.match(low, anchor.start, anchor.end)):
            # "read number plates": the term is its own verb.
            primary = Cue(acts.start(), acts.end(), "in-use", "deployment", "any")
        if primary is None:
            # "faces would be matched": the term holds its verb.
            own = cues(low, anchor.start, anchor.end, language)
            primary = next((c for c in own if _AUXILIARY.match(low, c.start)), None)
        common = self._common(group, span, sentence, language, mentions, anchor, inside, near)
        drafts: list[Draft] = []
        reach = self._reach(primary, anchor, span, language)
        said = low[reach[0] : reach[1]]
        if denied := falsehood(low, span, anchor.start, language):
            said = unmarked(said)
        ends = primary is not None and primary.status == "abandoned"
        if ends and primary is not None and reach[0] <= primary.start < primary.end <= reach[1]:
            # "will not renew": the end is stated, not denied.
            said = low[reach[0] : primary.start] + "ends" + low[primary.end : reach[1]]
            said = unmarked(said) if denied else said
        level = self._level(said, primary, span, language)
        if denied:
            level = turned(certainty(said, language) if language == "ko" else level)

        if level == "U" or re.search(r"[?？][\"' ]*$", low[sentence[0] : sentence[1]]):
            aspect = (
                "capability"
                if not primary or primary.aspect == "capability" or re.search(r"stored|accessible|저장|存储", words)
                else primary.aspect
            )
            return [replace(common, aspect=aspect, status="unknown", kind="question", level="U")], None
        if (compared := self._comparison(span, language, mentions, group, inside)) is not None:
            return [
                replace(
                    common,
                    aspect="deployment",
                    status="unknown",
                    kind="comparison",
                    level=certainty(said, language, ignore_negation=True),
                    comparator=compared,
                )
            ], None
        if self._search(facets.AWARENESS[language], words):
            return [replace(common, aspect="awareness", status="unknown", kind="fact", level="CT+")], None
        if re.search(
            r"\b(?:challenging|difficult|impossible|hard|unable|struggl\w+) to (?:establish|build|run|"
            r"operate|maintain|expand|install)\b",
            low[span[0] : hit.start],
        ):
            kind = "forecast" if re.search(r"\bwould|\bwill", words) else "fact"
            hedge = certainty(words, language, ignore_negation=True)
            return [replace(common, aspect="constraint", kind=kind, level=hedge)], None
        feature = self._search(facets.FEATURE[language], words)
        if (
            feature
            and hit.entry in ("facial-recognition", "plate-reading")
            and (hit.start > feature.start() + span[0] or language != "en")
        ):
            return [
                replace(
                    common,
                    aspect="capability",
                    status="unknown",
                    kind="fact",
                    level=level,
                    capability_status="product-feature",
                )
            ], None

        effect = self._search(facets.EFFECT[language], words)
        strong = primary is not None and not (primary.status == "in-use" and is_weak(low[primary.start : primary.end]))
        if effect and (
            primary is None or primary.status in ("unknown", "in-use", "expanding", "installed", "procured")
        ):
            kind = (
                "forecast"
                if re.search(r"\b(?:will|threatens?|could|may|might|would|risk)\b|위협|우려|것이다|将|可能|威胁", words)
                else "cause"
            )
            status = primary.status if primary else "unknown"
            effect_level = certainty(words, language, ignore_negation=True)
            if kind == "forecast" and effect_level == "CT+":
                effect_level = "PS+"
            drafts.append(
                replace(common, aspect="effect", status="unknown" if strong else status, kind=kind, level=effect_level)
            )
            if not strong or primary is None:
                return drafts, None
        if primary is not None and primary.aspect == "policy":
            kind = "forecast" if primary.future else "fact"
            return [replace(common, aspect="policy", status="unknown", kind=kind, level=level)], None
        truly = ended(primary.status, low, span, sentence, language) if primary is not None else ""
        if truly == "outage":
            hedge = certainty(words, language, ignore_negation=True)
            return [replace(common, aspect="constraint", status="unknown", kind="fact", level=hedge)], None
        if truly == "plan":
            # A plan that was dropped never came to be: it is denied, and nothing that stood was given up.
            dropped = replace(common, status="announced", kind="fact", level=turned(level))
            return [dropped], None
        if primary is None or primary.status == "unknown":
            return self._without_status(drafts, words, said, level, language, common, hit)
        kind = "fact"
        if primary.future:
            kind = "forecast"
        elif self._search(facets.OPINION[language], words):
            kind = "opinion"
        aspect, capability = primary.aspect, None
        if not strong:
            said = low[sentence[0] : sentence[1]]
        able = self._search(facets.CAPABLE[language], said) is not None and hit.entry != "biometric-database"
        if primary.status == "in-use" and able:
            aspect, capability = "capability", "possible"
        # What can be done is not yet done.
        status = "unknown" if capability else "in-use" if truly == "pilot" else primary.status
        aspect = "deployment" if truly == "pilot" else aspect
        if status == "installed" and hit.entry in _ACTING:
            status = "in-use"
        if grew(status, low, span, language):
            status = "expanding"
        if kind == "fact" and re.search(r"\b(?:research|study|paper) at\b", words):
            status = "researched"
        if _IF.match(low[sentence[0] : sentence[1]]) and status not in ("announced", "abandoned"):
            kind, status = "forecast", "unknown"
            level = weakest(level, "PS") if level != "U" else level
        draft = replace(common, aspect=aspect, status=status, kind=kind, level=level, capability_status=capability)
        drafts.append(sold(draft, primary, group, span, mentions, low, self._gazetteer))
        drafts += self._second(group, primary, near, span, language, common)
        return drafts, None

    def _level(self, said: str, cue: Cue | None, span: tuple[int, int], language: str) -> str:
        """How surely it is said. A Korean verb is denied behind its stem, so what is denied before it is another's."""
        if language == "ko" and cue is not None and span[0] <= cue.start < span[1]:
            level = certainty(said, language, ignore_negation=True)
            if level != "U" and "-" in certainty(self._low[cue.start : span[1]], language):
                return level[:-1] + "-" if not WEAK_NEGATION.search(said) else "PR-"
            return level
        return certainty(_OF_OTHERS.sub(" ", said) if language == "en" else said, language)

    def _without_status(
        self, drafts: list[Draft], words: str, said: str, level: str, language: str, common: Draft, hit: Hit
    ) -> tuple[list[Draft], str | None]:
        """A technology without a verb of use: a capability, a cost, a limit, a law; or declined."""
        if drafts:
            return drafts, None
        kind = "opinion" if self._search(facets.OPINION[language], words) else "fact"
        bare = replace(common, status="unknown", kind=kind, level=certainty(words, language, ignore_negation=True))
        if common.maker or common.seller:
            return [replace(bare, aspect="procurement")], None
        if self.cell:
            return [replace(bare, aspect="cost")], None
        if self._search(facets.COST[language], words):
            return [replace(bare, aspect="cost")], None
        if self._search(facets.CAPABLE[language], words):
            return [replace(bare, aspect="capability", capability_status="possible")], None
        if re.search(
            r"\b(?:challenging|difficult|impossible|hard) to (?:establish|build|run|operate|maintain)\b", words
        ):
            return [replace(bare, aspect="constraint")], None
        if self._search(facets.LAW[language], words) and hit.kind != "umbrella":
            return [replace(bare, aspect="policy")], None
        label = hit.entry.replace("-", " ")
        return [], f"not expressible: status (no verb here says what is done with {label})"

    def _second(
        self, group: list[Hit], primary: Cue, near: list[Cue], span: tuple[int, int], language: str, common: Draft
    ) -> list[Draft]:
        """A further claim of another kind on the same thing: bought *and* installed."""
        low, found = self._low, []
        families = {family(primary)}
        for cue in near:
            if cue.future and primary.status == "abandoned":
                continue
            if family(cue) in families or cue is primary or cue.aspect == "capability":
                continue
            hit = group[-1]
            after = low[cue.end : cue.end + 8]
            linked = (
                (cue.reduced and 0 <= cue.start - hit.end <= 60 and cue.start > hit.end)
                or (cue.start > hit.end and re.match(r" (?:them|it|these)\b", after))
                or (
                    cue.future
                    and language == "en"
                    and cue.start > hit.end
                    and not primary.future
                    and low[cue.start - 4 : cue.start] == "and "
                    and _MORE.match(low, cue.end, span[1])
                )
                or (language != "en" and cue.start > hit.end and cue.aspect != "development" and cue.status != "in-use")
            )
            if linked:
                families.add(family(cue))
                window = low[max(span[0], cue.start - 14) : cue.end] if cue.reduced else low[span[0] : cue.end]
                kind = "forecast" if cue.future else "fact"
                level = certainty(window, language)
                found.append(replace(common, aspect=cue.aspect, status=cue.status, kind=kind, level=level))
        return found

    def _condition(
        self, hit: Hit, span: tuple[int, int], sentence: tuple[int, int], language: str, mentions: list[Mention]
    ) -> tuple[list[Draft], str | None]:
        low = self._low
        words, whole = low[span[0] : span[1]], low[sentence[0] : sentence[1]]
        bound = self._search(facets.CONSTRAINT[language], words) or self._search(facets.CONSTRAINT[language], whole)
        related = _RELATED[language].search(whole) or any(self.ground.technologies[-2:])
        if not (bound and related):
            return [], f"context only: {hit.entry.replace('-', ' ')} without a surveillance system it limits"
        common = self._common([hit], span, sentence, language, mentions, hit, [hit], [])
        window = low[span[0] : hit.end]
        return [
            replace(
                common,
                aspect="constraint",
                status="unknown",
                kind="fact",
                level=certainty(window, language, ignore_negation=True),
            )
        ], None

    # ---- pieces --------------------------------------------------------------------------------------------------

    def _reach(self, cue: Cue | None, hit: Hit, span: tuple[int, int], language: str) -> tuple[int, int]:
        """The words whose hedges and negations bear on the claim."""
        if language == "ko":
            return span[0], span[1]
        if cue is None:
            return span
        if cue.reduced:
            return max(span[0], cue.start - 14), cue.end
        return min(span[0], cue.start), max(cue.end, hit.end) if language == "en" else max(
            span[1] if cue.start < hit.start else cue.end, cue.end
        )

    def _common(
        self, group: list[Hit], span: tuple[int, int], sentence: tuple[int, int], language: str,
        mentions: list[Mention],
        anchor: Hit, inside: list[Hit], near: list[Cue],
    ) -> Draft:  # fmt: skip
        low, text = self._low, self._text
        data: list[str] = []
        if group[0].entry in ("biometric-database", "identity-card", "smartphone-control", "iptv"):
            biometric = group[0].entry == "biometric-database"
            left, right = (group[0].start, group[-1].end) if biometric else span
            for m in facets.DATA_TYPES[language].finditer(low, left, right):
                if text[m.start() : m.end()] not in data:
                    data.append(text[m.start() : m.end()])
        clause = self._clause(span, language)
        quantity = quantity_of(text, low, max(span[0], anchor.start - 45), min(span[1], anchor.end + 12), language)
        return Draft(
            technology=group[0].entry, aspect="deployment", status="unknown", kind="fact", level="CT+", at=anchor.start,
            reach=span, terms=tuple((h.start, h.end) for h in group),
            places=self.places(span, sentence, language, mentions, reserved(group, inside, near)),
            quantity=quantity, purpose=clause.purpose.span() if clause.purpose else None,
            target=clause.target, data=tuple(data), seller=clause.seller, maker=clause.maker, operator=clause.operator,
            product=clause.product, integrator=clause.integrator, affected=clause.affected,
        )  # fmt: skip

    def _comparison(
        self, span: tuple[int, int], language: str, mentions: list[Mention], group: list[Hit], inside_hits: list[Hit]
    ) -> Comparator | None:
        inside = [m for m in mentions if span[0] <= m.start < span[1] and m.role == "compare"]
        m = facets.COMPARE[language].search(self._low, span[0], span[1])
        if not m or not inside:
            return None
        before = [h for h in inside_hits if h.start < m.start()]
        if before and before[-1] not in group:
            return None
        against = inside[0].place.name
        if language == "en":
            dimension = m["dim"] or m["dim2"] or m["than"] or "extent"
            direction = "less" if m["neg"] or m["more"] == "less" else ("more" if m["more"] or m["than"] else "equal")
            return Comparator(against, dimension, direction)
        less = re.search(r"지 ?않|못하|不如|不及|没有", self._low[span[0] : span[1]])
        return Comparator(against, "extent", "less" if less else "more" if re.search("보다|比", m.group()) else "equal")
