# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""Who speaks in a Korean sentence: by particles, by the endings that quote, and by verbs of saying.

A sentence that passes on words ends in a quoting form (다고, 라며, 는 것을) and a verb of saying. Its subject stands first, with
은/는/이/가 ("구는 ... 방침이라고 밝혔다"), or between the quoting form and the verb ("...고 소식통이 18일 전했다"), or is left out,
and then the one who spoke before goes on. What is no speaker by its noun (cameras, systems) never becomes one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .said import Said

_STEMS = (
    "말|말씀|전|선전|어림|이야기|얘기|추궁|되풀이|대꾸|투덜|주장|설명|지적|강조|언급|증언|진술|발표|반박|부인|일축|인정|시인|추정|추측|추산|추계|집계|파악|예상|예측|전망|진단|판단|소개|폭로|우려|염려|비판|비난|규탄|개탄|성토|평가|분석|해석|"
    "보도|경고|토로|하소연|호소|고백|실토|자백|확인|답|대답|응답|답변|회신|회답|해명|변명|선언|공언|단언|장담|확언|자랑|자평|자부|약속|공개|공지|공고|공시|고지|통보|통지|명시|기록|기술|서술|묘사|회상|회고|술회|"
    "기억|확신|의심|짐작|생각|제안|권고|건의|당부|질타|힐난|조롱|냉소|반문|질문|귀띔|고발|제기|결론|판시|판결|선고|인용|역설|피력|부연|털어|항변|항의"
)
_NATIVE = (
    r"밝(?:혔|혀|힌(?!다는)|히)|알(?:렸|려 ?(?:왔|주)|려주|린다)|덧붙(?:였|여|이|인)|전해 ?(?:왔|온|오|주|줬)|들려 ?(?:줬|주)|일러 ?(?:줬|주)|털어놓|털어놨|내다(?:봤|보)|봤다|본다(?=[.\"]|$)|보고 ?있|내비(?:쳤|치)|드러(?:냈|내며)|"
    r"썼|쓴|적었|적고|적은|꼽았|꼬집|비꼬|되물|물었|맞섰|맞받|잘라|못 ?박|선을 그|둘러댔|둘러댄|손사래|고개를|입을 모|목소리를 높|목청|볼멘|혀를|웃(?:었|으)|한숨|너스레|내놓|내놨|여기|믿는|읽었|뒤집|이야기(?:했|하|한)|얘기(?:했|하|한)|외쳤|외치|떠들|뇌까|불평|푸념|"
    r"했다|했고|했으|했는데|했습니다|하였다|하였습니다|한다(?=[.\"]|$)|한다며|합니다|하더|하던데|했어요|하네요|했답니다|해요|그러더|그럽디|그런다|그랬"
)
_SAYS = rf"(?:(?:{_STEMS})(?:했|하였|한(?!다고 한다)|하(?:고|며|면서|는|기|여|였)|해 ?(?:왔|오|온)|됐)|{_NATIVE})"
_QUOTING = (
    r"(?:(?:까|요|죠|음|나|네|걸)[\"'》.?!]{0,3} ?(?:라고|라며|라면서|하고|고 )|(?:다|라|냐|자|느냐)[\"'》.?!]{0,3} ?(?:고(?!요)|라고|이라고|며|라며|이라며|면서|라면서|이라면서|하고)|[\"》]\)? ?(?:라고|이라고|고|라며|이라며|라면서|이라면서|하고|라는|이라는|며)"
    r"|(?:다|라|자|냐|ㄴ지|는지|은지|ㄹ지)는 (?:것을|점을|것도|점도|사실을|입장을|뜻을|견해를|주장을|의견을|취지로|취지의|대책을|계획을|방침을|답을|답변을|평가를|분석을|말을|말만|말도|설명을|방안을|구상을|의혹을|결과를|우려를|것은|점은|게|걸)|음을|임을|(?:은|는|ㄴ)지(?:는|를|도|에 ?대해)?)"
)
_SAID = re.compile(rf"{_QUOTING}(?P<gap>[^\"]{{0,60}}?)(?<![가-힣])(?P<verb>(?:거듭 |전면 |정면 |일제히 |강력히 )?{_SAYS})")
"""The quoting form, what stands between (a late subject, a date, a listener), and the verb."""
_WHILE = re.compile(r"[다라냐자요죠][\"']?(?:며|면서|라며|라면서|이라며|이라면서),? (?P<verb>)")
"""다며, 라면서: always another's words, whatever the verb that follows ("...라며 고개를 저었다")."""
_QUOTED = re.compile(r"[다라냐자][\"']?(?:고|라고|이라고) (?P<verb>)(?!해서|하더라도|해도|할 수|전해|알려|하면|생각)|[다라](?:는|던) (?:방침|입장|계획|구상|목표|태도|반응|답|복안|의견|판단|주장)(?P<x>[이을를]|만|뿐)")
_TITLED = re.compile(r"(?:교수|씨|의원|연구원|박사|변호사|기자|대표|국장|소장|팀장|위원|목사)(?:은|는|이|가|측)")
_SURNAME = r"(?:[김이박최정강조윤장임림한오서신권황안송류유전홍고문양손배백허남심노로하곽성차주우구라나민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용]|남궁|황보|제갈|선우|독고|사공)"
_TITLE = r"[가-힣]{0,4}(?:위원장|총비서|비서|주석|국방상|외무상|대통령|총리|장관|차관|선교사|전도사|신부|여사|동지|원장|회장|사장|이사|의장|총장|학장|지사|단장|서장|부장|과장|실장|센터장|처장|청장|대변인|대사|판사|검사|활동가|분석가|분석관|평론가|전문가|연구위원|전문위원|연구사|강사|감독|작가|간사|교수|의원|연구원|박사|변호사|기자|특파원|대표|국장|소장|팀장|위원|목사|씨)"
_NAME_BEFORE_TITLE = re.compile(rf"(?P<name>{_SURNAME}[가-힣](?:은|이|가))(?P<body>(?: [가-힣A-Za-z0-9]*[가-힣A-Za-z0-9](?<![은는이가을를에의도와과로서])){{0,3}}) {_TITLE}(?:들)?(?:은|는|이|가|도|측|의|에|께|으로|로|와|과|을|를|$|(?=[ ,]))")
"""김성은 목사는: behind a name and before a title 은, 이 and 가 are no particles but the end of the name."""
_NO_NAME = re.compile(r"(?:[가-힣]국|남한|남측|조선|서울|인천|이번|이날|이들|이것|이곳|이중|전날|현장|기술|장비|정보|사진|방송|신문|연구|조사|사람|공사|지역|사건)(?:은|이|가)$")
_WEAK = re.compile(r"한다|했|하였|합니다|하더|하네|쓴|적은|여기|본다|봤다|보고|읽었|웃|내놓|이야기|하고")
_HELD = re.compile(r"(?:으로|로|것으로) (?P<verb>추정|본다|보고 ?있|봤다|파악|의심|간주|지목|판단|추산|집계|전망|예상)(?:하|했|한|된|$|[ .])")
_LABEL = re.compile(r"\s*(?P<np>[가-힣]{1,5}(?: 씨)?) ?: ")
"""The name before a colon with which a printed conversation marks who speaks."""
_GOES_ON = re.compile(r"(?:다|라)는 (?:것이|것|거|게|얘기|이야기|설명|주장|말|말이|뜻이|뜻|셈|전언|후문|지적)(?:이?다|이었다|였다|입니다|예요|이에요)[.\"' ]*$")
"""A finding held by a body, and "...다는 것이다": the speaker of the sentence before goes on."""
_OBJECT_SAID = re.compile(
    r"(?:이|의혹|보도|주장|계획|방침|사실|소문|방안|대책|입장|결과|자료|현황|집계|통계|예산|도입|설치|구매|공개|열람|중단|철거|금지|증설|존재|여부|답변|확인|언급|논평)(?:를|을|도|에 ?대해)? ?(?:[^ \"]{1,10} ){0,3}?(?P<verb>(?:전면 |공식 |일부 )?(?:부인|인정|시인|발표|공개|공고|요구|촉구|약속|확인|거부|거절|일축|반박|시사|예고|지시|명령|권고|신청)(?:했|하였|한다|하며|하고|해 ?왔)|내놓(?:았|지)|내놨|밝혔|밝히지)"
)
_ACCORDING = re.compile(r"(?P<np>[^,\"。.]{1,50}?)(?:에 ?(?:따르면|의하면|따라(?=,))|의 말에 의하면|의 말에 따르면|의 말로는|(?:이|가) (?:전한|폭로한|밝힌|보도한|말한|공개한|발표한) ?(?:데|바)에? ?(?:의하면|따르면)|(?<= )말로는|을 인용해|를 인용해|을 인용하여|를 인용하여|을 토대로|를 토대로|을 근거로|(?:을|를) 보면|(?:을|를) 종합하면|(?<=집계)(?:로|에서|로는)(?= )|(?<=조사)로는(?= )|(?<=자료)(?:로는|에서는?)(?= )|(?<=통계)(?:로는?|에서는?)(?= ))")
_NOMINAL = re.compile(
    r"(?:(?:다|라|ㄴ|한|된|는|은)는 (?:것이|게|것은|것도|점이) (?P<np>[^,\"]{1,30}?)(?:의|측) ?(?P<noun>판단|설명|추계|분석|주장|전언|입장|견해|지적|증언|평가|해석|추정|이야기|얘기|말|진단|결론|관측|답변|해명|전망|시각|귀띔|집계)"
    r"|(?:다|라)는 (?P<np2>[^,\"]{1,26}?)(?:의|들의) ?(?P<noun2>설명|전언|증언|주장|분석|지적|말|이야기|얘기|판단|하소연|답변|해명|목격담)"
    r"|(?:^|(?<=[.\"] ))(?P<np4>[^,\"]{1,26}?)(?:의) ?(?P<noun4>설명|전언|증언|주장|말|이야기|얘기|귀띔)(?=(?:이)?다[.])"
    r"|(?:다|라)는 (?P<noun3>증언|이야기|얘기|말|주장|전언|지적|소문|목격담|불만|반응|목소리)(?:이|가|도|은|는)? (?P<np3>[^,\"]{1,30}?)(?:들)? ?(?:에게서|한테서|로부터|사이에서|사이에|속에서|쪽에서|에서))"
)
_FOUND_IN = re.compile(
    r"(?P<np>[^,\"]{1,40}?(?:조사|자료|집계|감사|회신|분석|통계|문건|문서|보고서|판독|취재|확인|점검|국감|답변서|실험|설문|사진|영상|기록))(?:에서|결과|으로|로|를 통해|을 통해)(?:도|는)? (?:[^,\"]{0,60}? )?(?P<verb>드러났|나타났|확인(?:됐|되었|되였|된|돼)|밝혀졌|적발|파악(?:됐|되었)|집계(?:됐|되었)|조사됐|포착|읽힌|알려졌)"
)
_EVIDENCE = (
    r"(?:보고서|보고|문서|문건|자료|계약서|공고|공고문|청구서|송장|명세서|기록|일지|통계|진정서|보도자료|고소장|공소장|판결문|결정문|회의록|공문|안내서|설명서|안내문|공지|지침|서한|메모|백서|논문|사진|위성사진|조례|조례안|시행령|시행규칙|법|법률|헌법|규정|규칙|약관|동의서|과업지시서|제안요청서|답변서|설문|명단|장부|조서|목록|기사|신문|글|게시글|원문|표지판|현판)"
)
_WRITTEN = re.compile(
    rf"(?P<np>[^,\"]{{0,36}}?{_EVIDENCE})(?P<josa>에는|에|에도|은|는|이|가|상)(?= )(?P<gap>.{{0,300}}?)(?P<verb>적혀|적힌|적혔|적었|적고|담겨|담겼|담긴|담고|담았|나와|나왔|나온|올라|명시|기재|규정하|정하|명하|허용|금지하|보여|나타내|가리키|실려|들어 ?있|등장|기록|언급)"
)
_PARTICLE = re.compile(r"(?P<noun>[^\s,\"]+?)(?P<josa>측은|측이|께서|들은|은|는|이|가|도|에서는)(?=[ ,\"《]|$)")
_NO_PARTICLE = re.compile(
    r"(?:[활운노]동가|전문가|분석가|평론가|작가|국가|평가|허가|추가|증가|누군가|[업치축역술밀]가|많이|같이|높이|깊이|길이|없이|종이|아이|사이|차이|놀이|나이|어린이|끊임없이|함께|[가-힣]히|경기도|[남북]한?도|황해도|강원도|제주도|정도|속도|제도|에[은는도]|[^ ]*(?:에서|으로|대로|실제로|에게|까지|부터|만|다|려|라|냐|[인한된은는던른지]지)[는은도]|[우]는|[아어해려]주는|하는|되는|있는|없는|않는|않은|같은|많은|[가-힣]{2,}보는|오가는|드나드는|지나는|다니는|이르는|따르는|모르는|만드는|만나는|들어가는|나오는|나가는|받는|시키는)$"
    r"|^(?:때는|가는|오는|보는|쓰는|주는|사는|아는|나는|대는|파는|[이저]는)$"
    r"|(?:^|[가-힣])(?:맡|받|밝|적|작|많|같|높|낮|깊|넓|좁|늦|찍|읽|잡|막|뽑|놓|넣|쌓|닿|앉|얻|믿|걷|묻|숨|죽|입|벗|웃|잃|좋|짧|없|있|않|엮|묶|꺾|겪|닦|찾|맞|갖|잊|꽂|쫓)은$|^(?:남|먹|실)은$"
)
"""Words that only look like a noun with its particle: 활동가, 경기도, and verbs that describe a noun (맡은, 오가는)."""
_LEAD = re.compile(
    r"^(?:\s|[\[(][^\])]{0,40}[\])]|[가-힣]{2,5} ?(?:기자|특파원|통신원) ?= ?|[-=·▲△■○◇*]|\d+[.)] |답(?:변)?: ?|(?:또한?|한편|그러나|하지만|그런데|다만|이어|특히|아울러|반면|앞서|그럼에도|따라서|실제로|최근|이날|이달|지난달|지난주|지난해|작년|올해|얼마 ?전|당시|이에 ?대해|이에|그래서|그리고|결국|더불어|나아가|당초|애초|현재|일단)[ ,]+|(?:지난|오는) ?\S+ |\d{4}년 |\d+월 |\d+일 )"
)
_THING = re.compile(
    r"(?:기술|카메라|촬영기|체계|시스템|감시|장비|장치|설비|것|프로그램|프로그람|단말기|기기|기계|기재|센서|드론|무인기|철조망|법안|계획|조치|상황|지문|화면|사진|영상|번호판|번호|얼굴|신호|전파|전기|예산|비용|가격|대수|기능|모델|제품|서버|기둥|거리|지역|구간|도시|마을|정도|이상|이하|이유|리유|문제|경우|결과|여부|사실|대부분|나머지|절반|상당수|상자|이것|그것|저것|여기|거기|이곳|그곳|모두|일부|무엇|우리나라|이번|다음|처음|지금|올해|내년|작년|지난해|현재|자체|도입|설치|운영|구축|사업|정책|제도|권한|의무|규정|내용|정보|데이터|명단|등록|통화|전화기|휴대전화|손전화|스마트폰|차량|자동차|신분증|공민증|의혹|계약|규모|기종|화질|수준|속도|의견|질문|물음|설명|말|소리|글|값|이름|목적|용도|기준|대상|수량|품명|가능성|필요|우려|논란|관심|책임)(?:들|만|까지|마저|조차|부터)?$"
    r"|(?:^| )(?:점|수|바|데|줄|중|문|길|날|해|년|월|일|망|탑|앱|칩|카드|땅|물|돈|속|앞|뒤|위|안|밖|때|개|대|건|원|내|나|저|너|우리|누|누구|누군|저희|쪽|편|이것|이제|지난해에만|취재진|기자|본지)$|\d[\d,.]*(?:만|천|백|억)? ?(?:개|대|건|원|%|곳|년|월|일|시간|분|초|배|m|km)$"
)
_PRONOUN = re.compile(r"(?:그|그녀|그이|이들|그들|본인|당사자)$")
_DEFINITE = re.compile(r"(?:^| )(?:이|그|해당|동|같은) ?(?:소식통|관계자|주민|여성|남성|탈북민|상인|간부|전문가|연구자|연구원|교수|활동가|변호사|인사|사람|단체|회사|업체|기관|매체|연구소|재단|신문|방송|통신|보고서|부대|학교|대학|협회|센터|당국자)$|(?:회사|업체|단체|재단|연구소|대학|학교|구청|시청|공사|기관|센터) ?측$|^(?:단체|회사|업체|재단|연구소|공사)$|^공사 측$|^(?:시|구|군|도|현|주|성|공사|협회|조직|당국|부대|회사|업체|공단|조합|노조|지부|정부|학교|대학|병원|은행|시청|구청|군청|도청)(?: ?측)?$")
_INSTITUTION = re.compile(r"^(?:시|구|군|도|현|주|성)$|공사|협회|조직|당국|공단|조합|노조|지부|정부|병원|은행|단체|회사|업체|기관|매체|연구소|재단|신문|방송|통신|부대|학교|대학|협회|센터|공사|구청|시청|측$")
_OBJECT = re.compile(r"(?:[을를에로와과]|에서|에게|까지|부터|처럼|[가-힣]이|[가-힣]가|[가-힣]도)$")
_DENIES = ("부인", "반박", "일축")
_LEVELS = {"추정": "PR", "추측": "PS", "예상": "PR", "내다": "PR", "우려": "PS", "의심": "PR", "짐작": "PR", "추산": "PR", "추계": "PR", "전망": "PR", "예측": "PR", "본다": "PR", "보고 ": "PR", "봤다": "PR"}
_HEARSAY = re.compile(r"(?P<verb>것으로 (?:알려졌|알려진|알려지|전해졌|전해진|전해지|파악됐)|고 (?:전해졌|전해진|알려졌|알려져|한다(?=[.\"\s]|$))|는 소문|다는 (?:얘기|말|설|후문|전언|소문|의혹)|라는 (?:소문|말|얘기|후문))")


def _adnominal(word: str) -> bool:
    """Whether a word ends like a verb that describes the noun after it: 밝은, 전한, 오가는, 만난."""
    last = word[-1]
    return word.endswith(("는", "던")) or ("가" <= last <= "힣" and (ord(last) - 0xAC00) % 28 == 4)


def _names_before_title(words: str, known: Callable[[str], str | None] | None = None) -> bool:
    """Whether ``words`` begin with a name whose last syllable only looks like a particle: "김정은 북한 위원장은"."""
    m = _NAME_BEFORE_TITLE.match(words)
    if m is None or _NO_NAME.match(m["name"]) or _PRONOUN.match(m["name"][:-1]):
        return False
    return known is None or known(m["name"][:-1]) is None


def head_of(text: str, left: int, right: int) -> int:
    """Where the noun phrase proper begins in [left, right), behind the clauses that describe it: "나선을 오가는 [상인]"."""
    while (m := _LEAD.match(text[left:right])) and left + m.end() < right:
        left += m.end()
    words = [(m.start() + left, m.end() + left) for m in re.finditer(r"\S+", text[left:right])]
    for i in range(len(words) - 2, 0, -1):
        a, b = words[i]
        before = [text[x:y] for x, y in words[:i]]
        if _names_before_title(text[a:right]):
            continue
        if _adnominal(text[a:b]) and text[a:b] not in ("한", "어느", "본", "전", "신", "인", "현") and any(_OBJECT.search(w) for w in before):
            # "이끈 표라온 연구위원": a name between a clause and a title only looks like a verb.
            named = i > 1 and _adnominal(before[-1]) and not re.search(r"[은는던한된]$", text[a:b])
            return a if named else words[i + 1][0]
    for i in range(len(words) - 2, -1, -1):
        word = text[words[i][0] : words[i][1]]
        if re.search(r"(?:에|에서|에게|을|를|으로|부터|까지|처럼|에는|이후|당시|직후|동안)$", word) and len(word) > 1 and not re.search(r"(?:에서|서울|가을|마을|지을)$", word):
            return words[i + 1][0]
    return left


def is_thing(words: str) -> bool:
    """Whether the noun names what cannot speak."""
    return _THING.search(words.strip(" '\"")) is not None


def _sort(words: str) -> str:
    bare = words.strip(" '\"")
    if _PRONOUN.match(bare):
        return "pronoun"
    if _DEFINITE.search(bare):
        return "institution" if _INSTITUTION.search(bare) else "pronoun"
    return "named"


def _level(verb: str) -> str:
    return next((level for word, level in _LEVELS.items() if verb.startswith(word)), "CT")


def _subject(text: str, low: str, start: int, stop: int, known: Callable[[str], str | None]) -> tuple[int, int, bool] | None:
    """The subject of the sentence's main verb, and whether it is sure to speak: the first noun with a subject's or
    topic's particle that can speak. Words inside quotation marks are another's. A noun known as one that speaks, or
    one right before an opening quotation mark, is sure."""
    outside, inside, at = [], False, start
    for i in range(start, stop + 1):
        if i == stop or low[i] == '"':
            if not inside and i > at:
                outside.append((at, i))
            inside, at = not inside, i + 1
    fallback = None
    for a, b in outside:
        begin = a
        for m in _PARTICLE.finditer(low, a, b):
            if _NO_PARTICLE.search(m.group()) or _names_before_title(low[m.start() : m.end() + 50], known):
                continue
            right = m.end("noun")
            left = head_of(text, begin, right)
            words = text[left:right]
            begin = m.end()
            if not words.strip() or len(words) > 34 or is_thing(words):
                continue
            following = re.match(r" (\S+) ", low[m.end() : m.end() + 14])
            if m["josa"] in ("이", "가") and following and len(following[1]) > 1 and re.search(r"[한된던낸진든린킨친본준긴난]$", following[1]):
                continue
            kind = known(words)
            if kind is None and following and _TITLED.match(following[1]):
                continue
            if m["josa"] in ("도", "에서는") and kind is None:
                continue
            quoted = low[m.end() : m.end() + 16].lstrip(" 0123456789일월").startswith('"')
            if kind is not None or quoted or _sort(words) != "named":
                return left, right, True
            if fallback is None and m["josa"] in ("은", "는", "들은"):
                return left, right, False
            if fallback is None and not (m["josa"] in ("이", "가") and re.search(r"(?:은|는) ", low[a : m.start()])):
                fallback = (left, right, False)
    return fallback


def _late_subject(text: str, low: str, start: int, stop: int, known: Callable[[str], str | None]) -> tuple[int, int] | None:
    """The subject between the quoting form and the verb of saying: "...고 현지 사정에 밝은 소식통이 18일 전했다"."""
    start += max((m.end() for m in re.finditer(r"[다라냐자]고\"? ", low[start:stop])), default=0)
    best = None
    for m in _PARTICLE.finditer(low, start, stop):
        if _NO_PARTICLE.search(m.group()) or (m["josa"] in ("도", "에서는") and known(m["noun"]) is None):
            continue
        left = head_of(text, start, m.end("noun"))
        if text[left : m.end("noun")].strip() and not is_thing(text[left : m.end("noun")]):
            best = (left, m.end("noun"))
    return best


def speakers(text: str, low: str, start: int, end: int, known: Callable[[str], str | None]) -> Iterator[Said]:
    """The speakers of the sentence [start, end). low: the plain text. known: the kind of source that words name, or None."""
    found: list[Said] = []

    def put(said: Said) -> None:
        if not any(s.start == said.start and s.sort == said.sort for s in found):
            found.append(said)

    label = _LABEL.match(low, start, end)
    if label and len(re.findall(rf"(?m)^\s*{label['np']} ?: ", text)) > 1 and label["np"] not in ("문", "답", "기자", "질문", "답변", "질의"):
        put(Said(*label.span("np"), "말", (label.end(), end), "named"))
    for m in _ACCORDING.finditer(low, start, end):
        left = head_of(text, m.start("np"), m.end("np"))
        words = text[left : m.end("np")]
        written = m.group().endswith("보면")
        if written and not re.search(rf"{_EVIDENCE}$|조사$|분석$|집계$", words):
            continue
        if words.strip() and not re.search(r"(?:계획|일정|규모|순서|결과|방침)$", words) and not (is_thing(words) and not re.search(_EVIDENCE, words)):
            put(Said(left, m.end("np"), "에 따르면", (start, end), _sort(words)))
    for m in _NOMINAL.finditer(low, start, end):
        name = next(n for n in ("np", "np2", "np3", "np4") if m[n])
        left = head_of(text, m.start(name), m.end(name))
        if left < m.end(name) and not is_thing(text[left : m.end(name)]):
            noun = m["noun"] or m["noun2"] or m["noun3"] or m["noun4"]
            put(Said(left, m.end(name), noun, (start, m.start(name)), _sort(text[left : m.end(name)]), _level(noun)))
    claimed: list[tuple[int, int]] = []
    for pattern in (_SAID, _WHILE, _QUOTED):
        for m in pattern.finditer(low, start, end):
            verb = m["verb"] or "말"
            if any(x <= m.start() < y for x, y in claimed):
                continue
            late = _late_subject(text, low, *m.span("gap"), known) if pattern is _SAID else None
            if late is not None:
                put(Said(*late, verb, (start, late[0]), _sort(text[late[0] : late[1]]), _level(verb), verb.startswith(_DENIES)))
                claimed.append(m.span())
                continue
            subject = _subject(text, low, start, m.start(), known)
            weak = pattern is _QUOTED or _WEAK.match(verb) is not None
            if subject is not None and (subject[2] or not weak):
                reach = (subject[1], m.end()) if any(s.sort == "named" for s in found) else (start, m.end())
                put(Said(subject[0], subject[1], verb, reach, _sort(text[subject[0] : subject[1]]), _level(verb), verb.startswith(_DENIES)))
                claimed.append(m.span())
            elif not found and (subject is None or (weak and re.match(r"했(?:다|고|습)|하였", verb))) and (not weak or re.match(r"했(?:다|고|습)|하였", verb) or '"' in low[start : m.end()]):
                put(Said(start, start, verb, (start, m.end()), "left out", _level(verb), verb.startswith(_DENIES)))
                claimed.append(m.span())
    if not any(s.sort in ("named", "pronoun", "institution") for s in found):
        for m in _OBJECT_SAID.finditer(low, start, end):
            subject = _subject(text, low, start, m.start(), known)
            if subject is not None and subject[2]:
                words = text[subject[0] : subject[1]]
                put(Said(subject[0], subject[1], m["verb"], (start, end), _sort(words), "CT", "부인" in m["verb"] or "일축" in m["verb"]))
                break
        for m in _HELD.finditer(low, start, end):
            subject = _subject(text, low, start, m.start(), known)
            if subject is not None and subject[2]:
                put(Said(subject[0], subject[1], m["verb"], (start, end), _sort(text[subject[0] : subject[1]])))
                break
        for m in _FOUND_IN.finditer(low, start, end):
            left = head_of(text, m.start("np"), m.end("np"))
            put(Said(left, m.end("np"), m["verb"], (start, m.end()), "evidence"))
        for m in _WRITTEN.finditer(low, start, end):
            left = head_of(text, m.start("np"), m.end("np"))
            if re.match(r"(?:은|는|이|가)", m["josa"]) and not re.match(r"적|담|명|규|정|허|금|보여|나타|가리|언급|기록", m["verb"]):
                continue
            if re.search(r"사진$", text[left : m.end("np")]) and not re.match(r"보여|나타|담|나와", m["verb"]):
                continue
            put(Said(left, m.end("np"), m["verb"], (start, end), "evidence"))
    goes_on = not found and _GOES_ON.search(low, start, end) is not None
    for m in _HEARSAY.finditer(low, start, end):
        if goes_on:
            break
        level = "PS" if re.search(r"소문|설$|의혹", m["verb"]) else "PR"
        if not any(s.reach[0] <= m.start() < s.reach[1] for s in found) and not any(a <= m.start() < b for a, b in claimed):
            found.append(Said(start, start, m["verb"], (start, m.end()), "hearsay", level))
    if not found and (re.match(r"\s*\"", low[start:end]) or _GOES_ON.search(low, start, end)):
        found.append(Said(start, start, "말", (start, end), "left out"))
    yield from found
