"""The explicit list of steps. One who adds a step adds one entry here."""

from __future__ import annotations

from sousveil.assess import STEP_VERSION as ASSESS_VERSION
from sousveil.claim import STEP_VERSION as CLAIM_VERSION
from sousveil.protect.gate import Check
from sousveil.read import STEP_VERSION as READ_VERSION
from sousveil.records import (
    Answer,
    Claim,
    ClaimOrigins,
    Collection,
    Dependence,
    Document,
    Drift,
    Finding,
    Fingerprint,
    Item,
    Judgement,
    Link,
    Passage,
    Searched,
    Sentence,
    Source,
    Text,
)
from sousveil.run.step import Step
from sousveil.trace import STEP_VERSION as TRACE_VERSION

STEPS: tuple[Step, ...] = (
    Step(
        name="read",
        version=READ_VERSION,
        takes=(Item, Collection),
        gives=(Document, Text, Passage),
        scope="item",
        work="sousveil.read.step:read_item",
        isolation="item",
        seconds=600,
        megabytes=4096,
        needs=("tesseract",),
        original=True,
        settings=("ocr",),
    ),
    Step(
        name="claim",
        version=CLAIM_VERSION,
        takes=(Collection, Document, Text, Passage, Answer),
        gives=(Claim, Sentence),
        scope="item",
        work="sousveil.claim.step:claim_item",
        isolation="batch",
        seconds=600,
        megabytes=4096,
        settings=("vocabulary", "tables", "attribution_model"),
    ),
    Step(
        name="trace",
        version=TRACE_VERSION,
        takes=(Item, Collection, Document, Text, Passage, Claim, Judgement, Fingerprint),
        gives=(Source, Link, ClaimOrigins, Drift, Dependence),
        scope="case",
        work="sousveil.trace.step:trace_case",
        settings=("vocabulary",),
        heeds="sousveil.trace.heeds:heeded",
    ),
    Step(
        name="assess",
        version=ASSESS_VERSION,
        takes=(
            Collection, Document, Text, Claim, ClaimOrigins, Source, Link, Drift, Dependence, Judgement, Searched,
        ),
        gives=(Finding,),
        scope="case",
        work="sousveil.assess.step:assess_case",
        settings=("vocabulary", "standard"),
    ),
)


def checks() -> tuple[Check, ...]:
    """What the gate asks of everything that leaves a case. The gate defines what a check is; stages bring theirs here.

    A function, because the checks bring the whole publisher with them and most commands publish nothing.
    """
    from sousveil.publish.checks import PUBLISH_CHECKS

    return PUBLISH_CHECKS
