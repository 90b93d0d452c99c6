
"""Who speaks in Chinese sentences, in simplified and traditional characters."""

from __future__ import annotations

import time

import pytest

from sousveil.claim import attribution_cjk as cjk
from sousveil.claim.han import SIMPLIFIED
from sousveil.claim.plain import plain
from sousveil.claim.speakers_zh import speakers
from sousveil.claim.speech import nested

from .build import read

NAMED = """
交管支队民警高远告诉记者，路口已装好二十台抓拍机。|高远
宋立坦言，早高峰时识别率会掉下来。|宋立
居民反映，桥头最近多了一台对着人脸的机器。|居民
"以前靠脚走，现在看一眼屏幕就行。"村支书田水生笑着说。|田水生
据法律援助团体"北窗"统计，至少有三十人被拦下。|北窗
记者从县公安局获悉，全县已安装探头三千余个。|县公安局
按照合同，老城区要布设一百八十个监控点。|合同
在野党议员裴东镐追问，事发地段的热像仪是否关机。|裴东镐
公告显示，公司去年中标了高速卡口项目。|公告
一名前情報官員告訴本台，他的桌上就有一台終端機。|前情報官員
交通局長林秉川昨天在電台節目透露，首批鏡頭年中裝妥。|林秉川
教育廳公布，採用這套做法的學校已增至一千七百所。|教育廳
系統可辨識車牌，但不會擷取臉部影像，局長補充。|局長
法院审理查明，小区共采集人脸四千余条。|法院
路透社援引两名官员的话报道，设备已经交付。|两名官员
"""
NOBODY = """
车站前已安装六台监控摄像头。
系统显示屏上滚动出十一个车牌尾号。
这套设备可以识别人脸。
該市明年將採購兩百台攝影機。
"""


@pytest.mark.parametrize("row", NAMED.strip().splitlines())
def test_the_speaker_is_named(row: str) -> None:
    text, wanted = row.split("|")
    found = cjk.speeches(text, plain(text), 0, len(text), "zh")
    assert any(wanted in s.source for s in found), [s.source for s in found]
    for speech in found:
        assert speech.start is None or text[speech.start : speech.end] == speech.source


@pytest.mark.parametrize("text", NOBODY.strip().splitlines())
def test_a_plain_statement_has_no_speaker(text: str) -> None:
    assert cjk.speeches(text, plain(text), 0, len(text), "zh") == []


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("他说，硬盘就摞在三楼。", "pronoun"),
        ("该机构指出，名单从未公开。", "institution"),
        ("「每天都拍，拍下來還刪不掉。」", "left out"),
        ("据悉，摄像头明年更换。", "hearsay"),
    ],
)
def test_who_is_not_named_anew(text: str, sort: str) -> None:
    found = speakers(text, plain(text), 0, len(text), lambda words: cjk.kind_of(words, "zh"))
    assert [s.sort for s in found] == [sort]


def test_traditional_text_is_matched_in_simplified_characters() -> None:
    assert plain("監視器與臉部辨識系統") == "监视器与脸部辨识系统"
    assert all(len(new) == 1 and chr(old) != new for old, new in SIMPLIFIED.items())
    assert not {chr(old) for old in SIMPLIFIED} & set(SIMPLIFIED.values())


def test_long_sentences_are_read_in_time() -> None:
    text = "，".join(["当地一名官员在会上对记者说摄像头已经装好"] * 90)
    begun = time.perf_counter()
    cjk.speeches(text, plain(text), 0, len(text), "zh")
    assert time.perf_counter() - begun < 2


@pytest.mark.parametrize(
    "text",
    [
        "2024年6月9日\n脱北者李某（化名）说，大街上安装了摄像头。",
        "2024年6月9日 脱北者李某（化名）说，大街上安装了摄像头。",
    ],
)
def test_a_date_line_is_no_part_of_the_name(text: str) -> None:
    assert [s.source for s in cjk.speeches(text, plain(text), 0, len(text), "zh")] == ["脱北者李某（化名）"]


@pytest.mark.parametrize(
    "text",
    [
        "据悉，当局今年又安装五百台摄像头，甲山公司否认此事。",
        "甲山公司否认出售设备，据悉，当局今年又安装五百台摄像头。",
        "甲山公司否认出售设备。据悉，当局今年又安装五百台摄像头。乙山公司否认此事。",
    ],
)
def test_what_is_passed_on_is_not_said_by_who_denies_it(text: str) -> None:
    begin = text.find("。") + 1 if text.count("。") > 1 else 0
    end = text.find("。", begin) + 1
    at = text.index("安装")
    found = cjk.speeches(text, plain(text), begin, end, "zh")
    assert [(s.kind, s.level) for s in nested(found, at)] == [("unnamed", "PR")]


def test_a_headline_and_a_byline_are_nobody_named_later() -> None:
    text = "“到处安装了摄像头”\n记者王明报道\n脱北者李某说，摄像头很多。"
    claims, _ = read(text, "zh")
    told = [c for c in claims if c.start < text.index("记者")]
    assert all("李某" not in edge.source for c in told for edge in c.attribution)


def test_who_denies_a_share_does_not_deny_what_stands_before() -> None:
    text = "惠山市安装五百台监控摄像头，甲山公司否认参与。"
    assert nested(cjk.speeches(text, plain(text), 0, len(text), "zh"), text.index("安装")) == []
