# ruff: noqa: E501 - a table of words reads better with one class on one line
"""Verb classes by what they imply of their complement: our own lists, after Karttunen's implicatives and factives.

A signature holds two values on -3..3, the FactBank scale: what the complement is worth when the verb itself holds, and
when the verb is denied ("did not manage to" denies, "did not regret that" does not). Sources: Karttunen, Implicative
verbs, Language 47 (1971); Nairn, Condoravdi and Karttunen, Computing relative polarity for textual inference (2006).
"""

from __future__ import annotations

_CLASSES: dict[str, tuple[float, float, str]] = {
    "factive": (3.0, 3.0, "acknowledge admit appreciate aware celebrate concede confess discover find forgive glad happy know learn mention mourn notice observe proud realise realize recall recognise recognize regret remember resent reveal sad sorry surprised thank uncover understand welcome"),
    "implicative": (3.0, -3.0, "able accomplish achieve begin bother come complete continue dare get go happen help keep manage proceed resume start succeed turn use wind"),
    "causative": (3.0, 0.0, "allow bring cause compel demonstrate drive enable ensure establish force lead let make mean permit prompt prove result see show spark trigger verify watch hear witness confirm catch"),
    "negative": (-3.0, 3.0, "abandon avert avoid cease deny disprove fail forget lack neglect omit refrain refute withhold debunk"),
    "preventive": (-3.0, 0.0, "ban bar block cancel decline discourage dissuade halt hinder keep prevent prohibit refuse reject rule stop"),
    "reporting": (2.5, 1.0, "accord add announce argue assert claim comment conclude declare describe detail explain indicate inform insist maintain note point quote remark report reply respond say state stress tell testify warn write"),
    "opinion": (2.0, -1.5, "appear apparent assume believe calculate consider estimate expect feel figure forecast guess imagine imply infer likely predict presume project reckon seem sense speculate sound suggest suppose suspect think view sure confident certain convinced bet"),
    "possible": (1.0, -2.0, "chance fear hope maybe might possible possibility potential risk threaten threat worry afraid concern dream wish anticipate"),
    "uncertain": (0.0, 0.0, "ask debate decide depend determine discuss doubt doubtful question unclear uncertain unknown unlikely wonder whether check examine explore inquire investigate test study dispute"),
    "directive": (0.0, 0.0, "advise agree aim appeal apply arrange attempt beg call campaign challenge choose command commit demand deserve desire direct eager encourage entitle fight free hire instruct intend intention invite like look love need negotiate obligate offer opt order ought persuade plan pledge prefer prepare press pressure promise propose push ready recommend remind request require schedule seek set strive struggle supposed swear tend train try urge used volunteer vow wait want warn willing work eligible how easy hard difficult able authorise authorize opportunity effort right way time ability decision proposal request goal need"),
    "pretence": (-2.0, 0.0, "pretend fake feign lie hoax simulate fantasise fantasize"),
}  # fmt: skip

SIGNATURES: dict[str, tuple[str, float, float]] = {}
"""Lemma -> class, value of the complement when the verb holds, and when it is denied."""
for _name, (_holds, _denied, _words) in _CLASSES.items():
    for _word in _words.split():
        SIGNATURES.setdefault(_word, (_name, _holds, _denied))

MODALS: dict[str, tuple[str, float]] = {
    "may": ("possible", 1.0), "might": ("possible", 1.0), "could": ("possible", 1.0), "can": ("able", 1.5), "ca": ("able", 1.5),
    "would": ("would", 0.8), "'d": ("would", 0.8), "wo": ("future", 2.0), "will": ("future", 2.0), "'ll": ("future", 2.0), "shall": ("future", 2.0),
    "should": ("ought", 0.5), "ought": ("ought", 0.5), "must": ("must", 1.0), "need": ("must", 0.5),
}  # fmt: skip
"""Modal -> kind and what it leaves of the event, on the same scale; the values order the cues, the model weighs them."""

NEGATIVE_WORDS = frozenset(
    [
        "not",
        "n't",
        "never",
        "no",
        "none",
        "neither",
        "nor",
        "nobody",
        "nothing",
        "nowhere",
        "without",
        "hardly",
        "barely",
        "scarcely",
        "rarely",
        "seldom",
        "cannot",
        "few",
        "little",
    ]
)
IRREALIS_MARKS = frozenset(
    ["if", "unless", "whether", "in_case", "until", "before", "lest", "once", "provided", "assuming", "should"]
)
HEDGES: dict[str, float] = {
    **dict.fromkeys(["maybe", "perhaps", "possibly", "potentially", "conceivably"], 1.0),
    **dict.fromkeys(["probably", "likely", "presumably", "apparently", "seemingly", "reportedly", "allegedly", "supposedly", "purportedly", "evidently", "arguably"], 2.0),
}  # fmt: skip
