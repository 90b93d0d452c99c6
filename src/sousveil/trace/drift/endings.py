# ruff: noqa: E501 - a table of patterns reads better with one pattern on one line
"""How names of places and of bodies end in Korean and Chinese, where no capital letter tells a name."""

from __future__ import annotations

import re

_KO_PLACES = "시|군|구|도|동|읍|면|리|역|항|섬|만|촌|마을|시티|광역시|주|현|성|국경"
_KO_BODIES = (
    "부|국|청|처|원|단|소|서|대|위원회|경비대|경찰|경찰청|경찰서|본부|사|기업|전자|테크|비전|시스템|시스템즈|네트웍스|네트워크|소프트|정보|광학"
    "|대학|대학교|그룹|통신|전기|공사|연구소|연구원|은행|산업|중공업|물산|공업|시큐리티|솔루션|솔루션즈|랩|랩스|홀딩스|로보틱스|시청|도청|구청"
    "|군청|공단|재단|협회|센터|법원|검찰|검찰청|의회|정부|군|부대|사령부|기술|과학|정밀|제작소|상사|미디어|디지털|글로벌|인터내셔널"
)
_ZH_PLACES = "市|县|区|省|镇|村|乡|州|岛|港|湾|城|盟|旗|屯|山|河|口岸"
_ZH_BODIES = (
    "部|局|署|厅|院|委|会|处|队|所|站|行|社|厂|校|馆|军|警方|政府|议会|法院|检察院|中心|公司|集团|科技|电子|网络|软件|智能|光学|大学|通信|技术|银行"
    "|工业|重工|实业|传媒|安防|视讯|信息|国际|控股|股份|电气|精密|动力|研究所|委员会|总队|支队"
)
NAMED = {
    "ko": re.compile(rf"(?P<place>{_KO_PLACES})$|(?P<body>{_KO_BODIES})$"),
    "zh": re.compile(rf"(?P<body>{_ZH_BODIES})$|(?P<place>{_ZH_PLACES})$"),
}
"""How names of places and of bodies end; a longer ending comes first where both may match."""

HEAD_ZH = re.compile(rf"^(?P<name>[\u4e00-\u9fff]{{2,8}}?(?:{_ZH_BODIES}|{_ZH_PLACES}))(?P<rest>(?!{_ZH_BODIES}|{_ZH_PLACES})[\u4e00-\u9fff]{{2,}})$")
"""A name and what stands behind it without a break."""
