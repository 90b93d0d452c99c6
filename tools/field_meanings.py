"""What fields mean: those that a listing command prints under ``--json``, and those of records, for docs/reference."""

from __future__ import annotations

from collections.abc import Mapping

from sousveil.case import rows

ITEM = "id of the item: the SHA-256 of its bytes"
ITEM_NAME = "the first file name the item came under"
START = "first code point, counted from 0 in the item's extracted text"
END = "one past the last code point"

CLAIM = {
    "id": "id of the claim; it survives a rebuild",
    "item": ITEM,
    "item_name": ITEM_NAME,
    "start": f"of the quote: {START}",
    "end": f"of the quote: {END}",
    "quote": "the sentence or sentences as they stand in the extracted text",
    "spans": "the exact places, each `[start, end]`, in reading order",
    "statement": "the proposition in plain words, in the document's language",
    "language": "of the passage, ISO 639-1",
    "kind": "`fact`, `question`, `forecast`, `opinion`, `cause`, `comparison` or `method`",
    "technology": "id of the vocabulary, or `null`",
    "aspect": "which side of it: `deployment`, `procurement`, `capability`, `purpose` and so on",
    "status": "how far it has come: `announced`, `procured`, `installed`, `in-use` and so on",
    "capability_status": "of what it could do, apart from whether it is there",
    "certainty": "that of the innermost holder, on the FactBank scale: `CT+`, `PR+`, `PS+`, `U`, `PS-`, `PR-`, `CT-`",
    "places": "each with `name`, `kind`, `country` (ISO 3166 alpha-2, or `null`) and, where the gazetteer or the case "
    "knows it, `latitude`, `longitude`, `precision` (what the point stands for) and `gazetteer` (its id there)",
    "operator": "who runs it, as written",
    "maker": "who makes it, as written",
    "seller": "who sells it, as written",
    "integrator": "who puts it together, as written",
    "product": "its name, as written",
    "target": "whom or what it watches",
    "affected": "who else is touched by it",
    "data_captured": "what it records",
    "times": "`true_when`, `observed`, `said` and `published`, each EDTF or `null`",
    "quantity": "`low`, `high` (either `null` at an open end), `unit` and the `text`",
    "comparator": "`against` what, in which `dimension`, and `direction` (`less`, `equal`, `more`)",
    "relations": "each with `kind`, `text` and, where it is another claim, its id as `claim`",
    "attribution": "who says so: edges from the document's author or outlet inwards, each with `source`, `kind`, "
    "`verb`, `basis`, `certainty`, `start` and `end` (where the text names the source) and `under` (the index of the "
    "edge it hangs from)",
    "origins": "`retellings`, `gateways` (`at_least`, `at_most`, `names`), `bases` and `notes`; `null` before a build",
    "text_fault": "what is wrong with the passage's wording, or `null`",
    "terms": "where the words stand that made this claim, each `[start, end]`",
    "drawn_by": "`step`, `version` and `model` (`null` for rules)",
    "judgement": "the newest one: `verdict`, `role`, `by`, `at`, `note` and `fields`; `null` without one",
}

FINDING = {
    "id": "id of the finding",
    "technology": "id of the vocabulary",
    "place": "name of the place",
    "country": "ISO 3166 alpha-2, or `null`",
    "status": "the status that this finding is about",
    "sentence": "the finding as it may be published",
    "standard": "`icd-203` or `reasonable-grounds`",
    "likelihood": "`term` with its range, `low` to `high`, 0 to 1",
    "confidence": "`low`, `moderate` or `high`: how good the evidence is",
    "grade": "`reliability` (A to F) and `credibility` (1 to 6)",
    "origins": "as with a claim",
    "claims": "ids of the claims for it",
    "against": "ids of the claims against it",
    "unknowns": "ids of claims that say that it is not known",
    "contradictions": "each with `kind`, `sentence` and `claims`",
    "missing": "what is not there, in sentences",
    "facet": "`present`, `kind`, `supplier` or `operator`: what the finding is about",
    "value": "the kind, supplier or operator it is about; `null` for `present`",
    "period": "the time the evidence speaks of, EDTF, or `null`",
    "timeline": "stages in the deployment's life, each with `status`, `earliest` and `latest` (EDTF or `null`), "
    "`dated` (what the dates rest on), `sentence`, `likelihood`, `origins` and `claims`",
    "ledger": "what each gateway adds: `source`, `side`, `certainty`, `basis`, `reliability`, `effect`, `counted`, "
    "`why` and `claims`",
    "change": "what would change it: `weakest` (the source whose loss moves it most), `loss` and `helps`",
    "hypotheses": "competing hypotheses: `id`, `sentence`, `cells` (`source`, `fit`, `judged`), `inconsistency`, `own`",
    "overrides": "ids of the judgements by which a person changed how it is weighed",
}

DRIFT = {
    "id": "id of the drift",
    "item": "id of the item that says it differently",
    "item_name": ITEM_NAME,
    "parent": "id of the item it came from; the same item where a document contradicts itself",
    "parent_name": "the same of the parent",
    "kind": "what was lost, gained or changed: see the closed list `lineage.DRIFT_KINDS`",
    "way": "`dropped`, `added` or `changed`, seen from the parent",
    "span": "`[start, end]` of the passage in the item's text",
    "parent_span": "the same in the parent's text",
    "words": "`[start, end]` of the changed words; equal where words are missing",
    "parent_words": "the same in the parent's text",
    "said": "those words",
    "parent_said": "the same in the parent's text",
    "sentence": "what happened, in one plain sentence",
    "certainty": "`sure`, `likely` or `possible`",
    "claims": "ids of the claims that the passage gave",
    "parent_claims": "the same of the parent's passage",
    "link": "id of the link between the two items, or `null`",
}

DEPENDENCE = {
    "id": "id of the pair",
    "one": "id of a source",
    "one_name": "its name",
    "two": "id of the other source",
    "two_name": "its name",
    "probability": "that one of them copies the other, 0 to 1",
    "copier": "`one`, `two` or `undecided`",
    "shared": "objects that both speak of",
    "agreed": "objects on which they say the same",
    "rare": "shared values that few or no others give",
    "examples": "up to five of them, in words",
    "reasons": "in sentences",
    "basis": "`values`, or `values and text` where their texts are linked too",
}

SENTENCE = {
    "item": ITEM,
    "item_name": ITEM_NAME,
    "start": START,
    "end": END,
    "text": "the sentence",
    "outcome": "`claims`, `declined` or `furniture`",
    "claims": "ids of the claims drawn from it",
    "reason": "why none was drawn, or what furniture it is",
}

SOURCE = {
    "id": "id of the source",
    "name": "its name",
    "kind": "`outlet`, `author`, `organisation`, `report`, `wire` and so on",
    "names": "every spelling met",
    "items": "ids of the items that it published or that are it",
    "inside": "whether one of its items is in the case",
    "mentions": "how many items name it",
}

NAME_MATCH = {
    "id": "id of the pair; a judgement `same` or `distinct` aims at it, and it survives a rebuild",
    "one": "one name",
    "two": "the other",
    "kind": "`person` or `organisation`",
    "outcome": "`joined`, `possible` or `kept-apart`",
    "score": "how alike, 0 to 1",
    "reasons": "why, in short phrases",
    "judged": "whether a person decided",
}

LINEAGE = {
    "id": "id of the link",
    "child": "id of the item that came from the other",
    "child_name": "its file name",
    "parent": "id of the item it came from; `null` when that stands outside the case",
    "parent_name": "its file name",
    "source": "id of the source it came from, when that stands outside the case",
    "source_name": "its name",
    "kind": "`exact-copy`, `copy`, `wire-copy`, `rewrite`, `excerpt`, `translation`, `citation` or `shared-dataset`",
    "reasons": "why, in sentences",
    "direction": "why the parent is held to be first, or `undecided`",
    "child_share": "how much of the child's text the shared passages cover, 0 to 1",
    "parent_share": "the same of the parent's text",
    "alignments": "the longest shared passages: `child` and `parent`, each `[start, end]`",
}

SEARCHED = {
    "id": "id of the entry",
    "what": "what was looked for",
    "where": "in which place or collection",
    "when": "EDTF or an instant",
    "by": "who looked; never in a release",
    "found": "how many were found",
    "technology": "id of the vocabulary, if it was for one",
    "place": "the place it was for",
    "note": "how it was looked for",
}

JUDGEMENT = {
    "id": "id of the judgement",
    "target": "id of the claim",
    "verdict": "`accept`, `reject`, `amend`, `add`, `note` or `withdraw-judgement`",
    "by": "who judged",
    "role": "`reader`, `coder` or `editor`",
    "at": "UTC instant",
    "note": "why",
    "fields": "the amended fields with their new values; of `add`, the whole claim",
}

SEARCH = {
    "item": ITEM,
    "item_name": ITEM_NAME,
    "passage": "id of the passage",
    "start": START,
    "end": END,
    "text": "the passage",
    "page": "its page, from 1, where the document has pages",
    "furniture": "what page furniture it is, or `null`",
    "rank": "higher is better; comparable within one search only",
}

STATUS_CASE = {
    "row": "`case`; this row comes first",
    "title": "of the case",
    "standard": "of proof",
    "items": "how many",
    "states": "how many items are in each state",
    "claims": "how many",
    "findings": "how many",
    "judgements": "how many",
    "searched": "how many entries the log of searches has",
    "custody": "`size` and `root` of the custody log",
}

STATUS_ITEM = {
    "row": "`item`",
    "item": ITEM,
    "item_name": ITEM_NAME,
    "state": "`read`, `preserved` (not read in this version), `unpacked`, `metadata`, `waiting` or `failed`",
    "size": "bytes",
    "media_type": "as told from the bytes and the name",
    "language": "ISO 639-1, or `und`; `null` when it was not read",
    "title": "as the document says",
    "claims": "how many were drawn from it",
    "container": "id of the item it was unpacked from",
    "collections": "how many collection records it has",
    "doubt": "whether it was read with doubt",
}

STATUS_FAILURE = {
    "row": "`failure`",
    "item": "id of the item; `null` when nothing was preserved",
    "item_name": "what the researcher knows it by",
    "step": "where it failed",
    "severity": "`failed`, `warning` (read with doubt) or `note`",
    "reason": "one sentence",
    "advice": "what to do",
}

VOCABULARY = {
    "id": "hyphenated",
    "kind": "`technology`, `condition`, `umbrella` or `status`",
    "label": "in English",
    "definition": "in English",
    "labels": "by language",
    "terms": "the words to look for, by language",
    "context": "words that need one of `needs` in the same sentence, by language",
    "needs": "see `context`",
    "hints": "everyday words that only bring the entry to the review's mind, by language",
    "broader": "id of the wider entry",
    "order": "where it stands among its kind",
    "examples": "sentences that should name this, by language; they change nothing that is drawn",
    "not_examples": "sentences that should not (the key `not`), by language",
}

SUGGESTION = {
    "id": "id of the claim",
    "item": ITEM,
    "item_name": ITEM_NAME,
    "start": f"of the quote: {START}",
    "end": f"of the quote: {END}",
    "quote": CLAIM["quote"],
    "technology": CLAIM["technology"],
    "status": CLAIM["status"],
    "certainty": CLAIM["certainty"],
    "probability": "that you will accept it, 0 to 1; `null` while too few are judged",
    "reasons": "what you decided about claims like it, in short phrases",
}

PREVIEW_MATCH = {
    "row": "`match`",
    "entry": "id of the new or changed entry; empty where a claim changes in a sentence without its words",
    "item": ITEM,
    "item_name": ITEM_NAME,
    "start": f"of the sentence: {START}",
    "end": f"of the sentence: {END}",
    "sentence": "the sentence",
    "terms": "where the entry's words stand in the item's text, each `[start, end]`",
    "outcome": "`new claim`, `changed claim`, `lost claim` or `no change`",
    "before": "the sentence's claims without the file, in short",
    "after": "the same with the file",
    "reason": "why nothing changes, or `null`",
}

PREVIEW_EXAMPLE = {
    "row": "`example`",
    "entry": "id of the entry",
    "sentence": "the example",
    "wanted": "whether it should match",
    "found": "whether it does",
    "drawn": "the claims it gives standing alone, in short",
    "fails": "whether the entry does not do what the example asks for",
}

PREVIEW_OVERLAP = {
    "row": "`overlap`",
    "entry": "id of the entry",
    "term": "its wording",
    "other": "id of an entry that has the same wording, a longer or a shorter one",
    "other_term": "that entry's wording",
}

PREVIEW_IDEA = {
    "row": "`idea`",
    "entry": "id of the entry",
    "language": "of the wording, ISO 639-1",
    "words": "a wording that could become a term",
    "examples": "in how many examples it stands",
    "of": "how many examples there are in that language",
    "case": "in how many documents of the case it stands",
}

CUSTODY = {
    "seq": "number of the entry, from 0",
    "kind": "what happened",
    "at": "UTC instant",
    "subject": "id of the item it is about; `null` once erased",
    "body": "what was logged; `null` once erased",
}

LLM = {
    "address": "the address that the case names, or `null`: then nothing is sent",
    "model": "its name as the case gives it, or `null`",
    "prompt": "hash of the task, the vocabulary and the schema that are sent with every passage",
    "waiting": "what the next build would send: `items`, `parts` of passages and `characters`",
    "answers": "what is kept: for each `model` and `prompt` the number of `answers`",
    "proposals": "how many were `suggested`, and how many refused, by reason",
    "suggestions": "how many, by the verdict that stands, or `not judged`",
}

CUSTODY_HEAD = {
    "head": "the last row: `log`, `size`, `root` and `at`",
    "faults": "what does not hold, in sentences",
}

RECORDS: Mapping[str, Mapping[str, str]] = {
    "Answer": {"id": "depends on item and key", "item": ITEM},
    "Box": {"right": "its right edge", "bottom": "its lower edge"},
    "Claim": {**CLAIM, "id": "see records/ids.py: it does not depend on the version of the step that drew it"},
    "ClaimOrigins": {"item": "the claim's item"},
    "Comparator": {"direction": "`less`, `equal` or `more`"},
    "Contradiction": {"sentence": "what contradicts what, as it may be published"},
    "DrawnBy": {"step": "name of the step", "version": "of the step"},
    "Edge": {"verb": "as the text has it", "basis": "on what the source rests it, see the closed list `claim.BASES`"},
    "Dependence": DEPENDENCE,
    "Drift": DRIFT,
    "Failure": {"id": "depends on item, name, step and reason"},
    "Finding": FINDING,
    "Fingerprint": {"id": "depends on item, kind and place", "item": ITEM},
    "Judgement": JUDGEMENT,
    "Likelihood": {"term": "the word"},
    "Link": LINEAGE,
    "NameMatch": NAME_MATCH,
    "Passage": {"id": "depends on item and place", "ordinal": "its number in the item", "language": "ISO 639-1"},
    "Quantity": {"unit": "of what", "text": "as written"},
    "Relation": {"kind": "see the closed list `claim.RELATIONS`"},
    "Release": {"id": "of this release", "at": "UTC instant", "title": "of the release",
                "originals": "ids of the items whose original travels"},
    "Searched": SEARCHED,
    "Sentence": {**SENTENCE, "id": "depends on item and place"},
    "Source": {**SOURCE, "matches": "why its names are held to be one, and which others may be",
               "local": "whether it belongs to one item alone and is never linked"},
}  # fmt: skip
"""Record type -> what a field means. A field that is not here has to be explained in its type's docstring."""

ROWS: Mapping[str, tuple[tuple[str, ...], Mapping[str, str]]] = {
    "claims": (rows.CLAIM_FIELDS, CLAIM),
    "findings": (rows.FINDING_FIELDS, FINDING),
    "sentences": (rows.SENTENCE_FIELDS, SENTENCE),
    "sources": (rows.SOURCE_FIELDS, SOURCE),
    "sources, with --names": (rows.NAME_FIELDS, NAME_MATCH),
    "lineage": (rows.LINEAGE_FIELDS, LINEAGE),
    "drift": (rows.DRIFT_FIELDS, DRIFT),
    "dependence": (rows.DEPENDENCE_FIELDS, DEPENDENCE),
    "searched": (rows.SEARCHED_FIELDS, SEARCHED),
    "judge": (tuple(JUDGEMENT), JUDGEMENT),
    "weigh": (tuple(JUDGEMENT), JUDGEMENT),
    "search": (tuple(SEARCH), SEARCH),
    "status, the case": (tuple(STATUS_CASE), STATUS_CASE),
    "status, each item": (tuple(STATUS_ITEM), STATUS_ITEM),
    "status, each failure": (tuple(STATUS_FAILURE), STATUS_FAILURE),
    "suggest": (tuple(SUGGESTION), SUGGESTION),
    "vocabulary": (tuple(VOCABULARY), VOCABULARY),
    "vocabulary preview, each match": (tuple(PREVIEW_MATCH), PREVIEW_MATCH),
    "vocabulary preview, each example": (tuple(PREVIEW_EXAMPLE), PREVIEW_EXAMPLE),
    "vocabulary preview, each overlap": (tuple(PREVIEW_OVERLAP), PREVIEW_OVERLAP),
    "vocabulary preview, each idea": (tuple(PREVIEW_IDEA), PREVIEW_IDEA),
    "llm": (tuple(LLM), LLM),
    "custody, each entry": (tuple(CUSTODY), CUSTODY),
    "custody, the head": (tuple(CUSTODY_HEAD), CUSTODY_HEAD),
}
"""Command (and kind of row) -> its fields in order, and what each means. A field of ``rows`` without a meaning stops
``./dev docs``; that the others are what the commands print, tests/contracts/test_json.py holds."""
