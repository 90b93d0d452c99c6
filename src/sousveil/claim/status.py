# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""How far a system has come, read from verb, tense and modality: "will install" is not installed.

A cue is a pattern with a status, an aspect and the side on which the thing stands: ``obj`` (the term follows: "installing
cameras"), ``subj`` (the term precedes: "cameras were installed"), ``any``. Where several cues overlap, the earlier in the
list wins, so the list runs from the most to the least specific.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue found at [start, end). future: it speaks of what is to come. reduced: a participle that hangs on a noun
    ("cameras installed on the border"): what is said of the main verb is not said of it."""

    start: int
    end: int
    status: str
    aspect: str
    side: str
    future: bool = False
    reduced: bool = False


_ADV = r"(?:[a-z]+ly |also |now |already |currently |even |still |just |yet |not |never |reportedly |long |been ){0,3}"
_PUT_ING = r"(?:putting(?: up| in)?|installing|deploying|setting up|placing|erecting|mounting|fitting|rolling out|positioning|hanging|hooking up|equipping)"
_PUT_ED = r"(?:installed|deployed|set up|placed|put up|put in place|put in|erected|mounted|fitted|rolled out|positioned|hung|stationed|affixed|hidden|added|connected|wired up)"
_BUY_ING = r"(?:purchasing|buying|importing|procuring|acquiring|ordering|sourcing|obtaining|bringing in|smuggling in)"
_BUY_ED = r"(?:purchased|bought|imported|procured|acquired|ordered|sourced|obtained|supplied|shipped|delivered|brought in|smuggled in|sold|donated|gifted)"
_USE_ING = r"(?:using|employing|operating|running|utili[sz]ing|leveraging|relying on|collecting|gathering|taking|recording|scanning|tracking|monitoring|harvesting|flying|intercepting|listening in on|filming|issuing|keeping)"
_FUTURE = r"(?:will|shall|'ll|would|plan(?:s|ned|ning)? to|intend(?:s|ed)? to|going to|set to|due to|expected to|(?:vow|pledg|promis|agre|decid)(?:s|es|ed|d) to)"
_DO = r"(?:identify|detect|track|monitor|scan|record|register|enrol|install|deploy|introduc|roll|set up|put|buil[dt]|expand|us[ei]|buy|purchas|import|procur|launch|add|issu|collect|equip|place|mount|replac|upgrad|extend|establish|adopt|creat|implement|acquir|develop|complet|connect|test|start|begin|distribut|hand out|integrat|link|fly|require|spend|switch|turn|fit|erect|come into|go into|be(?= [a-z]+ed| in))"

_EN: tuple[tuple[str, str, str, str, str], ...] = (
    # banned: a rule, which says nothing of what stands in place
    (rf"\b(?:{_FUTURE}|voted to|ruled to|moved to|wants? to|seeks? to|(?:bill|law|motion) to) {_ADV}(?:ban|outlaw|prohibit|forbid)\b(?: (?:[a-z]+ ){{0,4}}?(?:from )?(?:using|the use of|use of))?", "unknown", "policy", "any", "future"),
    (r"\b(?:bans?|banned|banning|outlaw(?:s|ed|ing)?|prohibit(?:s|ed|ing)?|forbids?|forbade|forbidden|barr(?:ed|ing)|bars?)\b(?: (?:[a-z]+ ){0,5}?from (?:using|buying|deploying|installing|operating|flying)| (?:the |its |their |all |any |most )?(?:[a-z]+ ){0,2}?(?:use|using|purchases?|deployment|sale|export)\b(?: of)?)", "unknown", "policy", "any", ""),
    (rf"\b(?:is|are|was|were|be|been|being) {_ADV}(?:banned|outlawed|prohibited|forbidden)\b", "unknown", "policy", "any", ""),
    (r"\b(?:has|have|had|which|that|city|council|parliament|state|government|court|country|[12]\d{3}) (?:banned|outlawed|prohibited|forbidden)\b|\b(?:banned|outlawed)(?= (?:all |any |the |most )?(?:[a-z]+ ){0,2}?(?:facial|face|cameras?|drones?|cctv|spyware|surveillance|biometric|plate)\b)", "unknown", "policy", "any", ""),
    # abandoned
    (r"\b(?:abandon(?:s|ed|ing)?|scrapp(?:ed|ing)|cancel(?:s|l?ed|l?ing)|dismantl(?:es?|ed|ing)|discontinu(?:es?|ed|ing)|shelv(?:ed|ing)|stopp(?:ed|ing) using|phas(?:ed|ing) out|halt(?:ed|ing)?|suspend(?:ed|ing)?|gave up|took down|dropp(?:ed|ing))\b", "abandoned", "deployment", "any", ""),
    (r"\b(?:taken down|switched off|torn down|no longer (?:used|in use|work(?:s|ing)?|operat\w+|function\w*)|out of service|was removed|were removed|been removed|fell into disuse)\b", "abandoned", "deployment", "subj", ""),
    (r"\b(?:abolish(?:ed|es|ing)|called off|put on hold|withdr[ae]wn?|shut down)\b", "abandoned", "deployment", "any", ""),
    (rf"\b(?:{_FUTURE}|voted to|ruled to|moved to) {_ADV}(?:stop|end|halt|suspend|cease|phase out|abandon|scrap|dismantle|remove|take down|withdraw|drop|shelve|pause)\b(?: using| the use of)?", "abandoned", "deployment", "any", "future"),
    (r"\b(?:ended|paused|stopped)(?= (?:the |its |their |all |any )?(?:[a-z]+ ){0,2}?(?:use|using|purchases?|deployment|programme|program|plans?|trial|rollout|roll out|facial|face|cameras?|drones?)\b)", "abandoned", "deployment", "any", ""),
    (r"\b(?:switch(?:ed|es|ing)|turn(?:ed|s|ing)) (?:[a-z']+ ){0,7}?off\b", "abandoned", "deployment", "any", ""),
    (r"\b(?:stopp(?:ed|ing)|ended|halted)(?= (?:the )?(?:collection|collecting|operation|operating|recording|scanning|monitoring)\b)", "abandoned", "deployment", "any", ""),
    # announced
    (r"\bwants?(?= (?:a|an|more|[\d,]+|thousands|hundreds|new|to see)\b)", "announced", "deployment", "obj", "future"),
    (r"\b(?:(?:is|are|was|were|been) (?:also |now |still )?(?:considering|weighing|mulling|exploring|studying whether)|considers|mulls|in talks (?:to|with|on|about))\b", "announced", "deployment", "any", "future"),
    (r"\b(?:is|are|was|were|been) (?:also |now |already )?planning(?= (?!to\b))", "announced", "deployment", "obj", "future"),
    (rf"\b(?:invit(?:es|ed|ing) (?:offers|tenders|bids)|seeks? (?:offers|bids|suppliers)|call for tenders)\b|(?<!reported )(?<!said )(?<!believed )(?<!thought )(?<!known )(?<!found )(?<!alleged )(?<!seen )(?<!understood )(?<!claimed )(?<!rumored )(?<!rumoured )\bto be (?:{_PUT_ED}|supplied|delivered|purchased|bought)\b", "announced", "procurement", "any", "future"),
    (r"\b(?:will|shall|would|going to|plans? to) (?:bring|get|receive|have|read|keep|cover|see|reach|connect|give|be (?:bought|tested|kept|made))\b", "announced", "deployment", "any", "future"),
    (rf"\b(?:will|shall|'ll|would|plan(?:s|ned|ning)? to|intend(?:s|ed)? to|aim(?:s|ed|ing)? to|hop(?:es|ed|ing) to|want(?:s|ed)? to|vow(?:s|ed) to|pledg(?:es|ed) to|promis(?:es|ed) to|propos(?:es|ed) to|set to|scheduled to|expected to|due to|going to|prepar(?:es|ed|ing) to|decided to|agreed to|(?:is|are) to|order(?:ed|s) [a-z ]{{2,30}} to|plans for [a-z ]{{2,30}} to) {_ADV}be {_ADV}(?:{_PUT_ED}|introduced|built|expanded|used|issued|launched|replaced|completed|extended|established|adopted|connected|required|operational|equipped|linked|tested|in (?:place|use|operation)|[a-z]+ed)\b", "announced", "deployment", "subj", "future"),
    (rf"\b(?:will|shall|'ll|would|plan(?:s|ned|ning)? to|intend(?:s|ed|ing)? to|aim(?:s|ed|ing)? to|hop(?:es|ed|ing) to|want(?:s|ed)? to|vow(?:s|ed) to|pledg(?:es|ed) to|promis(?:es|ed) to|propos(?:es|ed) to|set to|scheduled to|expected to|due to|going to|prepar(?:es|ed|ing) to|decided to|agreed to|(?:is|are) to) {_ADV}{_DO}\w*", "announced", "deployment", "any", "future"),
    (r"\b(?:plans? (?:for|call for|include|envisages?|foresees?)|proposal (?:for|to)|tender (?:for|to)|(?:called|calls|calling|issued?|invit\w+) (?:for )?(?:tenders?|bids)(?: for)?|bids for|announced (?:the |a |an |plans?|its )(?:[a-z]+ ){0,6}?(?:plan|rollout|programme|program|project|introduction|installation|deployment|purchase|system|to)?|unveiled (?:a |its )?plans?)\b", "announced", "deployment", "obj", "future"),
    (r"\b(?:are|is|was|were) planned\b|\bplanned\b(?= for)", "announced", "deployment", "subj", "future"),
    # being installed
    (rf"\b(?:is|are|was|were|be|been|began|begun|begins?|start(?:s|ed)?|continu(?:es?|ed)|keeps?|busy) {_ADV}{_PUT_ING}\b", "being-installed", "deployment", "obj", ""),
    (rf"\b(?:is|are|was|were) {_ADV}being {_ADV}(?:{_PUT_ED}|introduced|laid|built into)\b", "being-installed", "deployment", "subj", ""),
    (rf"\b(?:began|begun|begins?|start(?:s|ed|ing)?) to {_ADV}(?:install|deploy|introduce|put up|set up|place|erect|mount|roll out|equip|fit)\b", "being-installed", "deployment", "obj", ""),
    (r"\b(?:installation|deployment|rollout|roll out) (?:of [a-z ]{2,40} )?(?:is|are) (?:under ?way|ongoing|in progress|continuing)\b|\b(?:under installation|partly installed|half finished)\b", "being-installed", "deployment", "any", ""),
    # expanding
    (r"\b(?:becom(?:ing|es?)|became|getting|grow(?:ing|n|s)|grew) (?:increasingly |ever |much |steadily |even )?(?:more |increasingly )?(?:common|widespread|pervasive|tighter|denser|ubiquitous|prevalent|frequent|sophisticated|dense|tight|stronger|extensive)\b", "expanding", "deployment", "subj", ""),
    (rf"\b(?:is|are|was|were|has been|have been) {_ADV}(?:being )?{_ADV}(?:distributed|spreading|expanding|increasing|growing|proliferating|multiplying|on the rise|expanded|widened|extended|strengthened|intensified|stepped up|upgraded)\b", "expanding", "deployment", "subj-or-obj", ""),
    (r"\b(?:has|have|had) (?:[a-z]+ly |also |since )?(?:spread|expanded|increased|grown|proliferated|multiplied|risen|doubled|tripled|quadrupled|intensified|extended|strengthened|widened|stepped up|ramped up|upgraded)\b", "expanding", "deployment", "subj-or-obj", ""),
    (r"\b(?:expand(?:s|ing)?|expanded(?= (?:its|their|the|a|use|coverage|surveillance))|spreading|extends?|extending|widen(?:s|ing)|strengthen(?:s|ing|ed)?|intensif(?:y|ies|ying|ied)|step(?:s|ped|ping) up|ramp(?:s|ed|ing) up|beef(?:s|ed|ing) up|bolster(?:s|ed|ing)?|accelerat(?:es?|ed|ing)|increas(?:es|ing)|doubl(?:ed|es|ing)|tripl(?:ed|es|ing)|upgrad(?:es|ed|ing)|boost(?:s|ed|ing)?|tighten(?:s|ed|ing)|modernis(?:es|ed|ing))\b", "expanding", "deployment", "obj", ""),
    (r"\b(?:(?:growing|increasing|increased|expanding|widening|rapid|wider|greater|expanded) (?:use|number|numbers|adoption|presence|deployment|array|reliance|spread)(?: of)?|(?:spread|expansion|proliferation|growth|rise|adoption|increase) (?:of|in)|more and more|ever more|a growing)\b", "expanding", "deployment", "obj", ""),
    (r"\b(?:increased|grew|rose|multiplied|doubled|tripled|spread|expanded|proliferated|increases|grows|spreads|keeps growing|continues? to (?:grow|expand|spread|increase))\b", "expanding", "deployment", "subj", ""),
    # procured
    (rf"\b(?:is|are|was|were|be|been|being) {_ADV}(?:being )?{_ADV}{_BUY_ED}(?=(?: [a-z' ]{{0,40}})? (?:from|by|through|via)\b|[.,;\"]|$| (?:in|abroad|overseas|domestically))", "procured", "procurement", "subj", ""),
    (rf"\b(?:is|are|was|were|began|been|of) {_ADV}{_BUY_ING}\b|\b{_BUY_ING}\b", "procured", "procurement", "obj", ""),
    (rf"\b{_BUY_ED} (?:[a-z]+ )?(?:from|by|for|through|via|in china)\b", "procured", "procurement", "subj", "reduced"),
    (r"\b(?:purchas(?:e|es|ed)|bought|buys?|import(?:s|ed)?|procur(?:es|ed)|acquir(?:es|ed)|ordered(?= (?:[\d,]+|some|about|more|hundreds|thousands|new|a batch|surveillance|cameras|cctv))|sourc(?:es|ed)|obtain(?:s|ed)|signed (?:a |an )?(?:[a-z$\d.,]+ ){0,4}(?:contract|deal|agreement) (?:with|for|to)|awarded (?:a |the )?(?:[a-z]+ )?contract|took delivery of|received(?= (?:[\d,]+|a shipment|shipments)))\b(?! to (?:the|be))", "procured", "procurement", "obj", ""),
    (r"\b(?:export(?:s|ed|ing)?|suppl(?:y|ies|ied|ying)|sell(?:s|ing)?|sold|shipped|shipping|deliver(?:s|ed|ing)|donat(?:es|ed|ing)|provided(?= (?:[a-z]+ ){0,3}(?:cameras|equipment|technology|systems?)))\b", "procured", "procurement", "obj", ""),
    # researched
    (r"\b(?:we (?:study|studied|propose|present|describe|train|evaluate|investigate|report)|research(?:es|ed|ing)? (?:on|into|in|about)|researching|(?:is|are|was|were|been) studying|published (?:a |an |several )?papers? (?:on|about)|papers? (?:on|about|describing)|experiment(?:s|ed|ing)? with|(?:is|are|was|were|been|has|have) (?:being )?(?:test(?:ed|ing)|trial(?:l?ed|l?ing)|pilot(?:ed|ing))|test(?:s|ed|ing)|trial(?:l?ed|l?ing|s)? (?:of)?|pilot(?:ed|ing)?(?: programme| program| project)? (?:of|for|with)|a patent (?:for|on)|prototype of)\b", "researched", "development", "any", ""),
    # installed
    (rf"\b(?:has|have|had) {_ADV}(?:{_PUT_ED}|equipped|blanketed|lined|covered)\b", "installed", "deployment", "subj-or-obj", ""),
    (rf"\b(?:has|have|had) {_ADV}been {_ADV}(?:{_PUT_ED}|built|completed|in place)\b", "installed", "deployment", "subj", ""),
    (rf"\bto have (?:been )?(?:{_PUT_ED})\b", "installed", "deployment", "any", ""),
    (r"\bto have (?:bought|purchased|imported|acquired|procured|ordered)\b|\bto have been (?:bought|purchased|imported|sold|supplied)\b", "procured", "procurement", "any", ""),
    (r"\bto have (?:been )?(?:used|flown|collected|operated|hacked|tracked|monitored|recorded|introduced|targeted|infected|tapped|intercepted|employed|surveilled)\b", "in-use", "deployment", "any", ""),
    (r"\b(?:has|have|had) no\b(?! (?:evidence|sign|indication|doubt|plans?|comment|idea|intention|right|choice))", "in-use", "deployment", "obj", ""),
    (r"\b(?:did not|could not|didn't|couldn't) (?:find|see|spot)\b|\b(?:found|saw) no\b(?! (?:evidence|sign|indication))", "installed", "deployment", "obj", ""),
    (r"\b(?:hangs?|hung|sits?|stands?|stood|looms?|perch(?:es|ed)?)(?= (?:above|over|on|from|at|in|outside|along|atop|every|high)\b)", "installed", "deployment", "subj", ""),
    (r"\bto have (?:completed|built|finished|erected|put up|set up)\b", "installed", "deployment", "any", ""),
    (r"\b(?:mapped|spotted|counted)(?= (?:[a-z]+ ){0,2}?[\d,]+)", "installed", "deployment", "obj", ""),
    (rf"\b(?:is|are|was|were|be|been) {_ADV}(?:{_PUT_ED}|in place|attached|equipped with|fitted with|found (?:in|at|on)|located|present|visible|lined with|blanketed (?:with|by|in)|dotted with)\b", "installed", "deployment", "subj-or-obj", ""),
    (r"\b(?:installed|placed|mounted|erected|positioned|deployed|fitted|put up|set up|hung|hidden)(?= (?:in|on|at|along|above|throughout|across|around|near|by|inside|outside|over|under|every|there|during|since|between|to monitor|to watch)\b)", "installed", "deployment", "subj", "reduced"),
    (r"\b(?:installed|deployed|put up|set up|erected|mounted|rolled out|placed|fitted|equipped)\b", "installed", "deployment", "subj-or-obj", ""),
    (r"\b(?:there (?:is|are|were|was)(?! (?:no|any|little|not) (?:evidence|sign|indication|doubt|way|reason|need|plan|question)\b)|(?:the )?(?:installation|deployment|presence|existence) of|(?:has|have|had)(?= (?:[\d,]+|some|about|more|over|many|several|hundreds|thousands|at least|nearly|around|an? (?:estimated )?)))\b", "installed", "deployment", "obj", ""),
    (r"\b(?:installs?|puts? up|deploys|sets up|places|mounts|erects)\b", "being-installed", "deployment", "obj", ""),
    (rf"\b{_PUT_ING}\b", "being-installed", "deployment", "obj", ""),
    # in development
    (rf"\b(?:is|are|was|were|began|begun|begins?|started|been|continues?) {_ADV}(?:building|developing|designing|constructing|creating|establishing|assembling|programming|working on|setting about)\b|\b(?:under (?:development|construction)|in development)\b", "in-development", "development", "any", ""),
    (rf"\b(?:is|are|was|were) {_ADV}being {_ADV}(?:built|developed|designed|constructed|created|established|assembled)\b", "in-development", "development", "subj", ""),
    (r"\b(?:builds|develops|designs|creates|building|developing|designing)\b", "in-development", "development", "obj", ""),
    # in use
    (r"\b(?:helped|help|helps|allowed|enabled) (?:the )?(?:[a-z]+ ){0,2}?(?:to )?(?:catch|find|identify|arrest|locate|detain|solve|trace)\b|\b(?:has|have|had) led to\b", "in-use", "deployment", "any", ""),
    (r"\b(?:must|have to|had to|required to|forced to|made to) (?:swipe|scan|show|present|have|submit to|undergo|stand|give|hand)\b", "in-use", "deployment", "any", ""),
    (r"\b(?:switch(?:ed|es) on|turned on|activated|inaugurated|went live|gone live|put into service|patrol(?:s|led|ling)?)\b", "in-use", "deployment", "any", ""),
    (r"\blisten(?:s|ed|ing)? (?:in on|to)\b", "in-use", "deployment", "any", ""),
    (r"\b(?:(?:has|have|had) (?:[a-z]+ly |also |now |already )?(?:flown|hacked|tapped|intercepted|registered|enrolled|recorded|scanned|monitored|tracked|watched|gathered|worn|spied on)|wears?|wearing|wore)\b", "in-use", "deployment", "any", ""),
    (r"\b(?:is|are|was|were|be|been|being) (?:[a-z]+ly |also )?(?:hacked|infected|targeted|compromised|surveilled|bugged|spied on|eavesdropped on|wiretapped)\b", "in-use", "deployment", "any", ""),
    (r"\b(?:sp(?:y|ies|ied|ying) on|eavesdrop(?:s|ped|ping)? on|hack(?:s|ed|ing)? into|snoop(?:s|ed|ing)? on)\b", "in-use", "deployment", "any", ""),
    (r"\b(?:holds?(?= (?:the |a |an |such )?(?:[a-z]+ ){0,2}?(?:cards?|id|biometrics?|fingerprints?|data|records?|photographs?|images|faces)\b)|show(?:n|ed)?(?= (?:the|a|their|his|her) (?:[a-z]+ )?(?:card|id)\b)|registered(?= (?:[\d,.]+|some|about|more|nearly|over|around|for|with))|enrolled|(?:present|swipe|produce)(?:s|d|ed)?(?= (?:the|a|their|his|her) (?:[a-z]+ )?(?:card|id)\b))", "in-use", "deployment", "any", ""),
    (r"\b(?:has|have|had) (?:[a-z]+ly |also )?(?:introduced|adopted|launched|built|developed|implemented|established|created|amassed|compiled|assembled|started using|begun using|begun to use|used|collected|relied on|operated|issued|completed|taken)\b", "in-use", "deployment", "subj-or-obj", ""),
    (r"\b(?:has|have|had) (?:[a-z]+ly |also |now )?been (?:[a-z]+ly )?(?:introduced|adopted|launched|implemented|used|collected|employed|recorded|issued|in use|monitored|watched|tracked|filmed|caught|identified|arrested|registered|integrated|connected|operating|required)\b", "in-use", "deployment", "any", ""),
    (rf"\b(?:is|are|was|were|be) {_ADV}(?:being )?{_ADV}(?:used|employed|collected|in use|in operation|operational|active|introduced|monitored (?:by|with|through|via)|watched (?:by|with|through|via)|tracked (?:by|with|through|via)|recorded|filmed|operated|utili[sz]ed|issued|required to (?:give|provide|submit|carry|have|register|use)|caught|identified|scanned|taken|applied|deployed to|checked|inspected|registered|intercepted|tapped|running|working|relied on|integrated|exploited|covered by|under (?:constant )?)\b", "in-use", "deployment", "any", ""),
    (rf"\b(?:is|are|was|were|began|begun|begins?|started|been|keeps?) {_ADV}{_USE_ING}\b", "in-use", "deployment", "any", ""),
    (r"\b(?:uses|use|used|using|employs?|employing|operat(?:es?|ed|ing)|runs|ran|utili[sz](?:es?|ed|ing)|leverag(?:es?|ed|ing)|rel(?:y|ies|ied|ying) (?:heavily )?on|reliance on|collect(?:s|ed|ing)?|collection of|gather(?:s|ed|ing)|requir(?:es?|ed|ing)|issu(?:es|ed|ing)|record(?:s|ed|ing)|monitor(?:s|ed|ing)?|watch(?:es|ed|ing)?|track(?:s|ed|ing)?|scann?(?:s|ed|ing)?|film(?:s|ed|ing)?|intercept(?:s|ed|ing)|tapp(?:ed|ing)|took|take(?:s|n)?|provid(?:e|es|ed) (?:fingerprints|biometric|facial|blood|dna|iris)|give fingerprints|introduced|adopted|launched|implemented|comes? in|carr(?:y|ies|ied)(?! no\b)|detect(?:s|ed|ing)|identif(?:y|ies|ied|ying)|log(?:s|ged)|capture[sd]?|check(?:s|ed|ing)?|inspect(?:s|ed|ing)?|store[sd]?|block(?:s|ed|ing)?|flies|flew|flying|link(?:s|ed|ing)?|connect(?:s|ed)|work(?:s|ed)?(?! with)|through|by means of|thanks to|due to|with the help of|helped by|powered by|aided by)\b", "in-use", "deployment", "any", ""),
    (r"\b(?:(?:asked|asks|forced|forces|obliged|made|told|ordered|required) (?:for|to (?:give|provide|submit|hand over|have|register))|have to (?:give|provide|submit|hand over|carry|register)|hand(?:s|ed)? over|must (?:give|provide|submit|hand over|carry|register)|submit(?:s|ted)?|(?:into|in) (?:service|operation|regular use|everyday use)|counted|numbered|appear(?:s|ed)? to be working|(?:is|are|was|were) (?:working|kept|stored|retained|switched on|aimed at|pointed at|trained on)|look(?:s|ed)? (?:down|out|over|onto|at)|cover(?:s|ed)?|point(?:s|ed)? at)\b", "in-use", "deployment", "any", ""),
    (r"\b(?:built|developed|created|established)\b(?! by)", "in-use", "deployment", "obj", ""),
    (r"\b(?:equipped with|fitted with|featuring|include[sd]?|including|includes|support(?:s|ed)?|offers?|boasts?|comes? with|range from)\b", "unknown", "capability", "any", ""),
)  # fmt: skip

_KO = (
    (r"(?:사용|이용|도입|설치|운영|활용|배치)?(?:을|를|이|가)? ?(?:전면 ?)?금지(?:했|됐|되었|하였|한다|하고|하는|할|하기|시켰|령)", "unknown", "policy", "any", ""),
    (r"시범 ?(?:운영|운용)(?:하고 있|되고 있|을 시작|에 들어| 중)", "in-use", "deployment", "any", ""),
    (r"(?:설치|도입|구축|확대|배치|운영|사용|보급|수입|구매|구입|개발|교체|의무화|추진|증설|발급|시행|완공|설립|연결)(?:를|을)? ?(?:할|하기로|될|하려|하겠|한다는(?= ?(?:계획|방침|구상|방안|목표|입장|약속|결정|발표))|해 나갈|해나갈)|예정|계획(?:을|이|하고|이다|이라)|방침|입찰|(?:늘릴|들여올|만들|세울|달|넓힐|시험될|시험할|바꿀|교체할) (?:것|예정|계획|방침)|발급할|시험될|도입(?:을|도)? ?(?:검토|추진)|검토(?: 중|하고 있|한다|$)", "announced", "deployment", "any", "future"),
    (r"(?:중단|철거|취소|폐기|포기|백지화|철회)(?:했|됐|하였|되였|되었|한|된|하고|되고|되며)|더 ?이상 (?:사용|운영|가동)", "abandoned", "deployment", "any", ""),
    (r"(?:설치|배치|부착)(?:를 |을 )?(?:하고 있|중|되고 있|진행|에 나|하는 중|하기 시작|작업)|달고 있|세우고 있", "being-installed", "deployment", "any", ""),
    (r"(?:수입|구입|구매|조달|수출|납품)|들여(?:오|왔|온|와)|사들(?:이|였|인)|반입", "procured", "procurement", "any", ""),
    (r"늘어나|늘고|늘었|늘렸|늘리고|증가|확대|확산|강화|촘촘|보급(?!하기)|증설|급증|퍼지|넓히|넓어", "expanding", "deployment", "any", ""),
    (r"(?:설치|배치|부착|구비)(?:했|됐|되었|되였|돼|되여|되어|된|한|해 ?놓|해 ?두|를 마|를 완료|하였|되며|가 완료)|세워졌|세워진|달려 ?있|달았|달린|갖춰져|갖춘|완공|생겼|생긴|생겨|들어섰|들어선", "installed", "deployment", "any", ""),
    (r"시범 ?(?:운영|운용|설치|도입|사업)|시험 ?운영|(?:연구|시험|실험|시범)(?:하(?!기로)|해|했|되|됐|를|을| 중|적으로)|논문", "researched", "development", "any", ""),
    (r"(?:개발|구축|건설|제작)(?:하고 있|중|하고|되고 있|을 진행|을 추진|하는| 중)|만들고 있", "in-development", "development", "any", ""),
    (r"사용|이용|활용|운영|운용|가동|수집|감시하|감시한|감시했|감시받|도입|쓰이|쓰고|구축(?:했|됐|한|된|되었)|개발(?:했|됐|한|된|되었)|발급|채취|검열(?!을 피)|추적하|추적했|찍|녹화|촬영|통해|차단하|차단했|등록|요구|의무화|적용|식별|파악|동원|돌리고|인식하(?=고|는|여|며|기)|판독하|감청하|도청하|날리|띄우|비추|지켜보|살펴보|울리|운영에 들어|작동", "in-use", "deployment", "any", ""),
    (r"설치", "installed", "deployment", "any", ""),
)  # fmt: skip

_ZH = (
    (r"(?:禁止|禁用|不得|不准)[^，。；]{0,12}?(?:使用|安装|采用|部署|购买|运用)|被?禁止|禁用", "unknown", "policy", "any", ""),
    (r"试点(?:运行|运营)|试运行", "in-use", "deployment", "any", ""),
    (r"(?:停用|拆除|取消|暂停|废弃|终止|中止|叫停|撤除|放弃|不再使用|搁置)", "abandoned", "deployment", "any", ""),
    (r"(?:计划|计畫|拟|预计|打算|准备|即将|有望|将会|将于|将在|将要|将|要求)[^，。；]{0,25}?(?:安装|装设|部署|引进|引入|建设|建成|开通|测试|扩大到|接通|扩大|采购|购买|推出|推广|使用|启用|增设|增加|更换|覆盖|设置|发放|投入|建立|完成|实施|收集|采集|扩展|购置|升级|增至|增加到|扩至|达到|接入|進行|安裝)|招标", "announced", "deployment", "any", "future"),
    (r"(?:正在|正|开始|陆续|着手|逐步)[^，。；]{0,10}?(?:安装|装设|部署|架设|布设|铺设|设置|加装|安裝)", "being-installed", "deployment", "any", ""),
    (r"采购|购买|进口|购入|引进|购置|订购|採購|購買|進口|出口|供应|供货", "procured", "procurement", "any", ""),
    (r"扩大|增加|增多|蔓延|普及|加强|强化|扩展|越来越|日益|不断增|激增|扩张|扩建|擴大|收紧|密集", "expanding", "deployment", "any", ""),
    (r"试验|试点|测试|试用|(?:本文|我们|论文)(?:研究|提出|探讨|介绍)|研究(?:了|人脸|监控|出|如何)|论文", "researched", "development", "any", ""),
    (r"(?:正在|正)?(?:研发|开发|研制)(?!的|出|了|商|区)|(?:正在|正|(?<![所现存])在)[^，。；]{0,6}?(?:建设|建立|构建|打造|兴建)", "in-development", "development", "any", ""),
    (r"已[经]?[^，。；]{0,12}?(?:安装|装设|部署|架设|建成|设置|加装|铺设|安裝|装上)|(?:安装|装设|部署|架设|设置|加装|安裝|布设)(?:了|有|在|于|到)|装有|设有|配备|装着|遍布|随处可见|建成|完工|装上|架起|安装", "installed", "deployment", "any", ""),
    (r"被?用于|被?用来|使用|采用|运用|利用|启用|收集|采集|投入|运行|监视着|引入|应用|监控着|通过|借助|依靠|录入|提取|登记|记录|追踪|识别|開始使用|建立|开发出|研发出|推行|发放|监听|拦截|检查|監控|锁定|部署|推出|拍摄|运营|实行|抓拍|要求|推广|覆盖|开通|正在工作|运转|工作的|开始发放|照射|对准|強制|强制", "in-use", "deployment", "any", ""),
)  # fmt: skip

_TABLES = {"en": _EN, "ko": _KO, "zh": _ZH}
_COMPILED = {
    language: tuple((re.compile(p), status, aspect, side, flags) for p, status, aspect, side, flags in table)
    for language, table in _TABLES.items()
}


def cues(low: str, start: int, end: int, language: str) -> list[Cue]:
    """The status cues in [start, end) of the plain text, in reading order, none overlapping an earlier-listed one."""
    taken: list[Cue] = []
    for pattern, status, aspect, side, flags in _COMPILED[language]:
        for m in pattern.finditer(low, start, end):
            if m.end() > m.start() and not any(m.start() < c.end and c.start < m.end() for c in taken):
                taken.append(Cue(m.start(), m.end(), status, aspect, side, "future" in flags, "reduced" in flags))
    return sorted(taken, key=lambda cue: cue.start)
