
"""How far a system has come, by Korean endings and by the small words around Chinese verbs."""

from __future__ import annotations

import pytest

from .build import read

ROWS = """
ko|구청은 골목 열 곳에 감시카메라를 세웠다.|video-surveillance|installed
ko|역전광장에 감시촬영기가 설치되여있다.|video-surveillance|installed
ko|부두 둘레에 감시카메라 예순 대가 걸려 있다.|video-surveillance|installed
ko|시는 내년에 감시카메라 백 대를 더 달기로 했다.|video-surveillance|announced
ko|경찰청은 번호판 인식 카메라를 들여올 예정이다.|plate-reading|announced
ko|도는 감시카메라 도입을 검토하고 있다.|video-surveillance|announced
ko|세관은 얼굴인식 단말기 스무 대를 사들였다.|facial-recognition|procured
ko|구청은 감시카메라 300대를 도입했다.|video-surveillance|procured
ko|무역회사가 감시카메라를 단둥에서 들여왔다.|video-surveillance|procured
ko|기숙사는 얼굴인식 단말기로 출석을 확인하고 있다.|facial-recognition|in-use
ko|초소는 감시카메라로 강변을 지켜본다.|video-surveillance|in-use
ko|시는 반발이 일자 얼굴인식 단말기를 철거했다.|facial-recognition|abandoned
ko|학교는 복도의 감시카메라를 모두 떼어냈다.|video-surveillance|abandoned
ko|도시 전역에서 감시카메라가 빠르게 늘고 있다.|video-surveillance|expanding
ko|강변에 감시카메라를 세우는 공사가 한창이다.|video-surveillance|being-installed
zh|路口新装了六台监控摄像头。|video-surveillance|installed
zh|小区门口设有人脸识别闸机。|facial-recognition|installed
zh|市政府拟在车站加装监控摄像头。|video-surveillance|announced
zh|市府計畫明年增購監視器兩百支。|video-surveillance|announced
zh|县公安局采购了四十台车牌识别设备。|plate-reading|procured
zh|得標商已交貨人臉辨識設備五十台。|facial-recognition|procured
zh|工厂用人脸识别核对工人身份。|facial-recognition|in-use
zh|學校使用人臉辨識點名。|facial-recognition|in-use
zh|该市去年停用了人脸识别系统。|facial-recognition|abandoned
zh|江堤上的監視器由三十支增為六十支。|video-surveillance|expanding
zh|工人正在大桥两端安装监控摄像头。|video-surveillance|being-installed
"""


@pytest.mark.parametrize("row", ROWS.strip().splitlines())
def test_status(row: str) -> None:
    language, text, technology, status = row.split("|")
    claims, _ = read(text, language)
    assert status in [c.status for c in claims if c.technology == technology], [(c.technology, c.status) for c in claims]
