# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""Who speaks in a Chinese sentence: by verbs of saying and the nouns before them, and by 据, 按, 从 … 获悉.

Everything is matched in simplified characters (the plain text); names are cut from the text as written. A speaker is the
noun at the beginning of a clause, before small words of time and address (昨日, 向记者, 在会上) and a verb of saying. What by
its last noun cannot speak (系统, 摄像头) never becomes one, save papers that show something (合同, 公告, 记录).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from .said import Said

_VERB = (
    r"表示|声称|宣称|指称|号称|指出|认为|报道称|报道|报导|写道|警告|透露|宣布|宣告|强调|证实|否认|承认|坦承|坦言|直言|解释说?|解释|补充道|补充说|补充|披露|介绍说?|描述|形容|回忆道|回忆说|回忆|作证|证言|陈述|供述|估计|估算|估摸|推测|推断|推想|猜测|猜想|研判|判断|预测|预期|预计|"
    r"驳斥|反驳|批评|抨击|质疑|讥讽|嘲讽|抱怨|感叹|嘟囔(?:了一句)?|追问|追问道|反问|辩称|辩解道|辩解|抗辩称|抗辩|申明|声明|重申|澄清|回应称|回应|答复称|答复|回复称|回复|回覆|说明|言明|保证|承诺|主张|断定|断言|认定|通报称|通报|公布|公告|反映|转述|讲述|讲|盘算着?|觉得|相信|怀疑|担心|提醒|呼吁|"
    r"提到|提及|谈到|注意到|发现|统计|显示|表明|写着|写明|载明|注明|记载|记录|规定|明订|明定|要求|审理查明|查明|判令|裁定|判决|一口咬定|说法不同|改口|松口|压低声音|告诉[^，。：\"]{1,12}|告知[^，。：\"]{1,8}|称|说|话|稱"
)
_CONTENT = re.compile(r"表示|声称|宣称|指称|认为|警告|透露|宣布|强调|证实|否认|承认|坦承|推测|推断|判断|估计|估算|辩称|抗辩称|主张|称|说|觉得|相信|怀疑|担心|显示|表明|写着|载明|注明|规定|明订|讲|质疑|发现|提到|提及|驳斥|保证|承诺|说明|转述|判令|预期|预计|一口咬定|公布|要求|认定|补充|澄清|言明|反映|批评|号称")
"""Verbs behind which the words may follow without a comma; the others need one."""
_TIME = r"(?:上周|本周|下周|上星期|昨[日天晚]|今[日天早]|前天|日前|近日|近期|最近|先前|此前|随后|同日|当天|当日|后来|随即|早前|稍早|周[一二三四五六日末]|星期[一二三四五六日]|\d+月\d+日|\d+月|\d+日|\d+年|去年|今年|上月底?|上个?月|上月|事后|一度)"
_MANNER = r"(?:当庭|私下|笑着|得意地|低声|公开|普遍|一再|再三|则|也|还|却|又|都|均|已|曾|再|再次|多次|只肯|只|如此|明确|同时|分别|一致|进一步|另外?|特别|坦率地|无奈地|书面|正式|据此|并|便|就)"
_PLACE = r"(?:(?:在|于|向|对|就|自|由|经|接受|带|以|通过|针对)[^，。；：\"]{1,24}?)"
_ACT = r"(?:(?:发表|发布|召开|出具|提交|公布|刊登|推出)[^，。；：\"]{0,14}|撰文|发文|发帖|出面|出庭|来信|早些时候|稍后|书面声明中?)"
_TAIL = re.compile(rf"(?:{_TIME}|{_MANNER}|{_PLACE}|{_ACT})$")
_CLAUSE = re.compile(rf"(?:^|(?<=[，。；：、\"！？）)\]】 ]))(?P<np>[^，。；：\"！？\n]{{1,40}}?)(?P<verb>(?!(?:声明|报道|说明|介绍|回应|答复|回复|判决|裁定|规定|记录|描述|统计)(?:中|里|内|时|之|书|会|的))(?:{_VERB}))(?P<after>[，：:,\"。；]|$|(?=[^，。；：]{{2}}))")
_LEAD = re.compile(r"^(?:\s|(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:[（(][^）)]{1,6}[）)])?(?=\s)|[（(【\[][^）)】\]]{0,30}[）)】\]]|[^，。]{2,12}\d+月\d+日电|不过|但是|但|然而|另外|此外|其中|随后|同日|当地时间|目前|对此|正因如此|因此|于是|可是|而且|而|并且|并|且|惟|所以|同样|相反|据此|近日|日前|昨日|今日|昨天|今天|上周|现|至于|连|就连|例如|比如|事实上|其实|[一二三四五六七八九十]、|[（(][一二三四五六七八九十\d]+[）)])")
_EVIDENCE = re.compile(r"(?:合同|合约|公告|文件|文书|记录|纪录|纪要|资料|材料|报告|数据|截图|幻灯片|规格|照片|影像|图像|影片|视频|审计|判决|判决书|法|条例|契约|账单|标书|通知|手册|说明书|声明|名单|清单|备忘录|邮件|信函|问卷|调查|统计|研究|论文|笔录|单据|发票|告示|公报|草案|规定|年报|财报)$")
_THING = re.compile(
    r"(?:系统|设备|摄像头|摄像机|摄影机|镜头|探头|技术|平台|应用|软件|程序|算法|画面|无人机|手机|装置|传感器|终端|机器|芯片|证件|卡片|电脑|网络|数据库|屏幕|雷达|哨塔|项目|工程|计划|措施|功能|模块|价格|费用|金额|数量|人脸|指纹|车牌|号码|位置|信息|图|问题|原因|目的|用途|情况|结果(?!显示)|部分|大多|多数|少数|方面|内容|条款|事情|地方|时候|时间|地点|文中|其中|目前|如今|现在|前者|后者|一种|这样|那样|怎么|什么|为何)$"
)
_NOT = re.compile(
    r"^(?:这(?![位名些])|那(?![位名些])|它|其(?!中|[一二三]|他)|如|若|因|虽|当(?!地|局|事)|从|在(?!野|任|场|校|逃)|对(?!方)|把|被(?![告访]|采访)|让|使|有(?!人|关|区|居民|官员|专家|媒体|网友|消息|学者|工人|议员|些|团体|员工|记者)|没|不(?!少|愿)|未|可(?!靠)|也|都(?!会|市)|还|只|才|最|更|很|据|按|依|关于|由于|为|是|要|能|会|将|已|曾|所|并|以及|或|与|和|及|即|却|仍|再|又|就|则|凡|每|各(?!地|方|国)|去|来|到|往|给|用|靠|凭|听|看|指)"
    r"|(?:的|是|在|可以|能够|不会|要|不|没|没有|未|未能|肯|愿|不愿|拒绝|难以|无从|无法|不能|听|有所|如果|如|对|向|与|和|或|把|被|让|使|也|还|将|必须|换句话|老实|据|比如|应该|一说|总的来|一般来|可惜|当中|以|不便|胡|瞎|再)$|[？?]"
)
_PRONOUN = re.compile(r"^(?:他|她|他们|她们|佢|佢哋|两人|二人|第三人|后者|前者|对方|本人|当事人|(?:这|该|那)[位名]?(?:消息人士|人士|居民|男子|女子|商人|官员|教授|学者|专家|研究员|工程师|律师|记者|老师|工人|司机|员工|发言人|脱北者))$")
_INSTITUTION = re.compile(r"^(?:该|这家|这个|本|此)(?:机构|组织|公司|报|报告|部门|厂商|集团|企业|团体|基金会|研究所|协会|中心|委员会|局|部|校|大学|台|社|网站|媒体|运营商|智库)$|^(?:公司|厂商|警方|校方|院方|厂方|物业|运营公司|支队|报告|机构|组织|集团)(?:方面)?$")
_ACCORDING = re.compile(r"(?:据|根据|依据|按照|援引|依)(?P<np>[^，。；：\"]{0,44}?(?:\"[^\"]{1,14}\")?[^，。；：\"]{0,16}?)(?P<verb>报道|报导|披露|透露|介绍|消息|称|说|讲|表示|指出|分析|显示|的说法|的报告|报告|的研究|的调查|调查|统计|了解|记载|估算|估计|推断|猜想|描述|回忆|所述|证言|公布|通报|转述|反映)(?=[，,：:]|的|显)")
_BY_PAPER = re.compile(r"(?:按照|根据|依照|依|按|翻查|查阅|睇返|对照)(?P<np>[^，。；：\"]{0,26}?(?:合同|合约|公告|文件|记录|纪录|报告|协议|数据|资料|档案|合同书|条例|法))(?=[，,])")
_FROM = re.compile(r"从(?P<np>[^，。；：\"]{2,20}?)(?:处)?(?P<verb>获悉|了解到|得知|证实)")
_EYES = re.compile(r"在(?P<np>[^，。；：\"]{2,16}?)(?P<verb>看来|眼中)")
_QUOTING = re.compile(r"(?:^|(?<=[，。；\s]))(?P<np>[^，。；：\"]{2,26}?)(?P<verb>援引|引述|引用)(?P<inner>[^，。；：\"]{2,24}?)(?:的话|的消息)?(?P<end>报道|说|称|指出|[，,](?=指|称|说|表示|显示))")
_AFTER_QUOTE = re.compile(rf"\" ?(?P<np>[^，。；：\"]{{1,34}}?)(?P<verb>{_VERB}|道|写|笑)(?=[。，,.]|$)")
_LISTENER = re.compile(r"(?:向|对|跟)[^，。；：\"]{1,14}$")
_GOES_ON = re.compile(r"^(?:并|还|又|另|同时|此外)?(?:还|又|并)?(?:补充|强调|指出|表示|称|说|解释)(?:说|道|称)?[，：:]")
_HEARSAY = re.compile(r"据悉|据称|据说|据传|据报(?:道)?(?=[，,])|据闻|据指|传闻称?|有消息称|有传言称?|有报道称|网传|坊间|听说|据了解")
_LABEL = re.compile(r"\s*(?P<np>[\u4e00-\u9fff]{2,4})[：:]")
"""The name before a colon with which a printed conversation marks who speaks."""
_DENIES = ("否认", "驳斥", "反驳")
_THAT = re.compile(r"了?(?:此|这|该|上述|有关|相关|报道|指控|说法|传闻|指责)")
"""What stands before, taken up again: 否认此事."""
_LEVELS = {"认为": "PR", "估计": "PR", "估算": "PR", "估摸": "PR", "推测": "PS", "推断": "PR", "推想": "PR", "猜测": "PS", "猜想": "PS", "预测": "PR", "预期": "PR", "预计": "PR", "研判": "PR", "怀疑": "PR", "担心": "PS", "觉得": "PR", "相信": "PR"}


def _trim(low: str, left: int, right: int) -> tuple[int, int]:
    """The noun phrase without linking words before it and small words of time, manner and address behind it."""
    while (m := _LEAD.match(low[left:right])) and m.end() and left + m.end() < right:
        left += m.end()
    while (m := _TAIL.search(low, left, right)) and m.end() == right and (m.start() > left or low[left - 1] == '"'):
        right = m.start()
        if right <= left:
            # The name itself stands in quotation marks: 研究机构“湄公数据实验室”本周发表文章说.
            opened = low.rfind('"', max(0, left - 24), left - 1)
            return (opened + 1, left - 1) if opened >= 0 else (left, right)
    return left, right


def _sort(words: str) -> str:
    if _PRONOUN.match(words):
        return "pronoun"
    return "institution" if _INSTITUTION.match(words) else "named"


def _speaks(words: str, verb: str, sure: bool, known: Callable[[str], str | None]) -> str | None:
    """The sort of speaker that ``words`` name before ``verb``, or None. sure: a comma or quotation mark follows."""
    bare = words.strip(" \"'")
    if not bare or len(bare) > 30 or bare in ("记者", "笔者", "本报", "我", "我们", "本刊", "本台", "你", "大家"):
        return None
    sort = _sort(bare)
    if sort != "named":
        return sort
    if _EVIDENCE.search(bare):
        papers = re.match(r"显示|表明|写|载明|注明|记载|记录|规定|明订|明定|提到|提及|指出|称|说|发现|估算|认为|注意到|要求|披露|公布|统计|强调|透露", verb)
        return "evidence" if papers else None
    if _NOT.search(bare) or _THING.search(bare):
        return None
    if known(bare) is not None:
        return "named"
    if re.match(r"显示|表明|规定|记录|要求|统计|发现|公布|写着|预计|报道|介绍|形容|描述|判断|话$", verb):
        return None
    return "named" if (sure and len(bare) <= 16) or re.fullmatch(r"[\u4e00-\u9fffa-z·．]{1,7}", bare) else None


def speakers(text: str, low: str, start: int, end: int, known: Callable[[str], str | None]) -> Iterator[Said]:
    """The speakers of the sentence [start, end). low: the plain text. known: the kind of source that words name, or None."""
    found: list[Said] = []

    def put(left: int, right: int, verb: str, reach: tuple[int, int], sort: str) -> None:
        level = next((v for word, v in _LEVELS.items() if verb.startswith(word)), "CT")
        if not any(s.start < right and left < s.end for s in found if s.start < s.end):
            found.append(Said(left, right, verb, reach, sort, level, verb.startswith(_DENIES)))

    label = _LABEL.match(low, start, end)
    if label and len(re.findall(rf"(?m)^\s*{text[label.start('np') : label.end('np')]}[：:]", text)) > 1 and label["np"] not in ("记者", "提问", "回答", "问题", "主持人"):
        put(*label.span("np"), "说", (label.end(), end), "named")
    for m in _HEARSAY.finditer(low, start, end):
        level = "PS" if "传" in m.group() or "坊间" in m.group() else "PR"
        found.append(Said(start, start, m.group(), (m.start(), end), "hearsay", level))
    for m in _QUOTING.finditer(low, start, end):
        left, right = _trim(low, *m.span("np"))
        a, b = m.span("inner")
        backward = not low[m.end() : end].strip("。\"） ")
        put(left, right, m["verb"], (start, end), "named")
        put(a, b, m["verb"], (start, m.start()) if backward else (m.start(), end), "named")
    for pattern in (_ACCORDING, _BY_PAPER, _FROM, _EYES):
        for m in pattern.finditer(low, start, end):
            left, right = m.span("np")
            if pattern is _ACCORDING and re.match(r"的?(?:报告|研究|调查)", m["verb"]):
                right = m.end("verb")
            left, right = _trim(low, left, right)
            words = low[left:right].strip(" \"")
            if not words or words in ("记者", "笔者", "本报", "我", "此") or any(s.reach[0] == m.start() for s in found):
                continue
            put(left, right, "据", (start, end), "evidence" if _EVIDENCE.search(words) else _sort(words))
    for m in _AFTER_QUOTE.finditer(low, start, end):
        left, right = _trim(low, *m.span("np"))
        sort = _speaks(low[left:right], m["verb"], True, known)
        if sort is not None:
            put(left, right, m["verb"], (start, end), sort)
    for m in _CLAUSE.finditer(low, start, end):
        before = low[start : m.start("np")]
        left, right = _trim(low, *m.span("np"))
        sure = m["after"] != ""
        if not sure and not _CONTENT.match(m["verb"]) and not m["verb"].startswith("告诉"):
            continue
        if _HEARSAY.search(low, m.start(), m.end()) and not low[left:right]:
            continue
        if before.count('"') % 2 == 1:
            continue
        sort = _speaks(low[left:right], m["verb"], sure, known)
        if sort is None:
            continue
        tail = low[m.end("verb") : end].strip("。\"”’）) ，")
        heard = next((s for s in found if s.sort == "hearsay" and s.reach[0] < left and low[s.reach[0] : left].count("，") > 1), None)
        if heard is not None:
            # "据悉，…安装…，公司否认": what is passed on first is not the company's.
            put(left, right, m["verb"], (left, end), sort)
            found[found.index(heard)] = replace(heard, reach=(heard.reach[0], left))
        elif not tail:
            put(left, right, m["verb"], (start, left), sort)
        elif m["verb"].startswith(_DENIES) and before.count("，") and not _THAT.match(tail):
            # "市内安装五百台，公司否认参与": what is denied is what follows, not what stands before.
            put(left, right, m["verb"], (left, end), sort)
        elif before.rstrip().endswith('"') or not any(s.start < s.end for s in found):
            put(left, right, m["verb"], (start if len(before) < 40 else left, end), sort)
        else:
            put(left, right, m["verb"], (m.end("verb"), end), sort)
    for heard in [s for s in found if s.sort == "hearsay" and re.search(r"[，；]\s*(?:另|又|不过|但)?$", low[start : s.reach[0]])]:
        # "公司否认…，据悉，…": who spoke before does not vouch for what is passed on after.
        at = heard.reach[0]
        found = [replace(s, reach=(s.reach[0], at)) if s.start < s.end <= at and s.reach[0] < at < s.reach[1] else s for s in found]
    if not any(s.start < s.end for s in found) and (low[start:end].lstrip().startswith('"') or _GOES_ON.match(low[start:end].lstrip())):
        found.append(Said(start, start, "说", (start, end), "left out"))
    yield from found
