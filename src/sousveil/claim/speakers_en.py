# ruff: noqa: E501, SIM905 - a table of words reads better with one class on one line
"""Word classes by which English sentences tell who speaks: verbs of saying, thinking and showing, and nouns that can do so."""

from __future__ import annotations

import re

_IRREGULAR = {
    "say": "said", "tell": "told", "write": "wrote", "think": "thought", "find": "found", "show": "showed", "put": "put",
    "give": "gave", "hear": "heard", "see": "saw", "swear": "swore", "foresee": "foresaw", "forecast": "forecast",
    "know": "knew", "take": "took", "feel": "felt", "hold": "held", "speak": "spoke", "understand": "understood",
    "learn": "learned", "overhear": "overheard", "spot": "spotted", "map": "mapped", "log": "logged", "admit": "admitted",
    "quip": "quipped", "infer": "inferred", "concur": "concurred", "refer": "referred", "brag": "bragged", "plot": "plotted", "begin": "began", "read": "read",
}  # fmt: skip
_PARTICIPLES = {"wrote": "written", "showed": "shown", "gave": "given", "saw": "seen", "knew": "known", "took": "taken", "spoke": "spoken", "swore": "sworn"}  # fmt: skip

SAYING = frozenset(
    (
    "say tell write add note explain state argue insist maintain contend assert claim allege warn caution "
    "stress emphasise emphasize remark observe mention recall reply respond answer reiterate concede "
    "acknowledge admit confirm deny testify declare announce report reveal disclose joke grumble complain "
    "mutter quip muse promise vow pledge enthuse boast swear predict forecast lament protest object repeat "
    "retort conclude advise remember specify recount relate plead counter interject opine comment brag inform "
    "assure clarify affirm attest tweet post agree stipulate volunteer recite venture whisper shrug sigh "
    "begin continue offer"
    ).split()
)
THINKING = frozenset(
    (
    "believe think suspect fear doubt guess reckon surmise assume suppose speculate estimate worry infer "
    "deduce calculate conjecture hope expect consider feel judge hold know understand foresee regard dispute "
    "reject dismiss accept attribute blame read"
    ).split()
)
SHOWING = frozenset(
    (
    "show find list count record indicate suggest document describe detail log identify map give put cite "
    "contain measure determine establish discover detect spot notice see hear learn call refer ask talk speak "
    "name present take quote contradict illustrate demonstrate depict reflect mark tally enumerate "
    "corroborate assess examine plot request require set"
    ).split()
)
CLAUSE_ONLY = frozenset(
    (
    "read write offer add post object answer respond agree relate counter observe repeat protest advise "
    "inform feel hold judge consider see hear learn notice discover understand know ask find begin continue "
    "shrug sigh hope expect remember volunteer venture worry foresee examine detect determine establish spot "
    "reply note show indicate suggest record document identify assess cite mention report promise accept "
    "dismiss reject regard"
    ).split()
)
"""Verbs that speak for a person only with a clause, a quotation or a place at the end: "he added that", not "he added salt"."""
NUMBERED = frozenset("count list map identify document record estimate spot report find tally log".split())
"""Verbs that speak for a person with a number too: "activists counted 60 cameras"."""
OBJECT_TOO = frozenset(["describe", "attribute", "dispute", "put", "detail", "list", "quote", "recall"])
"""Verbs of showing that speak for people with a plain object."""
PAPER_ONLY = frozenset(
    (
    "give contain refer take present set mark plot require request reflect illustrate depict enumerate "
    "examine cite log name speak talk call suggest"
    ).split()
)  # fmt: skip
LEVELS = {
    "speculate": "PS", "believe": "PR", "suggest": "PR", "estimate": "PR", "think": "PR", "allege": "PR", "predict": "PR",
    "indicate": "PR", "assess": "PR", "suspect": "PR", "reckon": "PR", "surmise": "PR", "assume": "PR", "suppose": "PR",
    "guess": "PS", "conjecture": "PS", "infer": "PR", "deduce": "PR", "fear": "PS", "hope": "PS", "doubt": "PR",
}  # fmt: skip
"""The most that a verb commits its subject to."""
DENYING = frozenset(("deny", "doubt", "dispute", "reject", "dismiss"))


def _forms() -> dict[str, str]:
    out: dict[str, str] = {}
    for lemma in sorted(SAYING | THINKING | SHOWING):
        y = lemma.endswith("y") and lemma[-2] not in "aeiou"
        third = lemma[:-1] + "ies" if y else lemma + ("es" if re.search(r"(?:s|sh|ch|x|z|o)$", lemma) else "s")
        stem = lemma[:-1] if lemma.endswith("e") else lemma
        past = _IRREGULAR.get(lemma) or (lemma[:-1] + "ied" if y else stem + "ed")
        for form in (lemma, third, past, _PARTICIPLES.get(past, past)):
            out.setdefault(form, lemma)
        out.setdefault(("mapp" if lemma == "map" else "admitt" if lemma == "admit" else stem) + "ing", lemma)
    return out


VERB_FORMS = _forms()
"""Every form of a verb of speech, with its lemma."""
AS_NOUNS = frozenset(
    (
    "measure measures reports claims notes shows fears hopes doubts estimates records lists counts states "
    "answers names details documents maps logs forecasts posts objects marks sets calls puts report claim "
    "note show fear hope doubt estimate record list count state answer name detail document map log forecast "
    "post object mark set call put find finds comment comments request requests advises promise promises "
    "guess guesses pledge pledges boast boasts present protest remark reply replies quote quotes judge judges "
    "volunteer volunteers venture ventures plot plots blame regard talk talks mention stress"
    ).split()
)  # fmt: skip
NOT_AFTER_NOUN = frozenset(("of", "from", "about", "by", "against", "and", "or", "for"))

_NOUNS = {
    "report": "report study paper analysis investigation dossier publication assessment finding researcher author co-author "
    "research white-paper coauthor",
    "audit": "article dispatch piece story essay code figures audit review inquiry enquiry inspection evaluation annex appendix decision ruling judgment judgement verdict "
    "document file record contract email memo memorandum cable filing message slide photograph photo picture video clip "
    "footage imagery image notice invoice minute minutes data log register spreadsheet letter table graph brochure leaflet "
    "manual catalogue catalog description caption article label statement brief briefing ledger map transcript circular "
    "affidavit budget estimate inventory list diary portal page entry calendar timetable script screenshot receipt "
    "certificate order form note chart press-release release text answer plan plaque sign poster programme handbook tender "
    "specification blueprint figure statistic number dataset database newsletter blog post thread listing advert advertisement "
    "prospectus correspondence testimony evidence archive screenshot communique bulletin gazette proposal submission motion "
    "directive guideline indictment complaint petition report-card scan leak presentation logbook notebook bill pamphlet "
    "account card-file catalogue estimates accounts",
    "survey": "respondent survey poll",
    "state-media": "kcna xinhua tass",
    "experts": "expert analyst observer critic activist scholar specialist campaigner academic engineer scientist economist "
    "historian consultant technologist lawyer sociologist criminologist geographer hydrologist programmer developer auditor "
    "inspector investigator monitor statistician surveyor defender advocate rights-group",
    "official": "official officer spokesman spokeswoman spokesperson spokespeople minister ministry government authority "
    "authorities police lawmaker military regime president leader mayor agency department regulator council parliament "
    "embassy prosecutor director deputy manager principal headmaster headmistress headteacher chief commander secretary "
    "governor commissioner commission office cabinet inspectorate court tribunal ombudsman sheriff constable "
    "policeman policewoman sergeant captain colonel general major lieutenant senator councillor councilman councilwoman mp "
    "legislator administrator administration akim akimat envoy ambassador diplomat chairman chairwoman chair judge magistrate "
    "prosecution directorate customs army navy ministry committee force guard-service guard management city county town "
    "province state district municipality borough superintendent warden head boss supervisor counsel treasury prefecture "
    "prefect clerk congress legislature senate assembly delegation treasurer cadre auditor-general watchdog comptroller "
    "intelligence service",
    "witnesses": "escapee defector resident witness refugee interviewee local villager citizen worker student teacher trader "
    "detainee driver smuggler broker dealer vendor employee man woman men women commuter passenger traveller traveler parent "
    "volunteer survivor exile mother father shopkeeper nurse doctor dentist soldier girl boy child sailor fisherman farmer "
    "pensioner wife husband brother sister grandmother grandfather son daughter technician "
    "salesman saleswoman electrician dispatcher operator listener caller trainer businessman businesswoman contractor pupil "
    "sixth-former guest tourist hairdresser barber cook waiter waitress tailor seller buyer customer owner tenant landlord "
    "landlady widow veteran conscript prisoner inmate migrant labourer laborer miner mechanic repairman installer porter "
    "janitor caretaker concierge cleaner priest monk imam pastor nun preacher vicar rabbi artist musician poet filmmaker "
    "journalist reporter editor correspondent photographer blogger columnist "
    "householder cyclist pedestrian taxi-driver motorist householder stallholder butcher baker hawker cabbie "
    "smallholder herder fishmonger bookkeeper accountant librarian receptionist secretary-typist member participant attendee "
    "people person persons folk folks kid guy lad lady gentleman bloke couple pair trio family families "
    "informant contact regular crew staff bystander onlooker youth teenager professor lecturer geologist "
    "pilot courier messenger translator interpreter guide aid-worker pharmacist policewoman shopper worshipper elder "
    "applicant claimant plaintiff respondent-party petitioner organiser organizer leader-writer retiree orderly veterinarian "
    "interviewee testifier detainee returnee deserter",
    "unnamed": "rumour rumor media newspaper outlet press cousin nephew niece uncle aunt relative acquaintance friend neighbour "
    "neighbor colleague mate insider source whistleblower someone somebody",
    "organisation": "company firm manufacturer maker supplier organisation organization group watchdog ngo centre center "
    "institute foundation university laboratory lab project charity union coalition alliance network mission bank "
    "bureau consortium startup start-up initiative team association society federation hospital school college museum "
    "operator-company utility provider developer-company metro airline railway board club party church developer publisher "
    "clinic secretariat collective cooperative co-operative vendor-company campaign body corporation subsidiary importer exporter "
    "retailer landlord-company campaign think-tank",
    "outlet": "website magazine broadcaster daily station journal programme-maker",
}  # fmt: skip
KIND_OF = {noun: kind for kind, nouns in reversed(_NOUNS.items()) for noun in nouns.split()}
"""What kind of source a noun is."""
RESEARCHERS = frozenset(["researcher", "author", "co-author", "coauthor"])
SINGULAR_PERSONS = frozenset(
    noun for noun, kind in KIND_OF.items() if kind in ("witnesses", "experts", "official", "unnamed") and not noun.endswith("s")
) - frozenset(
    (
    "rumour rumor media newspaper outlet press people persons men women folk folks staff crew youth family "
    "families pair couple trio ministry government authority police military regime agency department council "
    "parliament embassy commission office cabinet inspectorate court tribunal administration akimat "
    "directorate customs army navy committee force guard-service management city county town province state "
    "district municipality borough treasury prefecture congress legislature senate assembly delegation "
    "intelligence service prosecution"
    ).split()
)  # fmt: skip
NEVER = frozenset(
    (
    "camera cameras technology technologies system systems network law laws surveillance effort efforts move "
    "use challenge challenges software hardware sensor sensors drone drones device devices phone phones app "
    "apps smartphone smartphones equipment machine machines algorithm algorithms server servers gate gates "
    "tower towers pole poles box boxes year years month months week weeks day days time times thing things "
    "case cases number one kind this which what these those there here it's nothing something everything "
    "anything lens lenses microphone microphones vehicle vehicles car cars plate plates fence fences unit "
    "units model models program programs programme programmes feature features tool tools platform platforms "
    "tag tags card cards bracelet bracelets chip chips antenna antennas mast masts van vans set-top scanner "
    "scanners reader readers result results fact facts way reason problem question questions"
    ).split()
)
"""Things that a sentence may be about but that say nothing themselves."""

TITLES = frozenset(
    (
    "pastor dr mr ms mrs miss prof professor president minister general gen senator sen father rev reverend "
    "researcher researchers director analyst defector secretary chairman chairwoman mayor governor gov judge "
    "justice colonel col captain capt lieutenant lt sergeant sgt major maj brigadier brig commander chief "
    "commissioner inspector superintendent constable sheriff deputy rep mp mla baroness baron lord lady sir "
    "dame doña dona don señor señora madame monsieur ambassador spokesman spokeswoman councillor officer "
    "prime interior foreign defence defense vice attorney ombudsman prosecutor akim imam sister brother "
    "auntie uncle mama comrade engineer professor-emeritus"
    ).split()
)
"""Words before a person's name that are no part of it."""
HE, SHE = frozenset((
    "mr sir lord father pastor uncle brother don baron señor monsieur imam man husband son boy nephew "
    "grandfather businessman spokesman chairman policeman salesman fisherman"
    ).split()), frozenset(
    (
    "mrs ms miss lady dame baroness doña dona señora madame sister auntie mama woman wife daughter girl niece "
    "mother grandmother businesswoman spokeswoman chairwoman policewoman widow nun waitress"
    ).split()
)  # fmt: skip
QUANTIFIERS = frozenset(
    (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred dozen dozens "
    "hundreds some several many most few both all another others half none neither either each everyone "
    "everybody nobody somebody someone two-thirds majority minority third quarter thousands"
    ).split()
)
DETERMINERS = frozenset(
    "the a an this that these those its their his her my our your no any every another some each".split()
)
PREPOSITIONS = frozenset(
    (
    "of in at from for with near on by to into under behind inside outside about across among between during "
    "after before since within without against over through until despite amid following along around beyond "
    "per via towards toward upon unlike like including regarding alongside besides"
    ).split()
)
BREAKS = frozenset(
    (
    "that but while although whereas because if when which who where whom whose as so or than what how "
    "whether until though nor before after since once lest unless except and whatever whoever whichever "
    "wherever whenever however"
    ).split()
)
AUXILIARIES = frozenset(
    (
    "is are was were be been being am has have had having do does did will would can could may might must "
    "shall should cannot can't won't didn't doesn't don't isn't aren't wasn't weren't hasn't haven't hadn't "
    "couldn't wouldn't never not"
    ).split()
)
BE = frozenset("is are was were be been being isn't aren't wasn't weren't get gets got".split())
MODIFIERS = frozenset(
    (
    "now then currently based living familiar close briefed involved seen reviewed obtained leaked published "
    "released dated speaking working interviewed asked questioned surveyed annexed attached accompanying "
    "issued here there who whose that which i we you elsewhere recently formerly aged doing drinking standing "
    "present responsible able both prepared commissioned written produced compiled consulted polled cited "
    "quoted contacted concerned affected themselves himself herself itself alone abroad today yesterday"
    ).split()
)
"""Words that end the core of a noun phrase, beside prepositions."""
