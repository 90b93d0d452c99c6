"""Cues of certainty: each sentence of our own writing, the verb asked about, and the level a careful reader gives it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sousveil.claim.certainty import certainty, certainty_at, combined, cues_at, scoped_cues, weakest
from sousveil.claim.cues import CUE_KINDS
from sousveil.claim.plain import plain
from sousveil.records.claim import CERTAINTIES

# language | sentence | the verb asked about | level
TABLE = """
en|Police may search phones at the checkpoint.|search|CT+
en|Under the law, footage may not be kept for longer than 30 days.|kept|CT+
en|The cameras may not be working.|working|PS-
en|The possibility that cameras were installed cannot be ruled out.|installed|PS+
en|It was not possible to confirm whether the cameras work.|work|U
en|Researchers found no evidence that the box records speech.|records|PR-
en|The ministry denied that it uses facial recognition.|uses|CT-
en|The city has reportedly installed 300 cameras.|installed|PR+
en|Cameras are said to cover the square.|cover|PR+
en|Blood was taken too, at least according to one report.|taken|PS+
en|Cameras are not yet as pervasive as in China.|pervasive|CT+
en|The software can recognise faces in the dark.|recognise|CT+
en|The software could recognise faces in the dark.|recognise|CT+
en|The data could be used against dissidents.|used|PS+
en|The system was switched on in May 2023 and has run since.|run|CT+
en|Officials have installed cameras and may buy drones.|installed|CT+
en|Officials have installed cameras and may buy drones.|buy|PS+
en|If the network fails, the system would stop.|stop|PS+
en|If it sees a face, it sends an alarm.|sends|CT+
en|Will the cameras be switched off?|switched|U
en|The mayor did not respond to questions about the cameras, which record sound.|record|CT+
en|Not only cameras but also drones watch the border.|watch|CT+
en|Residents were denied entry until they gave fingerprints.|gave|CT+
en|The company will install 200 cameras.|install|CT+
en|It is unlikely that the cameras work.|work|PR-
en|The ministry has neither confirmed nor denied that it bought the software.|bought|U
en|The cameras, which do not record sound, were installed in 2020.|installed|CT+
en|An estimated 300 cameras have been installed.|installed|CT+
en|The cameras apparently stream to a control room.|stream|PR+
en|The operator cannot see faces.|see|CT-
en|The software checks whether a face is on the list.|checks|CT+
en|Police must not use the database for immigration checks.|use|CT+
en|The system never stores pictures.|stores|CT-
ko|당국은 카메라를 설치할 예정이라고 밝혔다.|설치|CT+
ko|카메라가 설치된 것으로 알려졌다.|설치|PR+
ko|카메라는 아직 설치되지 않았다.|설치|CT-
ko|카메라가 작동하는지는 확인되지 않았다.|작동|U
ko|개인정보가 유출될 수 있다.|유출|PS+
ko|이 카메라는 얼굴을 인식할 수 있다.|인식|CT+
ko|경찰은 얼굴인식을 쓰고 있을 수도 있다.|쓰고|PS+
ko|당국은 안면인식 사용을 부인했다.|사용|CT-
ko|주민들은 신고할 수밖에 없다.|신고|CT+
ko|국경뿐만 아니라 도심에도 카메라가 설치됐다.|설치|CT+
ko|도청이 이루어졌다는 증거는 없다.|도청|PR-
ko|카메라가 설치된 것으로 보인다.|설치|PR+
ko|단속원은 휴대전화에 앱이 있는지 여부를 점검한다.|점검|CT+
ko|도입 가능성을 배제할 수 없다.|도입|PS+
ko|중국만큼 널리 보급되지는 않았다.|보급|CT+
zh|据悉，该市已安装三百个摄像头。|安装|PR+
zh|据称警方使用人脸识别。|使用|PR+
zh|警方可能使用人脸识别。|使用|PS+
zh|警方很可能使用人脸识别。|使用|PR+
zh|该市将安装摄像头。|安装|CT+
zh|该市未安装摄像头。|安装|CT-
zh|摄像头未来将覆盖全市。|覆盖|CT+
zh|尚不清楚系统是否运行。|运行|U
zh|系统可判断驾驶员是否系安全带。|判断|CT+
zh|不排除警方已采购该软件。|采购|PS+
zh|没有证据显示该系统录音。|录音|PR-
zh|警方否认使用人脸识别。|使用|CT-
zh|不仅车站，学校也装了摄像头。|装了|CT+
zh|警方不得使用该数据库。|使用|CT+
zh|无人机在边境巡逻。|巡逻|CT+
zh|如果断网，系统将会停止。|停止|PS+
zh|居民不得不交出手机。|交出|CT+
zh|普及程度不如中国那么高。|普及|CT+
en|Drones, which may carry cameras, were bought in 2021.|bought|CT+
en|Drones, which may carry cameras, were bought in 2021.|carry|PS+
en|The tender says the cameras might not be delivered before June.|delivered|PS-
en|It remains unclear how many cameras were installed.|installed|U
en|Residents believe that the box listens, but the ministry says it does not.|listens|PR+
en|No cameras were installed in the village.|installed|CT-
en|The minister did not rule out that the cameras would be extended.|extended|PS+
en|The cameras are believed to have been bought from China.|bought|PR+
en|Perhaps cameras have been installed at the school too.|installed|PS+
en|The programme has yet to start.|start|CT-
en|Officers must not only check phones but also record the number.|check|CT+
en|Whether the footage is kept is not known.|kept|U
en|Regardless of whether residents consent, the app records their location.|records|CT+
en|Reports say that police appear at the door when the alarm rings.|appear|PR+
en|The scanner failed to recognise a third of faces.|recognise|CT-
en|The cameras were rumoured to be dummies.|dummies|PS+
ko|시는 내년까지 카메라 200대를 설치할 계획이다.|설치|CT+
ko|경찰이 통화를 도청한다는 소문이 돌고 있다.|도청|PS+
ko|카메라가 녹음까지 하는지는 알려지지 않았다.|녹음|U
ko|정부는 도입을 검토하고 있다.|도입|PS+
ko|경찰은 이 데이터를 다른 목적으로 사용해서는 안 된다.|사용|CT+
ko|만약 정전이 되면 카메라는 꺼질 것이다.|꺼질|PS+
ko|이 프로그램은 사진을 저장하지 않는 것으로 보인다.|저장|PR-
ko|소식통은 카메라가 설치됐다고 전했다.|설치|CT+
ko|카메라가 과연 작동하는가?|작동|U
ko|당국은 통화를 감시하지만 문자는 저장하지 않는다.|감시|CT+
zh|该系统尚未投入使用，但已采购摄像头。|采购|CT+
zh|该系统尚未投入使用，但已采购摄像头。|投入|CT-
zh|预计明年将扩展到全国。|扩展|PR+
zh|当局正考虑引进无人机。|引进|PS+
zh|网传警方采集血样。|采集|PS+
zh|一旦发现可疑人员，系统会自动报警。|报警|CT+
zh|警方是否采购该软件尚未证实。|采购|U
zh|系统似乎仍在运行。|运行|PR+
zh|警方未发现摄像头被破坏。|破坏|PR-
zh|当地居民说，摄像头不会录音。|录音|CT-
en|The minister did not say how long pictures are kept.|kept|U
en|The authors believe that officers look up pictures by hand.|look|PR+
en|It looks like the cameras were bought separately.|bought|PR+
en|The marks are consistent with a camera.|camera|PS+
en|It has an app that I can't remove.|has|CT+
en|The box could just as well be a lamp.|lamp|PS+
ko|경찰이 어떤 자료와 대조하는지는 설명하지 않았다.|대조|U
ko|절반은 신고했을 것이다.|신고|PR+
ko|나는 그 조치가 감시를 위한 것이라고 본다.|감시|PR+
ko|도청하고 있을지도 모른다.|도청|PS+
ko|이론상 위치를 추적한다.|추적|PS+
zh|通知的真伪尚待确认。|真伪|U
zh|有人说，警方装了摄像头。|装了|PR+
zh|他认为通话被监听。|监听|PR+
zh|理论上可追踪位置。|追踪|PS+
zh|从资料看不出监控网已经建成。|建成|PR-
"""


@pytest.mark.parametrize("row", TABLE.strip().splitlines())
def test_the_cues_that_bear_on_a_verb_give_its_level(row: str) -> None:
    language, sentence, verb, level = row.split("|")
    low = plain(sentence)
    cues = scoped_cues(low, 0, len(low), language)
    assert certainty_at(low, 0, len(low), low.index(plain(verb)), language) == level, [
        (c.kind, low[c.start : c.end], low[c.scope_start : c.scope_end], c.level) for c in cues
    ]


# language | sentence | the words of the cue | its kind
KINDS = """
en|The cameras may be switched off.|may|modal
en|The cameras are probably switched off.|probably|adverb
en|The cameras appear to be switched off.|appear|verb
en|The cameras are reportedly switched off.|reportedly|hearsay
en|It is unclear who pays.|unclear|unknown
en|Who pays?|?|question
en|If the mayor agrees, the cameras will stay.|if|conditional
en|The cameras do not work.|not|negation
en|The ministry denied buying it.|denied|denial
en|By law, pictures may not be sold.|may not be sold|rule
en|The city will buy drones.|will|future
en|Cameras are not yet as pervasive as in China.|not yet as pervasive as|comparative
ko|카메라가 있는 것으로 알려졌다.|것으로 알려|hearsay
ko|카메라를 설치할 예정이다.|예정이|future
ko|카메라를 설치하지 않았다.|지 않|negation
ko|꺼져 있을 수도 있다.|수도 있|modal
zh|据悉，警方采购了无人机。|据悉|hearsay
zh|警方可能采购了无人机。|可能|modal
zh|警方将采购无人机。|将|future
zh|警方未采购无人机。|未|negation
zh|系统似乎在运行。|似乎|adverb
"""


@pytest.mark.parametrize("row", KINDS.strip().splitlines())
def test_a_cue_has_its_kind_and_place(row: str) -> None:
    language, sentence, words, kind = row.split("|")
    low = plain(sentence)
    found = {low[c.start : c.end]: c.kind for c in scoped_cues(low, 0, len(low), language)}
    assert found.get(words) == kind, found


def test_a_hedge_reaches_its_clause_and_no_further() -> None:
    low = "cameras were installed in 2020, but the drones may never have flown."
    (may, never) = [c for c in scoped_cues(low, 0, len(low), "en") if c.kind in ("modal", "negation")]
    assert "installed" not in low[may.scope_start : may.scope_end] and "flown" in low[may.scope_start : may.scope_end]
    assert certainty_at(low, 0, len(low), low.index("installed"), "en") == "CT+"
    assert certainty_at(low, 0, len(low), low.index("flown"), "en") == "PS-"
    assert cues_at(low, 0, len(low), low.index("flown"), "en") == [may, never]


def test_words_alone_give_a_level_and_negation_can_be_left_out() -> None:
    assert certainty("the cameras may not be", "en") == "PS-"
    assert certainty("the cameras may not be", "en", ignore_negation=True) == "PS+"
    assert certainty("the ministry found no evidence of", "en") == "PR-"
    assert combined([]) == "CT+"
    assert weakest("CT-", "PS+") == "PS-"


def test_a_language_without_rules_has_no_cues() -> None:
    assert scoped_cues("caméras peut être installées", 0, 28, "fr") == []


@given(
    st.text(alphabet="abct mayno,;.?!'\"수 있않지다것으로未将可能据悉，。0é\u0301😀", max_size=80),
    st.sampled_from(["en", "ko", "zh"]),
    st.integers(0, 10),
)
def test_cues_lie_within_what_was_asked_and_never_overlap(text: str, language: str, cut: int) -> None:
    low = plain(text)
    start, end = min(cut, len(low)), len(low)
    cues = scoped_cues(low, start, end, language)
    assert cues == scoped_cues(low, start, end, language)
    for cue in cues:
        assert cue.kind in CUE_KINDS and cue.level in CERTAINTIES
        assert start <= cue.scope_start <= cue.start < cue.end <= cue.scope_end <= end
    marks = [c for c in cues if c.kind != "question"]
    assert all(a.end <= b.start for a, b in pairwise(marks))
