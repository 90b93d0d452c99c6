# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""Who says what in a Korean or Chinese sentence, by particles, quotative endings and verbs of speech."""

from __future__ import annotations

import re

from .speech import BASIS_OF_KIND, Report, Speech

_KINDS = {
    "ko": (
        ("state-media", r"조선중앙통신|로동신문|노동신문|조선중앙TV|조선중앙텔레비죤|관영 ?매체|국영 ?매체|관영 ?언론|국영 ?통신|국영 ?방송|관영 ?통신|신화통신|선전 ?매체"),
        ("survey", r"설문 ?조사|설문|응답자"), ("papers", r"논문|학술지"), ("report", r"보고서|연구진|연구팀|조사단|백서|저자|연구자들|연구는"),
        ("official", r"당국자?|정부|대변인|장관|차관|총리|대통령|위원장|원장|교장|청장|운영사|관리|경찰|보위부|안전부|국정원|통일부|외교부|의원|시장(?=$|[ 은이])|도지사|총재|서기|검찰|법원|군부|군 당국|대사|부처|위원회|내무성|관계 당국|보안국"),
        ("unnamed", r"소식통|내부 ?소식통|익명|관계자|제보자|소문|내부자|게시글|누리꾼|네티즌|보도(?=에)|(?:일부|현지|국내|해외) (?:매체|언론)|외신|언론(?=$|들)|일각|업계|지인|친척|누군가"), ("experts", r"전문가|분석가|분석관|평론가|관측통|활동가|(?:인권|시민|사회) ?단체|학자|애널리스트"),
        ("witnesses", r"탈북(?:민|자|인)|면담자|응답한|주민|목격자|난민|이탈주민|거주자|시민(?! ?단체)|상인|근로자|노동자|학생|교사|운전자|현지인|이웃|밀수꾼|브로커|피란민|망명자"), ("outlet", r"방송|신문|매체|일보|데일리|뉴스|타임스|저널|RFA|VOA|NK"),
        ("wire", r"연합뉴스|통신(?!망|사업|부|사는)"), ("organisation", r"연구소|단체|재단|센터|기구|협회|회사|업체|대학|연합|프로젝트|기업|공사"),
        ("unnamed", r"(?<=한 )남성|(?<=한 )여성"), ("person", r"목사|연구원|대표|교수|국장|씨|박사|기자|소장|변호사|팀장|선임연구원"),
    ),
    "zh": (
        ("state-media", r"朝中社|劳动新闻|勞動新聞|官方媒体|官媒|国营媒体|官方通讯社|国家通讯社|国家电视台|新华社|人民日报|环球时报|官方电视"),
        ("survey", r"调查(?:对象|受访)|问卷"), ("papers", r"论文|学术"), ("report", r"报告|研究人员|研究者|研究(?=显示|发现|称|指出|表明)|研究报告|白皮书|调查报告|作者|報告"),
        ("official", r"当局|政府|发言人|官员|部长|警方|公安|外交部|内政部|委员会|市长|州长|省长|县长|总统|总理|首相|主席|议员|检察|法院|大使|军方|军政府|警察局|秘书长|局长|厅长|署长|官方|当地警察|統一部|统一部|當局|官員|部门|内务部"),
        ("unnamed", r"消息人士|知情人士?|(?:当地|有|外国|部分)媒体|外媒|业内消息|匿名者|知情者|不愿透露姓名|不具名|要求匿名|匿名|网友|传闻|网民|线报|有人|消息称|外界|帖子|内部人士"), ("experts", r"专家|專家|分析人士|分析师|分析師|分析家|观察人士|觀察人士|观察家|觀察家|评论人士|業內人士|业内人士|人权(?:组织|团体)|人權(?:組織|團體)|活动人士|活動人士|学者|學者|维权"),
        ("witnesses", r"脱北者|脫北者|受访者|受訪者|居民|目击者|目擊者|难民|難民|民众|民眾|市民|逃亡者|前居民|商人|流亡者|工人|学生|學生|教师|教師|村民|司机|司機|当地人|當地人|游客|证人|證人|店主"), ("wire", r"路透社|美联社|法新社|韩联社|共同社|通讯社|通訊社|塔斯社"),
        ("outlet", r"日报|时报|电台|新闻网|媒体|电视台|报社|周刊|新闻社|每日|晚报|邮报|自由亚洲|日報|时代|之声|报(?=道|称)"),
        ("organisation", r"研究所|组织|基金会|中心|机构|协会|公司|大学|企业|联盟|厂商|智库|项目"),
    ),
}  # fmt: skip
_KIND_RES = {lang: tuple((kind, re.compile(p, re.IGNORECASE)) for kind, p in table) for lang, table in _KINDS.items()}

_KO_VERBS = (
    r"밝혔|밝히|전했|전하|말했|말하|주장했|주장하|보도했|보도하|설명했|설명하|지적했|지적하|덧붙였|덧붙이|경고했|경고하|평가했|분석했|분석하|강조했|강조하|"
    r"언급했|언급하|증언했|증언하|발표했|발표하|반박했|부인했|일축했|인정했|내다봤|추정했|추측했|회상했|예상했|진단했|썼|적었|답했|알렸|비판했|소개했|폭로했|우려했"
)
_KO_SAID = re.compile(rf"(?:다고|라고|냐고|자고|다며|라며|다면서|라면서|다는 점을|음을|다는 것을|것이라고|고)[\"']? ?(?:거듭 |다시 |함께 |이날 |덧붙여 |[^ ,]{{1,12}}(?:에게|에|에서|서) ){{0,2}}?(?P<verb>{_KO_VERBS})")
_KO_LATE = re.compile(rf"(?:다고|라고|냐고|자고|것이라고)[\"']? ?(?P<np>[^,\"“”。.]{{2,40}}?)(?:은|는|이|가) (?:[^ ,]{{1,9}} ){{0,2}}?(?P<verb>{_KO_VERBS})")
_KO_ACCORDING = re.compile(r"(?P<np>[^,\"“”'。.]{1,40}?)(?:에 따르면|에 의하면|을 인용해|를 인용해|을 인용하여|를 인용하여)")
_KO_TOPIC = re.compile(r"(?P<np>[^,\"“”]{1,45}?)(?:은|는|이|가|측은|에서는)(?=[ ,])")
_KO_HEARSAY = re.compile(r"(?P<verb>것으로 (?:알려졌|알려진|알려지|전해졌|전해진|전해지|파악됐)|고 (?:전해졌|전해진|알려졌|한다(?=[.\"\s]|$)|알려져)|는 소문|다는 (?:얘기|말|설)|라는 소문)")
_ZH_VERBS = r"表示|声称|宣称|指称|指出|认为|报道称?|報道|报导|写道|警告|透露|宣布|强调|证实|否认|承认|解释|补充|披露|介绍|告诉[^，。]{1,10}(?=，)|显示|发现|描述|回忆|作证|估计|推测|预测|称|说|說|稱|表明|證實|驳斥|批评|质疑"
_ZH_SAID = re.compile(rf"(?:^|(?<=[，。；：“”\"、\s]))(?P<np>[^，。；：“”\"！？]{{1,28}}?)(?:(?:在|于|对|向)[^，。；：“”\"]{{1,20}}?(?:中|上|里|时|媒体|记者|说))?(?:还|也|则|亦|日前|近日|随后|曾|此前|又|周[一二三四五六日])?(?<!不愿)(?<!拒绝)(?<!没有)(?<!未)(?P<verb>{_ZH_VERBS})(?=[，：,:“\"。]|$|[^，。]{{4,}})")
_ZH_ACCORDING = re.compile(r"(?:据|根据|依据|據|根據|按照|援引)(?P<np>[^，。；：“”\"]{1,40}?)(?<!的话)(?P<verb>报道|報道|报导|报導|報導|披露|透露|介绍|消息|称|稱|说|說|表示|指出|分析|显示|顯示|的说法|的报告|报告|的研究|的调查|调查|统计)(?=[，,：:显称]|的)")
_ZH_QUOTING = re.compile(r"(?:^|(?<=[，。；\s]))(?P<np>[^，。；：“”\"]{2,20}?)(?:援引|引述)(?P<inner>[^，。；：“”\"]{2,20}?)(?:的话|的消息)?(?:报道|報道|说|称|指出)")
_ZH_HEARSAY = re.compile(r"据悉|据称|据说|据传|据报道|据报|据了解|传闻称?|有消息称|有传言称?|有报道称|據悉|據稱|據說|網傳|网传")
_LEVELS = {"추정했": "PR", "추측했": "PS", "예상했": "PR", "내다봤": "PR", "认为": "PR", "估计": "PR", "推测": "PS", "预测": "PR", "우려했": "PS"}
_DENY = {"부인했", "반박했", "일축했", "否认", "驳斥"}


_NAMELESS = {
    "ko": re.compile(r"(?:(?:한|어느|어떤|일부|여러|또 다른|익명의|모|국내|해외|현지|외국|민간|독립|국제|[가-힣]+의 한) ?)*(?:민간 ?|인권 ?|국제 ?|정책 ?)?(?:연구소|연구기관|연구원들|단체|기관|기구|회사|업체|대학|기업|싱크탱크|매체|언론사?)(?:들)?"),
    "zh": re.compile(r"(?:一[家个個所]|某|某[家个個]|有|另一[家个個]|一些|多[家个個]|几[家个個]|数[家个個]|部分|当地|當地|外国|國際|国际|民间|独立)*(?:研究所|研究机构|研究機構|智库|智庫|机构|機構|组织|組織|公司|大学|企业|團體|团体|媒体|媒體)"),
}  # fmt: skip
"""A body without a name ("an institute") is as little a source that can be told apart as "a source" is."""


def kind_of(words: str, language: str) -> str | None:
    """The kind of source the words name, None if they name none that the rules know."""
    if _NAMELESS[language].fullmatch(words.strip(" '\"“”‘’")):
        return "unnamed"
    best: tuple[int, str] | None = None
    for kind, pattern in _KIND_RES[language]:
        for m in pattern.finditer(words):
            # The head stands last in both languages: "조선중앙통신 보도" aside, the latest match decides.
            if best is None or m.end() > best[0]:
                best = (m.end(), kind)
    return best[1] if best else None


def named_reports(text: str, start: int, end: int, language: str) -> list[Report]:
    """Reports named by their publisher: "38노스 보고서", "某研究所的报告"."""
    pattern = _KO_REPORT if language == "ko" else _ZH_REPORT
    return [
        Report(m["name"], m.start("name"), m.end("name"), m.start())
        for m in pattern.finditer(text, start, end)
        if not re.search(r"^(?:이달|지난|최근|올해|작년|\d|한$)|[일월년]$|在$|^一家|^一份", m["name"])
        and m["name"] not in ("이", "그", "해당", "이번", "최근", "한", "该", "这份", "一份", "最新", "其", "这一")
    ]


_KO_REPORT = re.compile(r"(?P<name>[\w가-힣·]+(?: (?:연구소|센터|재단|프로젝트|기구|단체|연합|협회))?)(?:이|가|의|에서)? ?(?:최근 |지난 ?\w+ |이날 |새로 )?(?:발표한|발간한|공개한|펴낸|내놓은|작성한|낸) ?(?:새 )?(?:보고서|연구|조사|백서)")
_ZH_REPORT = re.compile(r"(?P<name>[\w·《》]{2,20}?)(?:近日|日前|最近|周[一二三四五六日]|\d+日|\d+月\d+日)?(?:发布|公布|发表|出版|公开|發布|撰写)(?:的|了)?(?:一份|最新|新的?|这份)*(?:研究)?(?:报告|研究|白皮书|調查報告|报告)")


def speeches(text: str, low: str, start: int, end: int, language: str) -> list[Speech]:
    """The sources that speak in the sentence [start, end), hearsay included."""
    return _korean(text, low, start, end) if language == "ko" else _chinese(text, low, start, end)


def _speech(text: str, left: int, right: int, kind: str, verb: str, reach: tuple[int, int]) -> Speech:
    while left < right and text[left] in " \u3000'\"“”‘’(（[":
        left += 1
    while right > left and text[right - 1] in " \u3000'\"“”‘’":
        right -= 1
    return Speech(text[left:right], kind, verb, BASIS_OF_KIND.get(kind, "unknown"), _LEVELS.get(verb, "CT"), left, right,
                  reach[0], reach[1], verb in _DENY)  # fmt: skip


_NOT_BARE = re.compile(r"^(?:이|그|저|이것|그것|이들|여기|이번|당시|현재|일부|모두|대부분|사실|문제|것|수|점|때)$|(?:기술|카메라|체계|시스템|감시|장비|것|프로그램|법안?|계획|조치|상황|지문|화면|자료|영상|사진)$")


def _bare_name_ko(words: str) -> str | None:
    """A name without a word of office: what speaks and is one short noun is a body or a person."""
    name = words.strip(" '\"“”‘’")
    if not re.fullmatch(r"[가-힣A-Za-z·-]{2,14}(?: [가-힣A-Za-z·-]{1,8}){0,2}(?:\([A-Za-z]+\))?", name) or _NOT_BARE.search(name):
        return None
    return "person" if re.fullmatch(r"[가-힣]{2,4}", name) else "organisation"


_NAMED_SPEAKS = frozenset(("表示", "声称", "宣称", "指出", "认为", "警告", "透露", "强调", "证实", "否认", "承认", "解释", "补充", "称", "说", "說", "稱", "驳斥", "写道"))
_NAME_ZH = re.compile(r"[\u4e00-\u9fff·A-Za-z]{2,8}")
_NOT_NAME_ZH = re.compile(r"^(?:这|那|该|其|此|但|而|因|如|有|也|还|并|据|对|在|从|与|和|以|可|不|我|你|您|它|一|多|某|所|就|是|被|将|当|后|之|人们|大家)|(?:未能|未|不能|无法|没有|系统|设备|摄像头|技术|平台|应用|可以|能够|来|也|就|者)$")


def _bare_name_zh(words: str, verb: str) -> str | None:
    """"索比亚宁说": a short name before a verb that only people and bodies have."""
    name = words.strip()
    if verb in _NAMED_SPEAKS and _NAME_ZH.fullmatch(name) and not _NOT_NAME_ZH.search(name):
        return "person"
    return None


_KO_LEAD = re.compile(r"^(?:또|또한|한편|그러나|하지만|이어|특히|아울러|그는|이에 대해|반면|최근|이날|이달|지난달|지난 ?\S+|지난해|작년|올해|오는 ?\S+|\d+일)[ ,]+")


def _trim_korean(text: str, left: int, right: int) -> int:
    while (m := _KO_LEAD.match(text[left:right])) and left + m.end() < right:
        left += m.end()
    return left


def _korean(text: str, low: str, start: int, end: int) -> list[Speech]:
    found = []
    for m in _KO_ACCORDING.finditer(text, start, end):
        left = _trim_korean(text, m.start("np"), m.end("np"))
        kind = kind_of(text[left : m.end("np")], "ko") or "organisation"
        found.append(_speech(text, left, m.end("np"), kind, "에 따르면", (start, end)))
    for m in _KO_LATE.finditer(text, start, end):
        known = kind_of(m["np"], "ko") or (_bare_name_ko(m["np"]) and ("outlet" if "보도" in m["verb"] else _bare_name_ko(m["np"])))
        if known:
            found.append(_speech(text, m.start("np"), m.end("np"), known, m["verb"], (start, m.start("np"))))
    for m in _KO_SAID.finditer(low, start, end):
        if any(s.end is not None and m.start() < s.end <= m.end() for s in found):
            continue
        topic = _KO_TOPIC.search(text, start, m.start())
        if topic is None:
            continue
        left = _trim_korean(text, topic.start("np"), topic.end("np"))
        words = text[left : topic.end("np")]
        known = kind_of(words, "ko") or _bare_name_ko(words)
        if known is None and words.strip() not in ("그", "그녀", "이들"):
            continue
        if words.strip() in ("그", "그녀", "이들"):
            known = "pronoun"
        assert known is not None
        if any(s.start == left for s in found):
            continue
        found.append(_speech(text, left, topic.end("np"), known, m["verb"], (start, m.end())))
    for m in _KO_HEARSAY.finditer(low, start, end):
        level = "PS" if "소문" in m["verb"] or "설" in m["verb"] else "PR"
        # "보고서에 따르면 ... 것으로 알려졌다" tells of the report's word; only without a source is it hearsay.
        if not any(s.covers(m.start()) for s in found):
            found.append(Speech("unnamed", "unnamed", m["verb"], "heard", level, None, None, start, m.end()))
    return found


def _chinese(text: str, low: str, start: int, end: int) -> list[Speech]:
    found: list[Speech] = []
    for m in _ZH_HEARSAY.finditer(text, start, end):
        level = "PS" if "传" in m.group() or "網傳" in m.group() else "PR"
        found.append(Speech("unnamed", "unnamed", m.group(), "heard", level, None, None, m.start(), end))
    for m in _ZH_ACCORDING.finditer(text, start, end):
        if any(s.reach_start == m.start() for s in found):
            continue
        words = text[m.start("np") : m.end("np")] + (m["verb"] if "报告" in m["verb"] or "研究" in m["verb"] else "")
        kind = kind_of(words, "zh") or "organisation"
        found.append(_speech(text, m.start("np"), m.end("np"), kind, "据", (start, end)))
    for m in _ZH_QUOTING.finditer(text, start, end):
        kind = kind_of(m["inner"], "zh") or "organisation"
        outer = kind_of(m["np"], "zh") or "outlet"
        backward = not text[m.end() : end].strip("。”\"’） ")
        reach = (start, m.start()) if backward else (m.start(), end)
        found.append(_speech(text, m.start("np"), m.end("np"), outer, "援引", (start, end)))
        found.append(_speech(text, m.start("inner"), m.end("inner"), kind, "援引", reach))
    for m in _ZH_SAID.finditer(text, start, end):
        if any(s.verb == "援引" and s.end is not None and m.start() < s.end <= m.end() for s in found):
            continue
        if re.match(r"(?:据|根据|據|根據|援引|有消息|有报道|网传)", m["np"]):
            continue
        known = kind_of(m["np"], "zh") or _bare_name_zh(m["np"], m["verb"])
        if m["np"].strip() in ("他", "她", "他们", "该报告", "它"):
            known = "report" if "报告" in m["np"] else "pronoun"
        if known is None:
            continue
        tail = text[m.end() : end]
        backward = not tail.strip("。”\"’） ")
        found.append(_speech(text, m.start("np"), m.end("np"), known, m["verb"], (start, m.start()) if backward else (m.start(), end)))
    return found
