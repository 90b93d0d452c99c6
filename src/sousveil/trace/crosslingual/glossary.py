"""Everyday words of reporting in English, Korean and Chinese, so that two languages' sentences can be held together.

One concept a line: English | Korean | Chinese, alternatives by commas. English words match in all their usual forms. A
word alone proves nothing; only many of them in the same order do. Words with many meanings are left out on purpose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_WORDS = """
police, policeman, policewoman | 경찰 | 警察, 警方, 民警, 公安
police station | 파출소, 경찰서 | 派出所, 警察局
army, military, soldier, troop | 군대, 군인, 병사, 군 당국 | 军队, 军人, 士兵, 军方
border guard, border force | 국경수비대, 국경경비대, 국경수비 | 边防军, 边防, 边境警卫
border, frontier | 국경 | 边境, 边界, 国境
customs | 세관 | 海关
government | 정부 | 政府
ministry | 내무부, 외교부, 국방부, 정보부, 보건부, 교육부, 부처 | 内政部, 内务部, 外交部, 国防部, 信息部, 司法部
minister | 장관 | 部长
interior, home affairs | 내무 | 内政, 内务
foreign ministry, foreign minister, foreign affairs | 외교부, 외무 | 外交部, 外长
defence, defense | 국방 | 国防
health ministry, health minister | 보건부 | 卫生部
president | 대통령 | 总统
prime minister, premier | 총리 | 总理, 首相
mayor | 시장이, 시장은, 시장의, 시장에, 시장 | 市长
governor | 주지사, 도지사 | 省长, 州长
parliament, congress, assembly, senate | 의회, 국회 | 议会, 国会
lawmaker, deputy, councillor, senator | 의원 | 议员, 人大代表, 代表
council | 의회, 시의회 | 议会, 市议会
opposition | 야당 | 反对党, 在野党
party | 정당, 여당, 야당, 당은 | 政党, 执政党, 反对党
politician | 정치인 | 政治人物, 政客, 政治家
election, vote, ballot | 선거, 투표 | 选举, 投票
court, tribunal | 법원, 법정, 재판소 | 法院, 法庭
judge | 판사 | 法官
ruling, judgment, verdict | 판결 | 判决, 裁决
trial, hearing | 재판, 공판, 심리 | 开庭, 审理, 庭审
public hearing | 공청회, 청문회 | 听证
lawsuit, suit, sue | 소송, 고소 | 诉讼, 起诉
prosecutor, prosecution | 검찰, 검사 | 检察官, 检察院, 检方
lawyer, attorney, counsel | 변호사, 변호인 | 律师
bar association | 변호사협회, 변호사회 | 律师协会
law, act, legislation | 법률, 법이, 법은, 법에, 보호법, 법안, 법을 | 法律, 法案, 保护法, 法规
law professor, jurist, legal scholar | 법학 | 法学
rule, regulation | 규칙, 규정 | 规则, 规定, 条例
warrant | 영장 | 搜查令, 令状
consent | 동의 | 同意
permit, permission, licence, license | 허가, 사용권, 면허 | 许可, 准许, 执照
complaint | 진정, 고소, 불만, 민원 | 投诉, 申诉, 抱怨
investigate, investigation, inquiry, probe | 조사 | 调查
inspect, inspection, inspector, check | 점검, 검열, 검사, 조사관, 단속 | 检查, 视察, 核查
arrest, detain, custody | 체포, 구금, 붙잡 | 逮捕, 拘留, 被捕, 抓捕
prison, jail | 교도소, 감옥, 교정 | 监狱, 看守所
prisoner, inmate | 수감자, 재소자, 죄수 | 囚犯, 犯人, 在押
crime, criminal | 범죄 | 犯罪, 罪犯
theft, steal, stolen, thief, burglary | 도난, 절도, 훔치, 도둑 | 盗窃, 偷, 小偷, 失窃
fraud, scam | 사기 | 诈骗
smuggle, smuggler | 밀수 | 走私
drug, narcotic | 마약 | 毒品
corruption, bribe | 부패, 뇌물 | 腐败, 贿赂
terrorism, terrorist | 테러 | 恐怖
protest, demonstration, rally | 시위, 집회 | 抗议, 示威, 集会
protester, demonstrator | 시위대, 시위자 | 抗议者, 示威者
riot, unrest | 폭동, 소요 | 骚乱, 动乱
human right | 인권 | 人权
privacy | 사생활, 개인정보, 프라이버시 | 隐私, 个人信息
personal information, personal data, data protection | 개인정보 | 个人信息, 个人数据, 个人资料
freedom, liberty | 자유 | 自由
discrimination | 차별 | 歧视
minority | 소수민족, 소수자 | 少数民族, 少数群体
refugee | 난민 | 难民
migrant, migration, foreign worker | 이주노동자, 이주민, 외국인 노동자 | 移民, 外籍劳工, 移住劳工
asylum | 망명 | 庇护
civic group, civil society, citizens' group, campaign group | 시민단체, 시민 단체, 단체 | 民间组织, 市民团体, 团体
human rights group, rights group | 인권단체 | 人权组织, 人权团体
activist, campaigner | 활동가, 운동가 | 活动人士, 活动家
union, trade union | 노조, 노동조합 | 工会
worker, labourer, laborer | 노동자, 근로자 | 工人, 劳工, 劳动者
employee, staff | 직원 | 员工, 雇员, 职员, 工作人员
employer, owner | 고용주, 업주, 농장주, 소유주 | 雇主, 业主, 农场主, 所有者
labour, labor | 노동 | 劳动
wage, salary, pay | 임금, 급여, 월급 | 工资, 薪
dismiss, sack, fire | 해고 | 解雇, 开除
strike | 파업 | 罢工
manager | 관리자, 매니저, 간부 | 经理, 管理人员
director, head, chief | 청장, 국장, 소장, 대표, 책임자 | 局长, 负责人, 主管, 主任
deputy director, deputy head | 부국장 | 副局长
official, officer | 관리, 공무원, 관계자, 당국자 | 官员, 官方, 干部, 工作人员
authority | 당국 | 当局, 管理局
spokesman, spokeswoman, spokesperson | 대변인 | 发言人
superintendent | 총경 | 警司
commissioner, commission | 위원회 | 委员会, 专员
chairman, chair | 위원장, 의장 | 主席, 委员长, 会长
office | 사무실, 사무소, 판사처 | 办公室, 办事处
department, bureau, section | 국은, 부서, 과장 | 部门, 科, 局
expert | 전문가 | 专家
researcher, research | 연구원, 연구자, 연구위원, 연구 | 研究员, 研究者, 研究
scholar, academic | 학자 | 学者
professor | 교수 | 教授
scientist | 과학자 | 科学家
engineer | 기술자, 엔지니어 | 工程师
technician | 기술자 | 技术人员, 技师
doctor, physician | 의사 | 医生
nurse | 간호사 | 护士
patient | 환자 | 病人, 患者
hospital, clinic | 병원 | 医院
medicine | 약을, 약품, 의약 | 药
teacher | 교사, 교원, 선생 | 教师, 老师
student | 학생, 대학생 | 学生
pupil | 학생 | 学生
school | 학교 | 学校
elementary school, primary school | 초등학교 | 小学
middle school, secondary school, high school | 중학교, 고등학교 | 中学, 高中, 初中
university, college | 대학 | 大学, 学院
kindergarten, nursery | 유치원, 어린이집 | 幼儿园
term, semester | 학기 | 学期
education office, education bureau | 교육청, 교육국 | 教育局, 教育厅
parent | 학부모, 부모 | 家长, 父母
child | 아이, 어린이, 아동, 자녀 | 孩子, 儿童
father | 아버지 | 父亲
mother | 어머니 | 母亲
brother | 오빠, 동생, 형제 | 弟弟, 兄弟, 哥哥
sister | 언니, 누나, 자매 | 姐姐, 妹妹
family | 가족 | 家人, 家庭
woman | 여성 | 女子, 妇女, 女性
man | 남성, 남자 | 男子, 男人
elderly, pensioner, old man, old woman, old people | 노인, 할머니, 할아버지 | 老人, 老年
young, youth | 청년, 젊은 | 年轻, 青年
resident, inhabitant | 주민, 거주자 | 居民, 住户
citizen | 시민 | 公民, 市民
villager | 마을 사람, 주민 | 村民
neighbour, neighbor | 이웃 | 邻居
tenant | 세입자 | 租户, 租客
landlord | 집주인 | 房东
customer, client | 손님, 고객 | 顾客, 客户
trader, merchant, shopkeeper, shop owner | 상인, 점주 | 商人, 商户, 店主
passenger | 승객 | 乘客, 旅客
driver | 운전사, 운전자, 기사 | 司机
passer-by, pedestrian | 행인, 보행자, 지나가는 사람 | 路人, 行人
visitor, visit | 방문, 면회 | 访客, 探访, 来访
tourist | 관광객 | 游客
farmer | 농민, 농부 | 农民
herder, nomad | 유목민, 목축 | 牧民
fisherman | 어부, 어민 | 渔民
miner, mine | 광산, 광부 | 矿山, 矿工, 煤矿, 矿
guard | 경비, 경비원, 보안요원 | 保安, 警卫
journalist, reporter | 기자, 언론인 | 记者
newspaper, magazine | 신문, 잡지, 본지 | 报纸, 杂志, 本报, 本刊
radio | 라디오 | 电台, 广播
television | 텔레비전, 방송 | 电视
source | 소식통, 취재원 | 消息来源, 消息人士
report | 보도, 보고서 | 报道, 报告
interview | 인터뷰, 면담 | 采访
priest, monk | 신부, 스님 | 神父, 僧人
church, mosque, temple, monastery | 교회, 성당, 모스크, 사원 | 教堂, 清真寺, 寺庙, 寺院
prayer, religion, religious | 기도, 종교 | 祈祷, 宗教
company, firm | 회사, 기업, 업체 | 公司, 企业
group | 그룹 | 集团
supplier, supply | 공급, 납품 | 供应, 提供
manufacturer, maker | 제조업체, 제조사 | 制造商, 厂商, 生产
factory, plant | 공장 | 工厂
headquarters | 본사, 본부 | 总部
contract | 계약 | 合同
tender, procurement | 입찰, 낙찰, 구매 공고 | 招标, 中标, 采购
cost | 비용 | 费用, 花费, 耗资
budget | 예산 | 预算
price | 가격 | 价格
fine | 벌금, 과태료 | 罚款
tax | 세금 | 税
loan | 대출, 빌려 | 贷款
subsidy | 보조금 | 补贴
gift, donate, donation | 기증, 선물 | 赠送, 捐赠
fund | 기금 | 基金
compensation, compensate | 배상, 보상 | 赔偿, 补偿
rent | 임대 | 租金, 出租
export | 수출 | 出口
import | 수입 | 进口
dollar | 달러 | 美元
euro | 유로 | 欧元
pound | 파운드 | 英镑
yuan | 위안 | 元
won | 원 규모, 원이다, 억 원, 만 원 | 韩元
percent, per cent | 퍼센트, 프로, % | 百分之, %
fire | 화재 | 火灾, 防火
alarm | 경보 | 警报, 报警
rescue | 구조 | 救援, 营救, 救
missing, lost | 실종, 길 잃은 | 失踪, 迷路, 走失
death, die, dead, killed | 사망, 죽, 숨진 | 死亡, 死, 丧生
injury, injured | 부상 | 受伤
disease, illness, epidemic | 질병, 전염병 | 疾病, 疫情
dementia | 치매 | 失智, 痴呆
camera | 카메라 | 摄像头, 相机, 摄像机, 摄影机
photograph, photo, picture | 사진 | 照片, 相片
image, footage, video | 영상, 동영상 | 影像, 图像, 画面, 视频, 录像
recording, record | 녹화, 녹음, 기록 | 录像, 录音, 录下, 记录
screen | 화면 | 屏幕
control room, control centre, control center | 관제실, 관제센터, 통제실 | 控制室, 控制中心, 监控室, 监控中心
command centre, command center | 지휘센터, 지휘소 | 指挥中心
centre, center | 센터 | 中心
face, facial | 얼굴, 안면 | 人脸, 面部, 面孔, 刷脸
fingerprint | 지문 | 指纹
iris | 홍채 | 虹膜
voice | 목소리, 음성 | 声音, 语音
sound | 소리 | 声音
recognise, recognize, recognition | 인식 | 识别
identify, identity, identification | 신원, 식별 | 身份, 识别
identity card, id card | 신분증 | 身份证
passport | 여권 | 护照
plate, number plate, license plate | 번호판 | 车牌
vehicle, car | 차량, 자동차 | 车辆, 汽车, 轿车
taxi | 택시 | 出租车
bus | 버스 | 公交, 巴士
train, railway, rail | 기차, 철도, 열차 | 火车, 铁路, 列车
metro, subway, underground | 지하철 | 地铁, 轨道交通
truck, lorry | 트럭, 화물차 | 卡车, 货车
ship, boat, vessel | 선박, 배는, 배가 | 船
aircraft, aeroplane, plane | 항공기, 비행기 | 飞机
drone | 드론, 무인기 | 无人机
robot | 로봇 | 机器人
satellite | 위성 | 卫星
sensor | 센서, 감지기 | 传感器, 传感
machine | 기계 | 机器
device, equipment | 장비, 장치, 기기 | 设备, 装置, 器材
tool | 도구 | 工具
system | 시스템, 체계 | 系统
software | 소프트웨어 | 软件
program, programme | 프로그램 | 程序
application, app | 앱 | 应用
artificial intelligence | 인공지능 | 人工智能
algorithm | 알고리즘 | 算法
computer | 컴퓨터 | 电脑, 计算机
server | 서버 | 服务器
database | 데이터베이스 | 数据库
data | 데이터, 정보, 자료 | 数据, 资料, 信息
information | 정보 | 信息, 情报
network | 네트워크, 망은, 망을 | 网络
internet | 인터넷 | 互联网, 网上
website | 누리집, 홈페이지, 웹사이트 | 网站, 主页
telephone, phone | 전화 | 电话
mobile phone, smartphone, handset, cell phone | 휴대전화, 손전화, 스마트폰, 휴대폰 | 手机
call, caller | 통화, 전화 | 通话, 电话
text message, message | 문자, 메시지 | 短信, 信息, 消息
email, e-mail | 전자우편, 이메일 | 邮件
letter | 편지, 서한 | 信件, 来信, 写信
microphone | 마이크 | 麦克风, 话筒
bracelet, wristband | 팔찌 | 手环, 手镯
vest | 조끼 | 背心
lamp, light | 전등, 조명, 불빛 | 灯
lamp post, street lamp | 가로등 | 灯柱, 路灯
pole, post | 기둥 | 杆, 柱
fence | 울타리, 철책 | 围栏, 栅栏
wall | 벽에, 담장, 장벽 | 墙
gate, entrance, turnstile | 출입문, 출입구, 정문, 입구, 개찰구, 게이트 | 大门, 入口, 闸机, 门口, 校门
door | 문을, 문에, 문 앞, 출입문 | 门
window | 창문 | 窗户, 窗
roof | 지붕, 옥상 | 屋顶
room | 방에, 방을, 휴게실, 침실 | 房间, 室
house, home | 집에, 집을, 집으로, 주택 | 房屋, 家里, 回家, 住宅
flat, apartment, housing estate, housing block | 아파트, 단지 | 小区, 公寓, 住宅区
hotel | 호텔 | 酒店, 宾馆
restaurant, canteen | 식당 | 食堂, 餐厅, 饭馆
shop, store | 가게, 상점, 매장 | 商店, 店铺, 店
market | 시장, 장마당 | 市场, 集市
warehouse | 창고 | 仓库
farm | 농장 | 农场
field | 밭을, 밭에, 들판 | 田地, 农田
forest, wood | 숲 | 森林, 树林
mountain | 산에, 산악 | 山区, 山
river | 강을, 강가 | 河
sea, ocean | 바다, 해양 | 海洋, 大海
island | 섬 | 岛
port, harbour, harbor | 항만, 항구 | 港口, 港务, 码头, 港
container | 컨테이너 | 集装箱
airport | 공항 | 机场
station | 역에, 역을, 역은, 기차역, 개 역 | 车站, 站
road, street, highway | 도로, 거리 | 道路, 公路, 街道, 街
crossing, junction, intersection | 교차로, 건널목 | 路口, 十字路口
bridge | 다리를, 교량 | 桥
parking | 주차 | 停车
library | 도서관 | 图书馆
museum | 박물관 | 博物馆
park | 공원 | 公园
square, plaza | 광장 | 广场
stadium | 경기장 | 体育场
bank | 은행 | 银行
embassy | 대사관 | 大使馆, 使馆
university town, town | 도시, 마을, 읍 | 城镇, 镇, 小城
village | 마을 | 村庄, 村
city | 시는, 시가, 도시 | 城市, 市
capital | 수도 | 首都
district | 구역, 지구, 관내 | 地区, 区, 辖区
county | 군은, 현의, 현 정부 | 县
province | 도청, 성에, 지방 | 省
region, area | 지역 | 地区, 区域
zone | 특구, 구역 | 特区, 区
country, nation, national, state | 나라, 국가, 전국 | 国家, 全国
European Union | 유럽연합 | 欧盟
United Nations | 유엔 | 联合国
China, Chinese | 중국 | 中国
war, conflict | 전쟁, 분쟁 | 战争, 冲突
weapon, gun | 무기, 총을, 총기 | 武器, 枪
security | 보안, 안보, 안전 | 安全, 安保
safety | 안전 | 安全
surveillance, monitor, watch | 감시, 지켜보 | 监视, 监控, 监测
listen, eavesdrop, wiretap, bug | 도청, 엿듣, 듣 | 窃听, 监听, 听
track, tracking, location, position, locate | 위치, 추적 | 位置, 定位, 追踪
patrol | 순찰, 순시 | 巡逻
search | 수색, 검색 | 搜索, 搜查
question, interrogate | 질문, 심문 | 询问, 盘问, 提问
register, registration | 등록 | 登记, 注册
collect, collection | 수집 | 采集, 收集
store, storage, keep, kept, retain | 저장, 보관 | 保存, 存储, 存放, 储存
delete, deletion, erase | 삭제, 지우, 지운 | 删除
leak | 유출, 새어 | 泄露, 外泄, 泄漏
hack, hacker | 해킹, 해커 | 黑客
encrypt, encrypted, encryption, code | 암호 | 加密, 代码, 密码
install, installed, installation, mount, fit, fitted | 설치, 달린, 달기로, 장착 | 安装, 装上, 装在
remove, take down, dismantle | 철거, 떼어 | 拆除, 移除
send, transmit, transfer, sent | 전송, 보내, 보낸, 보냈 | 发送, 传送, 传到, 传给, 发给
switch on, turn on, switched on | 켜 | 启用, 开机, 打开
switch off, turn off, switched off | 끄, 껐, 꺼 | 关闭, 关掉
use, used | 사용, 쓰이, 쓰고 | 使用, 用于
buy, bought, purchase | 구매, 구입, 샀 | 购买, 购入, 买
order | 주문, 명령 | 订购, 命令, 下令
sell, sold, sale | 판매, 팔아, 판다, 파는, 팔았 | 出售, 销售, 卖
build, construction, constructed | 건설, 공사 | 建设, 施工, 建造, 工程
test, trial run, pilot | 시험, 시범 | 试验, 测试, 试行, 试点
expand, extend, expansion | 확대, 넓히 | 扩大, 扩展, 推广
begin, start, launch | 시작, 시작해 | 开始, 启动
stop, halt, suspend, cancel | 중단, 취소, 멈추 | 停止, 中止, 暂停, 取消
end, finish, complete | 완료, 마치, 끝나 | 完成, 结束
plan | 계획 | 计划
project | 사업, 프로젝트 | 项目, 工程
agreement, deal | 합의, 협정 | 协议, 协定
meeting, meet | 회의, 모임, 만나 | 会议, 会面, 开会, 见面
announce, announcement | 발표 | 宣布, 公布, 发布
deny, denial | 부인 | 否认
confirm, confirmation | 확인, 확인했 | 证实, 确认
admit | 인정 | 承认
claim | 주장 | 声称, 称
explain, explanation | 설명, 해명 | 解释, 说明
criticise, criticize, criticism, critic | 비판, 비난 | 批评, 指责
demand | 요구 | 要求
ask | 요청, 물었, 묻 | 要求, 询问, 请求, 问
answer, reply, response, respond | 답변, 대답, 답했 | 回答, 答复, 回应, 回复
refuse, decline, reject | 거부, 거절 | 拒绝
promise, pledge | 약속 | 承诺, 保证
warn, warning | 경고 | 警告
fear, worry, concern, afraid | 우려, 걱정, 두려 | 担心, 担忧, 害怕, 恐惧
oppose, object, objection | 반대, 반발 | 反对
support | 지지, 지원 | 支持
welcome | 환영 | 欢迎
suggest, propose, proposal | 제안 | 建议, 提议
accuse | 비난, 고발 | 指控
protect, protection | 보호 | 保护
prevent | 막기, 방지, 예방 | 防止, 预防
violate, violation | 위반, 침해 | 违反, 侵犯
offence, offense | 위반, 범죄 | 违法, 违规, 违章
publish | 공개, 발표 | 公布, 公开, 发表
secret, secretly, hidden, hide | 비밀, 숨겨진, 숨기 | 秘密, 隐藏, 保密
anonymous, anonymously, name | 이름, 익명 | 名字, 匿名, 姓名
sign, signature | 서명 | 签名, 签署
notice | 통지, 안내문, 공고 | 通知, 告示
document | 문서, 서류 | 文件, 文档
manual, handbook | 설명서, 안내서 | 手册, 说明书
statement | 성명 | 声明
statistics, figure | 통계, 수치 | 统计, 数字
survey, poll, questionnaire | 설문 | 问卷, 调查, 民调
list | 명단, 목록 | 名单, 列表
wanted | 수배 | 通缉
example | 예를 | 例如
error, mistake | 실수, 오류 | 错误, 失误
accurate, accuracy | 정확도, 정확 | 准确, 精确
traffic | 교통, 통신량 | 交通, 流量
transport | 교통, 운송 | 交通, 运输
electricity, power cut | 전기, 정전 | 电力, 停电
water | 물을, 물에, 식수 | 水
food | 음식, 식량 | 食物, 食品, 外卖
money | 돈을, 돈이, 현금 | 钱
delivery | 배달, 배송, 택배 | 快递, 外卖, 配送
platform | 플랫폼 | 平台
accident | 사고 | 事故
weather, rain | 비가, 날씨, 빗속 | 雨, 天气
snow, snowstorm | 눈보라, 눈이 많이 | 雪, 暴风雪
winter | 겨울 | 冬天, 冬季
spring | 봄에, 올봄 | 春天, 春季
summer | 여름 | 夏天, 夏季, 夏
autumn | 가을 | 秋天, 秋季
night | 밤에, 밤늦, 야간 | 夜里, 夜间, 晚上, 夜
morning | 아침, 오전 | 早晨, 早上, 上午
evening | 저녁 | 傍晚, 晚上
week | 일주일, 다음 주, 지난주, 주 안에 | 一周, 下周, 上周, 星期
last year | 지난해, 작년 | 去年
this year | 올해 | 今年
next year | 내년 | 明年
last month | 지난달 | 上个月, 上月
end of the year, year's end | 연말 | 年底, 年末
every day, daily | 매일, 날마다 | 每天, 每日
public | 공공, 대중 | 公共, 公众
private | 민간, 사적 | 私人, 私营, 私立, 民营
local | 현지, 지역 | 当地, 本地
foreign | 외국 | 外国, 外籍
international | 국제 | 国际
voluntary | 자발 | 自愿
free | 무료 | 免费
illegal, unlawful | 불법 | 非法, 违法
former | 전직, 옛 | 前任, 前
automatic, automatically | 자동 | 自动
real time | 실시간 | 实时
smart, intelligent | 스마트, 지능형 | 智能, 智慧
red | 빨간, 붉은 | 红
white | 하얀, 흰 | 白
black | 검은 | 黑
animal, cattle | 가축, 동물 | 牲畜, 动物
dog | 개를 | 狗
clothes, clothing | 옷 | 衣服
film, movie | 영화 | 电影
toilet | 화장실 | 厕所
speak, conversation, talk | 대화 | 谈话, 对话
understand | 이해, 알아듣 | 理解
escape, flee | 탈출, 도망, 탈옥 | 逃, 逃跑, 越狱
border crossing, checkpoint | 검문소 | 检查站, 口岸
assembly, gathering | 집회, 모임 | 集会, 聚会, 大会
negotiate, consult, consultation | 협의, 협상 | 协商, 谈判, 磋商
sanction | 제재 | 制裁
colleague | 동료 | 同事
address book, contact | 주소록, 연락처 | 通讯录, 联系人
album | 사진첩, 앨범 | 相册
leaflet | 전단 | 传单
goat | 염소 | 山羊
"""


@dataclass(frozen=True)
class Concept:
    """name: its first English word. en: tuples of stems. ko, zh: words to be found as they stand."""

    name: str
    en: tuple[tuple[str, ...], ...]
    ko: tuple[str, ...]
    zh: tuple[str, ...]


_WORD = re.compile(r"[a-z]+(?:[-'’][a-z]+)*")
_ENDS = (
    "ational", "ization", "isation", "ations", "ation", "ings", "ing", "ied", "ies", "ions", "ion", "ers", "ed", "es",
    "er", "ly", "s", "e", "y",
)  # fmt: skip



@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """A lower-case English word without its ending; crude on purpose, both sides are cut alike."""
    word = word.replace("’", "'").removesuffix("'s").rstrip("'")
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y" if len(word) < 7 else word[:-3]
    for end in _ENDS:
        if word.endswith(end) and len(word) - len(end) >= 4:
            cut = word[: len(word) - len(end)]
            return cut[:-1] if len(cut) > 4 and cut[-1] == cut[-2] else cut
    return word[:-1] if len(word) == 4 and word.endswith("s") and word[-2] not in "su" else word


def stems(text: str) -> list[tuple[int, str]]:
    """(offset, stem) of the words of an English text; the text is folded to lower case here."""
    return [(match.start(), stem(match.group())) for match in _WORD.finditer(text.lower())]


@lru_cache(maxsize=1)
def concepts() -> tuple[Concept, ...]:
    """All concepts of the glossary, each once, in its order."""
    out: dict[str, Concept] = {}
    for line in _WORDS.strip().splitlines():
        en, ko, zh = ([word.strip() for word in part.split(",")] for part in line.split("|"))
        if en[0] not in out:
            found = tuple(tuple(stem(word) for word in _WORD.findall(term.lower())) for term in en)
            out[en[0]] = Concept(en[0], found, tuple(ko), tuple(zh))
    return tuple(out.values())
