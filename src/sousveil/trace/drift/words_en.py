# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""English words whose loss or gain moves a statement's meaning; each with its level on one scale, see cues.py."""

from __future__ import annotations

_BE = r"(?:is|are|was|were|be|been|being)"
_ADV = r"(?:[a-z]+ly |also |now |already |currently |still |just |since |widely |even |not |reportedly ){0,2}"

HEDGES = (
    (0, r"\b(?:may|might|could) (?:also )?(?:refer|mean|stand for)\b|\b(?:in|of|since|by|until|last|this|next|early|late|mid|on|from|and|\d{1,2}) (?-i:May)\b(?! (?:have|be|not|well|also)\b)|\b(?-i:May) \d|\bmight of\b|\bno doubt\b|\bmost likely to\b|\bmore likely\b|\bless likely\b|\bas likely\b|\blikely(?= (?:targets?|voters?|customers?)\b)|\b(?:is|are|was|were|been) (?:said|reported|believed|thought|understood) (?:by|in|on)\b"),
    (3, r"\b(?:unclear|unknown|not (?:yet )?(?:clear|certain|sure|proven|proved|settled|established|confirmed|verified)|(?:has|have|had|is|are|was|were) (?:not|n't|never) (?:yet )?(?:been )?(?:proven|proved|substantiated|corroborated)|unproven|unsubstantiated|uncorroborated|no (?:proof|confirmation)|without (?:proof|confirmation)|unable to (?:confirm|verify|say|establish)|remains? to be seen|in question|questionable|nobody can say|unofficially|if (?:it is )?true|an open question|open to question|in doubt|doubtful|unsettled|nobody knows|no one knows|cannot (?:yet )?say|cannot be said|(?:can|could) ?not (?:yet )?(?:be )?(?:confirm|verif|establish|say)\w*|uncertain|unconfirmed|unverified|(?:has|have|had|could|was|were|is|are) ?(?:not|n't) (?:yet )?(?:been |be )?(?:independently )?(?:confirmed|verified|established|determined)|not known (?:if|whether|how)|(?:is|are|was|were|remains?) not (?:yet )?known|whether or not|it is not clear|rumou?rs?|rumou?red)\b"),
    (2, r"\b(?:may|might|can be imagined|cannot be excluded|conceivable|a chance that|chances are|imaginable|could(?= (?:do|see|use|have|be|also|soon|eventually|well|now|already|lead|cause|help|increase|reduce|improve|protect|prevent|affect|result|mean|face|become|make|save|offer|benefit|contribute|explain|provide|cut|raise|lower|put|boost|trigger|play|prove|worsen|influence|indicate|reflect)\b)|possibly|perhaps|maybe|potential(?:ly)?|conceivably|possible|possibility|(?:can|could) ?(?:not|n't) be (?:ruled out|excluded)|in theory|theoretically|speculat\w+|considering|suspicions?|fears? that|feared)\b"),
    (1, rf"\b(?:so it seems|as it seems|it would seem|would seem|to judge by|judging by|as far as is known|(?:is|are|was|were) (?:now |also |widely )?(?:supposed|suspected|assumed|presumed|thought|believed|held|considered|rumou?red|tipped) to|there are (?:signs|indications|hints|suggestions)|indications (?:that|are)|points? to|is to be believed|a guess|guess(?:es|ed)?|in all likelihood|in all probability|by all accounts|it looks as if|looks? (?:as if|as though|likely)|there is talk|(?:it )?is said that|are said to|is said to|was said to|were said to|reportedly|allegedly|apparently|seemingly|supposedly|purportedly|presumably|probably|likely|alleged|arguably|ostensibly|evidently|(?:appears?|appeared|seems?|seemed)(?: likely)?(?= (?:to|that|set|as)\b)|it (?:appears|seems)|{_BE} (?:widely |also |now )?(?:believed|thought|said|reported|understood|suspected|presumed|alleged|rumou?red|assumed)(?: to\b)?|(?:are|were|is|was) said\b|suspected|suggest(?:s|ed|ing)?|indicat(?:es?|ed|ing) that|hint(?:s|ed) (?:at|that)|signs? (?:that|of)|(?:there (?:are|were|have been) |unconfirmed )reports (?:that|of)|evidence (?:that|suggests)|is expected|are expected|estimated(?! at))\b"),
)
"""1 probable or passed on, 2 possible, 3 unknown or unconfirmed; 0 words that only look like a hedge."""

DENIALS = (
    (0, r"\bnot (?:yet )?(?:clear|certain|sure|proven|proved|settled|been proven|been proved)\b|\bno (?:proof|confirmation)\b|\bwithout (?:proof|confirmation)\b|\b(?:can|could)(?: ?not|n't) (?:yet )?(?:be )?(?:confirm|verif|establish|say|said|rule)|\bunable to\b|\bno (?:doubt|fewer|less|more|longer than|matter|later)\b|\bnot (?:only|just|merely|least|to mention|alone)\b|\bnothing (?:but|less)\b|\bwhether or not\b|\bnone other\b|\bnot (?:yet )?(?:been )?(?:independently )?(?:confirmed|verified|known|clear|established)\b|\bno comment\b|\b(?:did|does|has|have|had)(?: not|n't) (?:immediately )?(?:respond|reply|repl(?:y|ied)|responded|comment(?:ed)?)\b|\bnot be (?:ruled out|reached)\b|\bno stranger\b|\bcannot be ruled out\b"),
    (1, r"\b(?:not|never|cannot|neither|nor|without|lacks?|lacked|failed to|fails to|refused to|yet to|no longer|stopped short of|den(?:y|ies|ied|ying)|rejected|refuted|ruled out|false(?:ly)?|baseless|no (?=(?:[a-z-]+ ){0,2}?[a-z]+)|none|nobody|nothing)\b|n't\b"),
)

SCOPES = (
    (0, r"\bhow (?:many|few|often)\b|\bin all\b|\ball told\b|\ball in all\b|\b(?:all but|at all|after all|above all|all (?:along|over again|together)|not all that|one (?:another|day|time|year|month|week)|once and for all|each other|many(?=-)|every(?:thing|one|body|day)|some(?:thing|one|times|where|how|what|body)|some (?=(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty|hundred|thousand)\b)|most of all|half (?:a|past)|the most \w+|most (?=(?:\w+(?:ed|ous|ive|ful|ible|able|ant|ent|al|ic|ly)|recent|likely|common|important)\b)|all the (?:more|same|while)|at most|at least|one of the (?:most|world|country|largest|biggest|first)|only one of|part of (?=(?:a|an|the|its|their|this|that)\b(?! (?:[a-z]+ ){0,2}?(?:city|country|region|province|network|system|staff|border|district|village|town|population|households|schools|schoolchildren)\b)))"),
    (8, r"\b(?:all|every|each|everything|without exceptions?|wholly|in full|entire|entirely|whole|nationwide|countrywide|citywide|everywhere|everyone|everybody|universally|the full|without exception|across the board|throughout|any|always)\b"),
    (7, r"\b(?:nearly all|almost all|virtually all|nearly every|almost every|the vast majority|vast majority)\b"),
    (6, r"\b(?:most|the majority|majority|mostly|more than half|over half|the bulk|largely|predominantly|widespread)\b"),
    (5, r"\b(?:many|numerous|half|a large number|large numbers|dozens|hundreds|thousands|a lot|often|frequently)\b"),
    (3, r"\b(?:some|several|a third|a quarter|a fifth|a tenth|one in (?:three|four|five|ten)|a number|part|not all|not every|certain|various|a number of|parts of|part of|a part of|a portion of|portions of|sections of|selected|partly|partially|a fraction of|sometimes|a minority|a share of|a section of|in places)\b"),
    (2, r"\b(?:a few|few|a handful|a couple|occasionally|rarely|isolated|a small number|one of (?:the|its|their|those|these|several|many)|a single|only one|individual|at least one|here and there)\b"),
)
"""From one or a few (2) to all (8); 0 no quantity."""

STATUSES = (
    (0, r"\b(?:(?:good|free|ill) will|will of|used to (?:be|have)|plans? and|in order to|test results|study of|in used|the use of force|used (?:cars?|clothes)|(?:is|are|was|were) used to (?:it|this)|run (?:by|on)|plan (?:of|and) action)\b"),
    (9, r"\b(?:scrapp(?:ed|ing)|abandon(?:ed|s|ing)|cancel(?:l?ed|s)|dismantl(?:ed|es|ing)|shelv(?:ed|es)|discontinu(?:ed|es)|withdrawn|withdrew|taken down|took down|tak(?:es|ing) down|switched off|shut down|phased out|decommissioned|removed|suspend(?:ed|s)|halted|no longer (?:used|in use|in operation|operat\w+|runs?|works?)|out of service|pulled the plug)\b"),
    (8, r"\b(?:expand(?:s|ed|ing)?|widen(?:s|ed|ing)|extend(?:s|ed|ing)|increas(?:es|ed|ing) the (?:number|use)|enlarg(?:es|ed|ing)|growing number|scal(?:ed|ing) up|expansion)\b"),
    (2, rf"\b(?:(?:will|would|shall|'ll|plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|aim(?:s|ed|ing)?|hop(?:es|ed|ing)|want(?:s|ed|ing)?|propos(?:es|ed|ing)|set|scheduled|expected|due|going|prepar(?:es|ed|ing)|decided|agreed|slated|about|promis(?:es|ed)|pledg(?:es|ed)|vow(?:s|ed)|wish(?:es)?|seek(?:s|ing)?|sought|means?|meant|ready|poised|is|are) to {_ADV}(?:be |start |begin |have |have been )?(?:[a-z]+)|will (?:be |soon |then |also |have |go |start |begin ){{0,2}}[a-z]+|would (?:be |soon ){{0,2}}(?:installed|used|introduced|deployed|bought|built|set up|rolled out)|negotiat(?:es|ed|ing|ions?)|(?:is|are|was|were) in talks|talks on|plans? for|planned|planning|plans|intention|intends?|proposal|proposed|tender|announced|has announced|unveiled|on the drawing board|wants|hopes|would like to|asked for|applied for|seeks|looking for|invited bids|bids for|due to|soon to|in the works|has in mind|foresees|envisages?|considering|weighing|scheduled for|pipeline|to be (?:installed|deployed|introduced|built|bought|used|set up|put up|put in place|rolled out|launched|fitted|mounted|erected))\b"),
    (1, r"\b(?:trial(?:s|l?ed|l?ing)?|test(?:s|ed|ing)?|pilot(?:s|ed|ing)?|research(?:ed|ing|ers? at)?|studying|studied|prototypes?|experiment(?:s|ed|ing|al)?|tri(?:ed|es) out|trying out|evaluat(?:es|ed|ing)|feasibility)\b"),
    (3, rf"\b(?:develop(?:s|ed|ing)|{_BE} {_ADV}(?:being )?(?:developed|designed|programmed)|under development|in development|working on|designing|development of|{_BE} building|being built|under construction)\b"),
    (5, rf"\b(?:{_BE} {_ADV}(?:being {_ADV}(?:installed|deployed|introduced|rolled out|set up|put up|erected|mounted|fitted|put in place|put in)|installing|deploying|rolling out|putting up|putting in|setting up|erecting|mounting|fitting|introducing)|beg(?:an|un|ins?) (?:installing|to install|putting|deploying|to deploy|erecting|mounting|rolling|fitting)|start(?:s|ed) (?:installing|to install|putting|deploying|to deploy|rolling|fitting)|installation (?:work )?(?:is|was|has) (?:under ?way|begun|started|in progress|ongoing|continuing)|work(?:ers|men)? (?:is|are|was|were) (?:under ?way|installing|putting)|under installation|being installed|still being|in the process of|half[- ]installed)\b"),
    (4, r"\b(?:bought|buys|buying|purchas(?:ed|es|ing)|procur(?:ed|es|ing|ement)|order(?:ed|s|ing)(?! (?:to|by|that)\b)|acquir(?:ed|es|ing)|import(?:ed|s|ing)|signed (?:a|the) (?:contract|deal)|awarded|took delivery|taken delivery|shipped|delivered|been bought|contract for|purchase of|ordering)\b"),
    (6, r"\b(?:install(?:s|ed)|deploy(?:s|ed)|set up|put up|put in place|in place|mounted|erected|fitted|placed|rolled out|hung|covered (?:by|with)|blanketed|built|completed|introduced|introduces|stands?|equipped|added|been put|are up|is up|completion of|finished installing)\b"),
    (7, r"\b(?:us(?:es|ed|ing)|use(?= (?:the|a|an|it|them|its|their|such|these|this|facial|cameras|drones|of)\b)|in use|in service|in operation|into (?:service|operation|use)|operat(?:es|ed|ing|ional|ion)|run(?:s|ning)|employ(?:s|ing)|switched on|went live|gone live|goes live|going live|online|active|already (?:work|works|working)|working|relies on|rely on|up and running|monitors?|scans?|watches|records?|tracks?)\b"),
)
"""The ladder of a deployment: 1 researched, 2 announced, 3 in development, 4 procured, 5 being installed, 6 installed, 7 in
use, 8 expanding, 9 abandoned; 0 none."""

CAUSES = (
    (0, r"\b(?:well after|day after|soon after|after all|since \d{4}|since (?:then|january|february|march|april|may|june|july|august|september|october|november|december|last|the)|so that|so (?:far|much|many|long|called|few|often)|because of the (?:law|rule))\b"),
    (3, r"\b(?:because|due to|owing to|caus(?:es|ed|ing)|the cause of|led to|leads to|leading to|result(?:s|ed|ing) in|as a result|thanks to|therefore|prompt(?:ed|s|ing)|trigger(?:ed|s)|in response to|consequently|is why|was why|so as to|responsible for|drove|brought about|forced|thus|hence|owes)\b"),
    (2, r"\b(?:contribut(?:es|ed|ing) to|help(?:s|ed|ing)? (?:to )?|encourag(?:es|ed|ing)|play(?:s|ed) a (?:part|role)|a factor|partly because|partly due|influenced)\b"),
    (1, r"\b(?:after|following|follows|followed|coincid(?:es|ed|ing) with|linked (?:to|with)|link between|associated with|association between|correlat\w+|amid|as(?= (?:crime|arrests|traffic|theft|thefts|fees)\b)|at the same time as|around the (?:same )?time|in the wake of)\b"),
)
"""1 only after or along with, 2 a part in it, 3 the cause."""

EMPHASES = (
    (2, r"\b(?:much|far|vastly|significantly|substantially|considerably|dramatically|sharply|greatly|extremely|very|highly|massive(?:ly)?|huge(?:ly)?|enormous(?:ly)?|major|drastic(?:ally)?|severe(?:ly)?|strongly|completely|totally|utterly|deeply|heavily|even|increasingly|unprecedented|especially|particularly|overwhelming(?:ly)?)\b"),
    (-2, r"\b(?:slight(?:ly)?|somewhat|only|merely|marginal(?:ly)?|modest(?:ly)?|barely|minor|a little|a bit|just|relatively|limited|partly|to some extent|in part)\b"),
)

SAYING = r"\b(?:according to|said|says|say|told|tells|claim(?:s|ed|ing)?|report(?:s|ed)(?! to\b)|announced|stat(?:es|ed)|wrote|writes|argu(?:es|ed)|explain(?:s|ed)|not(?:es|ed)|add(?:s|ed) that|warn(?:s|ed)|acknowledg(?:es|ed)|admit(?:s|ted)|confirm(?:s|ed)|believ(?:es|ed) that|quoted|cit(?:es|ed|ing)|estimates? (?:that|by)|found that|finds that|sources?)\b"

CUTS = (
    (8, r"; |\. |! |\? |,? (?:while|whereas|but|although|though|unlike|however|even as)\b|,? in contrast\b|, with (?=[a-z]+ (?:still|already|yet))"),
    (5, r", (?:and|which|who|where|as|so|then|meanwhile) |: | - | \u2013 | \u2014 |\u2014|, (?=(?:it|they|he|she|the) )"),
    (5, r" (?:and|or) (?=(?:[a-z]+ ){0,3}?(?:has|have|had|is|are|was|were|will|may|might|would|uses?|plans?)\b)"),
    (3, r", | and | or | as well as | plus | alongside "),
    (1, r" (?:that|which|who|because|after|before|when|if|since) "),
)
"""Where a word's reach ends, and how much of it."""

GIVE = r"\b(?:teach(?:es|ing)?|taught|lessons?|gave|give[sn]?|present(?:s|ed) with|s(?:ells?|old|elling|ale|ales) ?|suppl(?:y|ies|ied|ying)(?! from)|provid(?:es?|ed|ing)|deliver(?:s|ed|ing|y|ies)?(?! from)|export(?:s|ed|ing)?|donat(?:es?|ed|ing|ion|ions)|g(?:ives?|ave|iven|iving|ift)|hand(?:s|ed|ing)? over|handed|transfer(?:s|red|ring)?|ship(?:s|ped|ping|ment|ments)?|lend(?:s|ing)?|lent|leas(?:ed|es) to|sen(?:t|ds?|ding)|pass(?:es|ed|ing)? on|passed|pa(?:id|ys?|ying|yment|yments)|award(?:s|ed|ing)?|equip(?:s|ped)|train(?:s|ed|ing)?|license[sd]?|report(?:s|ed|ing)? to|forward(?:s|ed|ing)?|fund(?:s|ed|ing)?|financ(?:es|ed|ing))\b"
TAKE = r"\b(?:b(?:uys?|ought|uying)|purchas(?:es?|ed|ing)|import(?:s|ed|ing)?|receiv(?:es?|ed|ing)|obtain(?:s|ed|ing)?|order(?:s|ed|ing)?|procur(?:es?|ed|ing|ement)|acquir(?:es?|ed|ing)|acquisition|g(?:ets?|ot|otten|etting)|t(?:akes?|ook|aken|aking) (?:over|delivery|possession)|borrow(?:s|ed|ing)?|rent(?:s|ed|ing)?|leas(?:es?|ed|ing) from|collect(?:s|ed|ing)?|accept(?:s|ed|ing)?|source[sd]?|learn(?:s|ed|t)?)\b"
