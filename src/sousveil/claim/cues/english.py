# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""English cues of certainty. Rows are tried in order; the first to take a word keeps it."""

from __future__ import annotations

import re

from .types import entry

_OFFICE = r"(?:police|officers?|officials?|authorities|agents?|inspectors?|investigators?|operators?|prosecutors?|guards?|soldiers?|the (?:ministry|minister|court|agency|state|government|operator|commission|bureau|service|regulator|director|chief|police|authority|authorities))"
_ACT = r"(?:search|inspect|demand|detain|arrest|stop|request|require|check|seize|confiscate|access|order|collect|retain|store|share|use|install|deploy|intercept|monitor|record|process|enter|question|fine|keep|hold|obtain|transfer|disclose)"
_LAW = r"(?:law|laws|act|bill|decree|ordinance|statute|regulations?|rules?|code|constitution|directive|warrant|section \d+|article \d+|articles? \w+|guidelines|policy|court order|legislation)"
_SENSE = r"(?:recogni[sz]e|identify|detect|distinguish|track|read|see|scan|match|record|store|hold|process|capture|count|cover|zoom|transmit|send|run|tell|hear|listen|spot|discern|measure)"
_DEVICE = r"(?:software|cameras?|systems?|devices?|machines?|algorithms?|scanners?|drones?|apps?|box(?:es)?|sensors?|servers?|readers?|phones?|lens(?:es)?|microphones?|it|they|which|that)"
_BE = r"(?:is|are|was|were|be|been|being|'s|'re)"

TABLE = (
    # Words that only look like cues.
    entry(None, "", "clause", r"\b(?:in|of|since|by|until|till|last|this|next|from|early|late|mid|through|and|between|\d{1,2}) may (?=\d|and\b|to\b|or\b)|\b(?:in|of|since|by|until|last|this|next|early|late|mid) may\b(?! (?:have|be|not|well|also|soon))|\bmay \d{1,2}\b|\b\d{1,2} may\b(?! (?:be|have|not))|\b(?:military|economic|political|its|the|their) might\b(?! (?:be|have|not))"),
    entry(None, "", "clause", r"\b(?:no doubt|without (?:a )?doubt|no (?:fewer|less|more|longer|later|sooner|wonder|matter|stranger) ?(?:than|to|how|what|who|where)?|not (?:only|just|merely|simply|least|to mention|alone)|nothing (?:but|less|short)|none other|not without|never fail(?:s|ed)? to|far from over|whether or not|(?:did|do|does|has|have|had)(?: not|n't) (?:immediately |yet )?(?:respond|repl(?:y|ied)|answer|return|responded|answered|returned)\b|could not (?:immediately )?be reached|as if|as though|even if|even though|if not|if anything|what if)\b"),
    entry(None, "", "clause", r"\b(?:can|could|able to)(?: also| even)? (?:tell|see|detect|show|check|determine|recogni[sz]e|learn|find out|establish) (?:whether|if)\b|\b(?:checks?|checked|checking|determines?|determining|detects?|detecting|shows?|showing|verif(?:y|ies|ying)|alerts? \w+|to (?:see|check|determine|establish|verify|detect|learn|tell|find out)) whether\b"),
    entry(None, "", "clause", r", (?:whether|regardless of whether) .{2,60}? or \w+|\bregardless of (?:whether|who|how|what)\b"),
    entry(None, "", "clause", r"\b(?:denie[sd]|deny|denying) (?:\w+ ){0,3}?(?:entry|access|bail|visas?|permits?|permission|services?|travel|food|treatment|boarding|rights?|the right|a lawyer)\b"),
    entry(None, "", "clause", r"\ban? estimated (?=[\d\w])|\bestimated (?=\d|at \$)"),
    # A rule that stands: what a law permits or forbids is said plainly.
    entry("rule", "CT+", "after", rf"\bmay not (?:be \w+|{_ACT})\b", rf"\b{_LAW}\b|\bmay not .{{2,120}}?\b(?:without|unless|longer than|beyond|except|more than|for longer|for more|for any other|for other|for purposes)\b"),
    entry("rule", "CT+", "after", r"\b(?:must not|shall not|are not (?:allowed|permitted) to|is not (?:allowed|permitted) to|were not (?:allowed|permitted) to|was not (?:allowed|permitted) to|not permitted to)\b"),
    # Nobody knows, or nobody says.
    entry("unknown", "U", "after", r"\b(?:uncertain|unclear|unknown|unconfirmed|not (?:yet |entirely |immediately |publicly |exactly )?(?:known|clear|certain|confirmed|verified|established)|whether|(?:asked|asks|know|knows|knew|wonder(?:s|ed)?|see|sure|unsure) if|remains? to be seen|(?:could|can) ?(?:not|n't) (?:yet )?be (?:independently )?(?:verified|confirmed|determined|established|ascertained|checked)|(?:not|un) ?(?:possible|able) to (?:independently )?(?:confirm|verify|establish|determine|ascertain)|impossible to (?:confirm|verify|know|say|tell)|(?:could|can|was|were) ?(?:not|n't) (?:able to )?(?:independently )?(?:confirm|verify|establish|determine)|no information|no word|neither confirm(?:ed|s|ing)? nor den(?:y|ied|ies|ying)|(?:declined|refused|refuses|declines) to (?:confirm|say|comment|specify|disclose|discuss)|would(?: not|n't) (?:say|confirm|comment|specify|disclose|discuss)|(?:has|have|had|did|does|do)(?: not|n't) (?:yet |publicly |officially |so far |independently )*(?:acknowledged?|confirm(?:ed)?|admit(?:ted)?|comment(?:ed)?|disclosed?|announced?|reveal(?:ed)?|specif(?:y|ied)|sa(?:y|id)|explain(?:ed)?|clarif(?:y|ied)|verif(?:y|ied)|den(?:y|ied))\b|do(?:es)?(?: not|n't) (?:know|say)|hard to (?:say|know|tell)|(?:can ?not|can't|could not|couldn't) (?:say|know)\b|(?:less|not|never|far from) (?:so |entirely |quite |very )?sure|(?:can|could) only guess|asked (?:\w+selves|\w+self) (?:if|whether)|yet to be (?:confirmed|verified|explained|announced|disclosed)|(?:nobody|no one) (?:knows|can say)|anyone's guess|an open question|an? (?:recorded )?unknown|open to question|how (?:many|much|far|widely) .{0,60}? is (?:not|un)\w*|doubts? (?:that|whether|about))\b"),
    # Hedged denials and denied hedges, before their parts.
    entry("verb", "PS+", "clause", r"\b(?:can ?not|can't|could not|couldn't) be (?:ruled out|excluded|discounted)|\bnot (?:impossible|inconceivable|out of the question)\b|\bnot rul(?:ed?|ing) out\b|\b(?:did|does|has|have|had|would|will|do)(?: not|n't) rul(?:e|ed) out\b"),
    entry("negation", "PR-", "clause", r"\b(?:un ?likely|improbable|not (?:very |at all )?likely|probably not|doubtful|hardly|not believed|not thought|(?:do|does|did)(?: not|n't) (?:appear|seem|look|believe|think|expect))\b"),
    entry("negation", "PS-", "clause", r"\bnot necessarily\b"),
    entry("negation", "PR-", "clause", r"\b(?:no (?:\w+ )?(?:evidence|sign|signs|indications?|proof|trace)\b|(?:did not|could not|didn't|couldn't|has not|have not|had not) (?:find|found|see|seen|spot|spotted|detected)\b(?! (?:it|any need))|(?:found|saw|seen|detected|finds?) no(?:ne|thing)?\b|none of (?:the |our |those |them )?(?:\w+ ){0,3}?(?:had |has |have )?(?:ever )?(?:seen|saw|observed|noticed|spotted|heard)\b)"),
    entry("denial", "CT-", "after", r"\b(?:denied|denies|deny|denying|denials?)\b"),
    entry("falsehood", "CT-", "after", r"\b(?:refuted|refutes|disputed that|ruled out|rules out|(?:reject|dismiss)(?:ed|es|s|ing) (?:the |these |such |any |all |media )*(?:claims?|reports?|allegations?|suggestions?|accusations?)|false(?:ly)? (?:claims?|reports?|alleg)\w*|baseless|groundless|fabricated)\b"),
    # Comparatives: what is denied is the degree, not the thing.
    entry("comparative", "CT+", "after", r"\b(?:not (?:yet |nearly |quite |half |anywhere near )?(?:as|so) [\w ]{2,40}? as\b|less [\w]+ than\b|nowhere near as\b|fewer [\w ]{0,30}?than\b)"),
    # Possible.
    entry("rule", "CT+", "after", rf"\bmay (?:(?<=police may )|(?<=officers may )|(?<=officials may )|(?<=authorities may )|(?<=agents may )|(?<=inspectors may )|(?<=investigators may )|(?<=prosecutors may )|(?<=guards may )|(?<=ministry may )|(?<=minister may )|(?<=court may )|(?<=operator may )|(?<=operators may )|(?<=soldiers may )|(?<=officer may ))(?:also |then |now |only |lawfully )?(?:{_ACT})\b|\bmay only\b|\bmay,? (?:under|by|with|without) (?:the |a |an )?(?:\w+ )?{_LAW}"),
    entry("hearsay", "PS+", "clause", r"\bat least (?:according to|as (?:told|reported) by)\b|\b(?:rumou?rs?|rumou?red|unconfirmed reports?|hearsay|gossip)\b"),
    entry("modal", "PS+", "clause", rf"\bcould(?: not|n't)? (?!{_SENSE}\b|not {_SENSE}\b|have {_SENSE}\b|not )\w+|\b(?:may|might)\b"),
    entry("adverb", "PS+", "clause", r"\b(?:could (?:just as|equally) well|in theory|theoretically|possibly|perhaps|maybe|potentially|conceivabl[ey]|at most rumou?red)\b"),
    entry("verb", "PS+", "after", r"\b(?:possible that|consistent with|possibility (?:that|of)|speculat\w+|suspicions?|the risk of|risks? (?:of|that)|fear(?:s|ed)?(?= (?:that|to be|the|it|they))|threaten(?:s|ed|ing)? to|(?:is|are|was|were|been) (?:also |now |still |reportedly )?(?:considering|weighing|mulling|exploring|studying whether|in talks)|(?:considers|considered|consider)(?= (?:buying|installing|using|deploying|introducing|plans?|\w+ing\b))|mulls|in talks (?:to|with|over))\b"),
    # Probable: what the author passes on of others, then what is judged.
    entry("hearsay", "PR+", "clause", rf"\b(?:reportedly|allegedly|purportedly|supposedly|alleged|{_BE} (?:also |widely )?(?:said|reported|alleged|claimed|understood) to\b|it {_BE} (?:said|reported|alleged|claimed|understood|believed)|are said to|(?:there are|there have been) reports\b|reports (?:say|suggest|indicate) that|word is that|apparently)"),
    entry("adverb", "PR+", "clause", r"\b(?:likely|probably|presumably|seemingly|in all likelihood|most likely|mostly likely|very likely|arguably|evidently)\b"),
    entry("verb", "PR+", "clause", rf"\b(?:(?:appears?|appeared)(?= (?:to|that|likely|as|set|not to)\b)|it appear(?:s|ed)\b|seems?\b|seemed\b|look(?:s|ed)? (?:like|as if|as though|set to)\b|{_BE} (?:widely |generally |now )?(?:believed|thought|understood|assumed|suspected|estimated|considered)|estimated|i think|we think|i believe|we believe|expected to|{_BE} expected\b|projected to|presumed|thought to|believed to)"),
    entry("verb", "PR+", "after", r"\b(?:suggests?|suggested|suggesting|implies|implied|hints?|hinted|(?:believes?|believed|thinks?|suspects?|suspected|assumes?|assumed|reckons?)(?= (?:that|the|it|they|he|she|this|these|police|officials|officers|it\'s)\b))\b"),
    # Not so.
    entry("verb", "PS+", "after", r"\b(?:do|does|did)(?: not|n't) (?:in itself |by itself |yet )?(?:demonstrate|prove|amount to (?:proof|evidence))\b"),
    entry("negation", "CT-", "after", r"\bthere(?: is|'s| are| was| were| has been| have been| had been) no\b(?! (?:doubt|need|reason|question|point|longer|way|choice|shortage|limit|reference|mention|lack|single|alternative)\b)"),
    entry("negation", "CT-", "after", r"\bno(?= (?:[a-z]+ ){0,2}?(?:evidence|sign|indication|cameras?|surveillance|registry|registries|registers?|links?|connection|integration|programmes?|programs?|projects?|tools?|devices?|scanners?|apps?|spyware|biometrics|wiretaps?|interception|tracking|cctv|plans?|facial|such|records?|recordings?|biometric|blood|samples?|fingerprints?|drones?|systems?|data|photographs?|images|readers?|one|resident|software|equipment|footage|database|recognition|technology|network|monitoring|phones?|contracts?|money|body)\b)|\b(?:none|without any|nobody|nothing)\b"),
    entry("negation", "CT-", "clause", r"\b(?:not|never|neither|nor|cannot|lacks?|lacked|failed to|fails to|refused to|yet to|far from|stopped short of)\b|\b\w*n't\b"),
    # What is to come.
    entry("future", "CT+", "clause", r"\b(?:will|shall|would|(?:is|are|was|were) (?:set|due|scheduled|about|slated|poised|going) to|plans? to|planned to|planning to|intends? to|intended to|aims? to|pledged to|promised to|to be (?:installed|deployed|built|bought|added|introduced|completed|rolled out))\b|\b\w+'ll\b"),
    entry("conditional", "CT+", "sentence", r"\b(?:if|unless|provided that|in case|on condition that|as long as|in the event)\b"),
)  # fmt: skip

CONDITION_BITES = re.compile(r"\b(?:would|will|could|might|were to|should|may)\b")
""""If the network fails, the system would stop" supposes; "if it sees a face, it sends an alarm" tells how a thing works."""
QUESTION = re.compile(r"[?？][\"')\] ]*$")

CUT = re.compile(
    r"; |, (?:but|yet|while|whereas|although|though|so|and|which|who|where|because|since|as) |\" |: | \u2014 | \u2013 "
    r"| (?:but|while|whereas|although|though|because|unless) "
    r"| (?:and|or) (?=(?:has|have|had|is|are|was|were|will|would|may|might|could|did|does|do|it|they|he|she|i|we|you|the police|the government|residents)\b)"
    r"| (?=(?:that|which|who|where) (?:[a-z]+ly |also )?(?:may|might|could|not|never|has|have|had|is|are|was|were|will|would|did|does|do|can|cannot)\b)"
)
"""Where a cue's scope ends to its right, and begins to its left."""
