# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""Who says what in a Korean or Chinese sentence, by particles, quotative endings and verbs of speech."""

from __future__ import annotations

import re
from dataclasses import replace

from . import speakers_ko, speakers_zh
from .speech import BASIS_OF_KIND, Report, Speech

_KINDS = {
    "ko": (
        ("state-media", r"조선중앙통신|로동신문|노동신문|조선중앙TV|조선중앙텔레비죤|관영 ?매체|국영 ?매체|관영 ?언론|국영 ?통신|국영 ?방송|관영 ?통신|신화통신|선전 ?매체"),
        ("survey", r"설문 ?조사|설문|응답자"), ("papers", r"논문|학술지"), ("report", r"보고서|연구진|연구팀|조사단|백서|저자|연구자들|연구는"),
        ("official", r"당국자?|정부|대변인|장관|차관|총리|대통령|위원장|원장|교장|청장|운영사|관리|경찰|보위부|안전부|국정원|통일부|외교부|의원|시장(?=$|[ 은이])|도지사|총재|서기|검찰|법원|군부|군 당국|대사|부처|위원회|내무성|관계 당국|보안국"),
        ("unnamed", r"소식통|내부 ?소식통|익명|관계자|제보자|소문|내부자|게시글|누리꾼|네티즌|보도(?=에)|(?:일부|현지|국내|해외) (?:매체|언론)|외신|언론(?=$|들)|일각|업계|지인|친척|누군가"), ("experts", r"전문가|분석가|분석관|평론가|관측통|활동가|(?:인권|시민|사회) ?단체|학자|애널리스트"),
        ("witnesses", r"탈북(?:민|자|인)|면담자|응답한|주민|목격자|난민|이탈주민|거주자|시민(?! ?단체)|상인|근로자|노동자|학생|교사|운전자|현지인|이웃|밀수꾼|브로커|피란민|망명자"), ("outlet", r"방송|신문|매체|일보|데일리|뉴스|타임스|저널|RFA|VOA|NK"),
        ("wire", r"연합뉴스|통신(?!망|사업|부|사는)"), ("organisation", r"연구소|단체|재단|센터|기구|협회|회사|업체|대학|연합|프로젝트|기업|공사"),
        ("unnamed", r"(?<=한 )남성|(?<=한 )여성"), ("official", r"(?:자치|통일|국방|외교|법무|내무|안전|보건|복지|수산|공안|통신|체신|교육|환경|교통)부(?=$|[ 는])|[가-힣]{2,}(?:청|처|공안국|보안국|교육청|감사원|법원|의회|시청|도청|구청|군청|시장실|안전국|세무서|경찰서|공사|공단|총국|총괄과)$|합참|합동참모본부|재판부|헌재|군정|공화국"),
        ("person", r"목사|연구원|대표|교수|국장|씨|박사|기자|소장|변호사|팀장|선임연구원|책임자|간사|연구사|지배인|반장|실장|과장|부장|처장|관장|이장|회장|사장|의장|지사|공보관|외교관|장성|집필자|강사|강연자|판사|이사|총장|학장|의원|위원|노무사|프로그래머|기술자|개발자"),
        ("witnesses", r"군관|일군|직원|담당자|요원|운전기사|무역상|무역업자|점주|주인|아주머니|할머니|할아버지|어머니|아버지|친구|동료|동기|의사|간호사|조합원|종사자|참가자|면담자|응답자|언론인|독자|회원|임원|경비원|봉사원|배달원|(?:마을|현지|동네|다른|다른 한|한|세) 사람들?$|남성|여성|청년|노인|가구$"),
    ),
    "zh": (
        ("state-media", r"朝中社|劳动新闻|勞動新聞|官方媒体|官媒|国营媒体|官方通讯社|国家通讯社|国家电视台|新华社|人民日报|环球时报|官方电视"),
        ("survey", r"调查(?:对象|受访)|问卷"), ("papers", r"论文|学术"), ("report", r"报告|研究人员|研究者|研究(?=显示|发现|称|指出|表明)|研究报告|白皮书|调查报告|作者|報告"),
        ("official", r"当局|政府|发言人|官员|部长|警方|公安|外交部|内政部|委员会|市长|州长|省长|县长|总统|总理|首相|主席|议员|检察|法院|大使|军方|军政府|警察局|秘书长|局长|厅长|署长|官方|当地警察|統一部|统一部|當局|官員|部门|内务部"),
        ("unnamed", r"消息人士|知情人士?|(?:当地|有|外国|部分)媒体|外媒|业内消息|匿名者|知情者|不愿透露姓名|不具名|要求匿名|匿名|网友|传闻|网民|线报|有人|消息称|外界|帖子|内部人士"), ("experts", r"专家|專家|分析人士|分析师|分析師|分析家|观察人士|觀察人士|观察家|觀察家|评论人士|業內人士|业内人士|人权(?:组织|团体)|人權(?:組織|團體)|活动人士|活動人士|学者|學者|维权"),
        ("witnesses", r"脱北者|脫北者|受访者|受訪者|居民|目击者|目擊者|难民|難民|民众|民眾|市民|逃亡者|前居民|商人|流亡者|工人|学生|學生|教师|教師|村民|司机|司機|当地人|當地人|游客|证人|證人|店主"), ("wire", r"路透社|美联社|法新社|韩联社|共同社|通讯社|通訊社|塔斯社"),
        ("outlet", r"日报|时报|电台|新闻网|媒体|电视台|报社|周刊|新闻社|每日|晚报|邮报|自由亚洲|日報|时代|之声|报(?=道|称)"),
        ("organisation", r"研究所|组织|基金会|中心|机构|协会|公司|大学|企业|联盟|厂商|智库|项目|团体|小组|课题组|工会|联合会|渠道商|供应商|运营商|集团|商会|物业|法团"),
        ("official", r"法院|合议庭|(?:公安|内务|监察|劳动监察|移民|情报|审计|海关|税务|交通|教育|国防|内政|通信|外交|司法|卫生|信息通信)(?:部|局|署|厅|总署|总局|处)|警局|警署|支队|新闻处|办公室|处长|主任|书记|局|署(?=$)|检方|军政府|议会|民警|副市长|前主管|所长|负责人"),
        ("person", r"先生|女士|教授|博士|律师|工程师|程序员|研究员|主席|理事长|院长|校长|总裁|经理|董事长|董秘|代表|牧师|医生|主编|保安|店员|技师|师傅|员工|职员|代办|货代|管理员|原告|被告|大哥|弟弟|表弟|妹妹|船老大|工头|网格员|户长|里长|笔者|执笔人"),
        ("witnesses", r"被访者|受访|示威者|乘客|业主|住户|用户|商户|摊贩|旅客|家长|离职|前官员|清津人|本地人|女工|老板"),
    ),
}  # fmt: skip
_KIND_RES = {lang: tuple((kind, re.compile(p, re.IGNORECASE)) for kind, p in table) for lang, table in _KINDS.items()}

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


_SHORT_NAME = re.compile(r"(?P<name>[가-힣]{1,3}) ?(?P<title>씨|교수|박사|의원|변호사|대표|목사|연구원|연구위원|기자|국장|소장)")


_OFFICER = re.compile(r"(?:장관|차관|대변인|시장|의원|지사|위원장|위원|총리|청장|국장|서장|관계자|당국자|대사|원장|교장|서기|관리|部长|部長|发言人|發言人|局长|局長|市长|市長|议员|議員|主任|处长|處長|官员|官員|负责人|負責人|总理|總理|总统|總統|秘书长|署长|县长|省长|大使)$")


def is_body(speech: Speech) -> bool:
    """Whether the source is a body rather than a person, so that 이 단체 may mean it and 그 may not."""
    if speech.kind in ("organisation", "outlet", "report", "state-media", "survey", "wire"):
        return True
    return speech.kind == "official" and _OFFICER.search(speech.source) is None


def longer_name(text: str, words: str, at: int) -> tuple[int, int] | None:
    """Where a person called by surname and title ("염 씨", "문 교수") was named more fully before ``at``."""
    m = _SHORT_NAME.fullmatch(words)
    if m is None or len(m["name"]) > 1:
        return None
    full = re.compile(rf"(?<![가-힣]){m['name']}(?: ?모|[가-힣]{{1,3}}) ?(?:\([^)]{{1,12}}\) ?)?(?={m['title']}| |\()")
    found = None
    for one in full.finditer(text, max(0, at - 4000), at):
        found = one
    return (found.start(), found.start() + len(found.group().split("(")[0].rstrip())) if found else None


def named_reports(text: str, start: int, end: int, language: str) -> list[Report]:
    """Reports named by their publisher: "38노스 보고서", "某研究所的报告"."""
    pattern = _KO_REPORT if language == "ko" else _ZH_REPORT
    return [
        Report(m["name"], m.start("name"), m.end("name"), m.start())
        for m in pattern.finditer(text, start, end)
        if not re.search(r"^(?:이달|지난|최근|올해|작년|\d|한$)|[일월년]$|(?:에|에게|로|까지|부터)$|在$|^一家|^一份", m["name"])
        and m["name"] not in ("이", "그", "해당", "이번", "최근", "한", "该", "这份", "一份", "最新", "其", "这一")
    ]


_KO_REPORT = re.compile(r"(?P<name>[\w가-힣·]+(?: (?:연구소|센터|재단|프로젝트|기구|단체|연합|협회))?)(?:이|가|의|에서)? ?(?:최근 |지난 ?\w+ |이날 |새로 )?(?:발표한|발간한|공개한|펴낸|내놓은|작성한|낸) ?(?:새 )?(?:보고서|연구|조사|백서)")
_ZH_REPORT = re.compile(r"(?P<name>[\w·《》]{2,20}?)(?:近日|日前|最近|周[一二三四五六日]|\d+日|\d+月\d+日)?(?:发布|公布|发表|出版|公开|發布|撰写)(?:的|了)?(?:一份|最新|新的?|这份)*(?:研究)?(?:报告|研究|白皮书|調查報告|报告)")


def _speech(text: str, left: int, right: int, kind: str, verb: str, reach: tuple[int, int]) -> Speech:
    while left < right and text[left] in " \u3000'\"“”‘’(（[":
        left += 1
    while right > left and text[right - 1] in " \u3000'\"“”‘’":
        right -= 1
    return Speech(text[left:right], kind, verb, BASIS_OF_KIND.get(kind, "unknown"), "CT", left, right, *reach)


_NAME = {
    "ko": re.compile(r"[가-힣]{2,4}|(?:[가-힣A-Za-z·]{1,8} ){1,3}[가-힣A-Za-z·]{1,8}"),
    "zh": re.compile(r"(?:老|小)?[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}(?:[·．][\u4e00-\u9fff]{1,6}){1,2}|[a-z]"),
}


def _bare_name(words: str, language: str) -> str | None:
    """A name without a word of office: a short one is a person's."""
    if re.search(r"(?:[가-힣]{2,}(?:시|구|군|도|주|부|청|국|처)|[市区县省州部局署厅])$", words.strip(" '\"")):
        return "official"
    return "person" if _NAME[language].fullmatch(words.strip(" '\"")) else None


def speeches(text: str, low: str, start: int, end: int, language: str) -> list[Speech]:
    """The sources that speak in the sentence [start, end), hearsay included. Kinds ``pronoun``, ``institution`` and
    ``left out`` stand for one named before; ``voices`` says for whom."""
    found = []
    find = speakers_ko.speakers if language == "ko" else speakers_zh.speakers
    for said in find(text, low, start, end, lambda words: kind_of(words, language)):
        if said.sort == "hearsay":
            found.append(Speech("unnamed", "unnamed", said.verb, "heard", said.level, None, None, *said.reach))
            continue
        words = low[said.start : said.end]
        if said.sort in ("pronoun", "institution", "left out"):
            known = said.sort
        elif said.sort == "evidence":
            known = kind_of(words, language) or "report"
        else:
            known = kind_of(words, language) or _bare_name(words, language) or "organisation"
        speech = _speech(text, said.start, said.end, known, said.verb, said.reach)
        found.append(replace(speech, level=said.level, negative=said.negative))
    return found
