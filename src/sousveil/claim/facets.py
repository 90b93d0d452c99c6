# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""What else a clause says of a technology besides how far it has come: effect, constraint, awareness, features, purpose."""

from __future__ import annotations

import re

EFFECT = {
    "en": re.compile(r"\b(?:threaten(?:s|ed|ing)?|mak(?:e|es|ing) it (?:more |increasingly |much )?(?:\w+ )?(?:difficult|harder|dangerous|impossible|risky)|made it (?:more |much )?(?:\w+ )?(?:difficult|harder|impossible)|impacts?|impacted|affects?|affected|leads? to|led to|result(?:s|ed)? in|eras(?:e|es|ing)|increases? the risk|raises? the risk|deters?|deterred|chill(?:s|ed|ing)?|afraid|(?<!for )fear(?:s|ed)? (?:of|that)|more cases of|cases of being (?:caught|arrested)|harder to|more difficult to|become (?:more )?(?:dangerous|difficult)|self censor\w*|stopped (?:visiting|going|using|talking)|avoid(?:s|ed|ing)?)\b"),
    "ko": re.compile(r"위협|어려워|위축|위험(?:해|하|이|을)|두려|영향을 (?:미|주)|불안|힘들어|꺼리|피하"),
    "zh": re.compile(r"威胁|更加困难|更难|难以逃|影响|寒蝉|害怕|恐惧|不敢|增加了?风险|危险|导致"),
}  # fmt: skip
CONSTRAINT = {
    "en": re.compile(r"\b(?:lacks?|lacking|shortages?|poor|unreliable|limited|insufficient|inadequate|low|hinders?|hindered|hampers?|hampered|hamper|limits?|limiting|constrain\w*|challeng(?:e|es|ing)|obstacles?|contend with|struggl\w+|frequent|unstable|intermittent|chronic|restrict(?:s|ed)|not enough|barely|prevent(?:s|ed) (?:the|it|them|its)|outages?|blackouts?|cuts?|weak|slow|difficult to (?:establish|build|run|operate|maintain|use)|hurdles?|bottleneck|depends? on|situation|problems?|because of|due to|without (?:power|electricity)|patchy|scarce)\b"),
    "ko": re.compile(r"부족|열악|제한|불안정|한계|어려움|난항|걸림돌|장애|사정|정전|전력난|낮은|느린|차질|못해|문제"),
    "zh": re.compile(r"不足|缺乏|短缺|有限|不稳定|落后|限制|制约|阻碍|困难|停电|不可靠|匮乏|受限|瓶颈|问题|差|低"),
}  # fmt: skip
AWARENESS = {
    "en": re.compile(r"\b(?:aware|unaware|awareness|know (?:how|what|that|little|about)|(?<!direct )(?<!hand )(?<!with )knowledge of|knew|hardly know|realis\w+|realiz\w+|ignorant of|understand (?:how|what))\b"),
    "ko": re.compile(r"(?<!번호판을 )(?<!번호를 )(?<!얼굴을 )(?<!안면을 )(?<!지문을 )(?<!차량을 )(?<!사람을 )인식하|인지하|모르|알지 못|알고 있"),
    "zh": re.compile(r"意识到|知晓|不了解|不知道|知情|认识到"),
}  # fmt: skip
FEATURE = {
    "en": re.compile(r"\b(?:models?|range from|ranges? from|versions?|product line|features?|capabilit(?:y|ies) (?:such as|like|including)|brochure|catalogue|catalog|advertis\w+|marketed|specification|vendor says|datasheet|capable of|works? with|compatible with|(?:can|able to) recogni[sz]e|built in|with face recognition capabilit(?:y|ies))\b"),
    "ko": re.compile(r"기능(?:을|이) (?:갖|탑재|포함|지원|있)|모델|제품 설명|탑재한 (?:제품|모델)|카탈로그|사양"),
    "zh": re.compile(r"型号|具备[^，。]{0,12}功能|带有[^，。]{0,12}功能|产品(?:手册|介绍|目录)|支持[^，。]{0,10}识别|规格|宣传册"),
}  # fmt: skip
CAPABLE = {
    "en": re.compile(r"\b(?:can|could(?! have| be [a-z]+ing| already)|able to|capable of|allow(?:s|ed|ing)? (?:the |them|it|author|police|operators)|enabl(?:e|es|ed|ing)|lets? (?:the |them |its? |any |a |their |his |her )|makes? it possible|cannot|can't|unable to)\b"),
    "ko": re.compile(r"(?:[할될볼낼킬릴쓸갈올줄걸]|(?<![있했됐였었])을) 수 (?:있|없)|능력|가능하|가능해"),
    "zh": re.compile(r"能够|可以|可(?=识别|追踪|监)|能(?=识别|追踪|监|在|将|够)|具备[^，。]{0,8}能力|无法|使得"),
}  # fmt: skip
COST = {
    "en": re.compile(r"\b(?:costs? (?!of living)|cost of|prices? of|cheap(?:er)?|expensive|budget(?:ed)?|spen(?:d|t|ding)|worth|[$€£][\d]|million (?:dollars|yuan|won|euros)|billion)\b"),
    "ko": re.compile(r"비용|가격|예산|만원|달러|위안"), "zh": re.compile(r"成本|价格|预算|耗资|造价|费用|万元|美元"),
}  # fmt: skip
LAW = {
    "en": re.compile(r"\b(?:laws?(?! enforcement| and order)|legislation|regulations?|decree|bill|act|ban(?:s|ned)?|court ruled|constitution\w*|moratorium|prohibit\w*|legal(?:ly)?|warrant)\b"),
    "ko": re.compile(r"법(?:률|안|을|이|에|은)|규정|금지(?:했|됐|한)|법령"), "zh": re.compile(r"法律|法规|条例|禁止|立法|法案|规定"),
}  # fmt: skip
OPINION = {
    "en": re.compile(r"\b(?:i think|i believe|we think|we believe|in (?:my|his|her|their|our) (?:view|opinion)|should|must not|deserve|worry|worries|worried|concern(?:s|ed)? that|unacceptable|fears? that)\b"),
    "ko": re.compile(r"생각한다|생각합니다|해야 한다|우려"), "zh": re.compile(r"我认为|我觉得|应该|应当|担心|担忧"),
}  # fmt: skip
COMPARE = {
    "en": re.compile(r"\b(?:(?P<neg>not|n't|isn't|aren't|less|not yet|nowhere near|far from|far less)[\w ']{0,20})?(?:as (?P<dim>\w+) as|(?P<more>more|less) (?P<dim2>\w+) than|(?P<than>\w+er) than|similar to|comparable to|on a par with)\b"),
    "ko": re.compile(r"(?:만큼|보다|에 비해)(?P<dim>)"), "zh": re.compile(r"(?:不如|不及|比[^，。]{1,8}更|与[^，。]{1,8}相比)"),
}  # fmt: skip
PURPOSE = {
    "en": re.compile(r"\b(?:in order to|so as to|aim(?:ed|ing) (?:to|at)|for the purpose of|(?<!according )(?<!due )(?<!used )(?<!able )(?<!plans )(?<!difficult )\bto (?=(?:monitor|watch|track|prevent|deter|enhance|control|identify|catch|manage|maintain|stop|detect|keep|spy|suppress|improve|strengthen|tighten|crack|curb|fight|protect|ensure|surveil|find|record|observe|block|trace|safeguard|guard|combat|reduce|manage)\b)|for (?=(?:remote |real time )?(?:monitoring|security|surveillance of|tracking|identification|traffic|crime|public safety|crowd)))[^,.;\"]{3,110}"),
    "ko": re.compile(r"[^,.\"]{2,40}(?:위해|위한|목적으로|하려고|막기 위해|려는)"), "zh": re.compile(r"(?:以便?|为了|旨在|用于|用来|目的是)[^，。；]{2,40}"),
}  # fmt: skip
_TARGET = re.compile(
    r"\b(?:monitor(?:s|ed|ing)?(?: of)?|watch(?:es|ed|ing)?(?: over)?|track(?:s|ed|ing)?|spy(?:ing)? on|surveil(?:s|ling)?|surveillance of|control (?:of|over)|catch|identify(?:ing)?|detect|manage|from|of) "
    r"(?P<who>(?:its |the |their |all |local |ordinary |foreign |chinese |north korean |every )?(?:citizens?|population|people|residents?|workers?|employees|students|defectors|escapees|guards|soldiers|visitors|foreigners|protesters|protests|machinery(?: and production procedures)?|machines|production(?: lines)?|traffic|vehicles|drivers|prisoners|inmates|journalists|dissidents|activists|uyghurs|muslims|minorities|travel+ers|passengers|officials|customers|smugglers|criminals|crowds|pilgrims|worshippers|monks))\b"
)
_TARGET_CJK = {
    "ko": re.compile(r"(?P<who>주민|시민|국민|탈북민|탈북자|노동자|근로자|학생|관광객|외국인|경비병|군인|차량|시위대|언론인|기계|설비)(?:들)?(?:을|를|의|에 대한)"),
    "zh": re.compile(r"(?:监控|监视|追踪|跟踪|识别|管控|对)(?P<who>居民|民众|公民|市民|脱北者|工人|学生|外国人|游客|车辆|抗议者|记者|维吾尔人|少数民族|士兵|机器|设备)"),
}  # fmt: skip
DATA_TYPES = {
    "en": re.compile(r"\b(?:(?:facial |face )?photographs?|(?:facial |face )?photos?|fingerprints?|iris(?: scans?| images?)?|blood (?:samples?|tests?|types?)|dna(?: samples?)?|voice ?prints?|voice samples?|palm ?prints?|(?:other )?biometric (?:information|data)|location data|screenshots?|viewing (?:records?|habits?|history)|call records?|footage|browsing history|licen[cs]e plates?|text messages)\b"),
    "ko": re.compile(r"지문|얼굴 ?사진|안면 ?사진|사진|홍채|혈액|DNA|음성|생체 ?정보|위치 ?정보|통화 ?기록|시청 ?기록|화면 ?캡처", re.IGNORECASE),
    "zh": re.compile(r"指纹|面部照片|人脸照片|照片|虹膜|血样|DNA样本|dna|声纹|生物信息|生物特征|位置信息|通话记录|观看记录|截图", re.IGNORECASE),
}  # fmt: skip
_SELLER = re.compile(r"\b(?:(?:sourced|imported|importing|purchas\w+|bought|buying|acquired|procured|obtained|ordered|supplied|shipped|smuggled)(?: [\w' ]{0,40}?)?? (?:from|by) )(?P<who>(?:the )?(?:[\w.'&]+ ){0,3}?(?:vendors?|compan(?:y|ies)|firms?|suppliers?|manufacturers?|makers?|traders?|[a-z]+))(?=[,.;\"]|$| and| in | during| since| for| to| with| that| which)")
_MAKER = re.compile(r"\b(?P<who>south korean|north korean|south african|[a-z]+(?:ese|ish|ian|ean|can|man|li|aeli|ench|tch)|domestically|locally) (?:made|built|manufactured|produced|developed)\b|\b(?:made|manufactured|built|produced|developed) (?:by|in) (?P<by>(?:the )?[\w.'&]+(?: [\w.'&]+){0,3}?)(?=[,.;\"]|$| to | for| and| that| which| in )")
_OPERATOR = re.compile(r"^(?P<who>(?:the )?(?:[\w.'&]+ ){0,3}?(?:state|government|regime|authorities|police|ministry(?: of [\w ]+?)?|military|army|city|municipality|officials|school|company|factories|factory|schools|hotels?|council|agency|security forces|north|country|department|[a-z]+ police)) (?:[a-z]+ly |also |now |reportedly )?(?:is|are|was|were|has|have|had|will|plans?|uses?|used|collects?|collected|installed|deployed|operates?|runs|began|requires?|bought|introduced|started|introduces|monitors?|issued)\b")


def target_of(low: str, start: int, end: int, language: str) -> tuple[int, int] | None:
    """Whom or what it watches, as words of the clause."""
    m = (_TARGET if language == "en" else _TARGET_CJK[language]).search(low, start, end)
    return m.span("who") if m else None


def seller_of(low: str, start: int, end: int) -> tuple[int, int] | None:
    """From whom it was bought, as written (English)."""
    m = _SELLER.search(low, start, end)
    return m.span("who") if m else None


def maker_of(low: str, start: int, end: int) -> tuple[int, int] | None:
    """Who made it, as written (English)."""
    m = _MAKER.search(low, start, end)
    if not m:
        return None
    return m.span("who") if m["who"] else m.span("by")


def operator_of(low: str, start: int, end: int) -> tuple[int, int] | None:
    """Who runs it, when the clause's subject says so (English)."""
    m = _OPERATOR.match(low[start:end])
    if m and re.search(r"\b(?:said|says|told|reported|according|that|and)\b", m["who"]):
        return None
    return (start + m.start("who"), start + m.end("who")) if m else None
