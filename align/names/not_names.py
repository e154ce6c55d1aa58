"""Words that occur where a name may occur but are not names.

Compiled by hand for this project from the words of offices, places, dates and headlines.
"""

from __future__ import annotations

from align.names.entities import ENGLISH_WORDS
from align.names.titles import TITLES

_ENGLISH = """
The A An This That These Those In On At Of For And Or But He She It They We You I His Her Their
Our My Its Mr Mrs Ms Dr Both As By To From With During After Before While When Where What Who
Which How Why If Not No Yes There Here Then Also However Meanwhile Moreover Furthermore
According Some Many Most All Each Every Any Such Other Another Since Until Upon Under Over
Through Although Though Because Despite Following Given Now Today Yesterday Tomorrow Last Next
Once Just Only Even Still Yet So Thus Therefore Is Are Was Were Be Will Would Can Could Should
May Might Must Do Does Did Has Have Had Let Please Thank Thanks Good Dear Welcome About Among
Between Within January February March April June July August September October November December
Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday
Saturday Sunday Mon Tue Wed Thu Fri Sat Sun Ministry Minister Ministers Department Agency Bureau
Office Division Committee Commission Council Institute Foundation Center Centre Association
Organization Organisation Union Assembly Parliament Congress Senate House Court Bank Fund
University School College Company Corporation Group Foreign Affairs Trade Industry Energy
Economy Finance Strategy Justice Education Science Technology Culture Sports Tourism Environment
Health Welfare Labor Labour Employment Gender Equality Family Land Infrastructure Transport
Transportation Oceans Ocean Fisheries Agriculture Food Rural Interior Safety Security Defense
Defence Unification National International Political Multilateral Bilateral Global Public
Diplomacy Consular Overseas Economic Development Cooperation External Planning Policy Peace
Peninsula Nuclear Negotiations Negotiator Arms Control Human Rights Special Regional General
Director Directors Deputy Vice First Second Third Senior Chief Assistant Permanent Joint North
South East West Northern Southern Eastern Western Northeast Southeast Central Middle Asia Asian
Africa African Pacific Atlantic America American Latin Caribbean Europe European Korea Korean
Koreans Republic Democratic People Peoples Government State States Kingdom Federation Emirates
Island Islands City Province County District Street River Sea Lake Mount Mountain Bay Gulf Port
Airport Station Park Hall Museum Hotel Palace Tower Plaza Stadium Day Week Month Year Summit
Meeting Conference Forum Dialogue Talks Session Festival Exhibition Expo Award Prize Act
Agreement Treaty Convention Protocol Charter Declaration Statement Resolution Memorandum
Understanding Plan Program Programme Project Initiative Framework Partnership Alliance Round
Phase Article Section Chapter Part Annex Press Release Attachment Contact Outcome World War Cold
League Cup Olympic Olympics Games Team Club Party Administration Authority Service Force Forces
Army Navy Air Police Coast Guard Board Network System Systems Media News Times Post Daily
Television Radio Professor Doctor Ambassador Embassy Consulate Consul President Chairman Chair
Secretary Prime Premier Commissioner Representative Representatives Envoy Spokesperson Governor
Mayor King Queen Prince Princess Pope Speaker Congressman Senator Coach Manager Captain
Commander Admiral Colonel Major Lieutenant Sergeant Judge Attorney Prosecutor Advisor Adviser
Lady Lord Sir Saint St Inc Ltd Co Corp Jr Sr Christmas Easter God Bible Christian Catholic
Muslim Islam Jewish Buddhist Internet Web English Japanese Chinese Director-General
Vice-Minister Secretary-General Affair Minister-Counselor Operations Relations Situation Support
Rescue Search Fire Weather Market Markets Wall Cabinet Opening Remarks Category Total Amount
Accidents Attachments Supreme Federal Royal Grand Great New Old Big Little High Low Long Short
Black White Red Green Blue Gold Golden Silver Free Open United Unified Common Core Main Minor
Early Late Spring Summer Autumn Fall Winter Conducts First-ever Takes Place Holds Held Signs
Signed Visits Attends Meets Hosts Opens Regular Briefing
"""
_KOREAN = """
정부 이번 우리 양국 각국 신임 전임 현직 전직 차기 주요 주한 주미 주일 주중 주재
주유엔 한국 미국 중국 일본 영국 독일 유엔 남북 한미 조선 당시 이날 동아시아 유럽
연합 공동 민간 지방 중앙 국가 국제 외교 국방 경제 통일 안보 유관 관계 관련 해당
소속 담당 선임 수석 상임 명예 여성 남성 한반도 방한 방미 방일 방중 이후 이전 오전
오후 양측 양자 이들 여러 모든 어느 다른 다수 전체 일부 주요국 회원국 참가국 참석
참여 한편 이어 이에 이와 하지만 또한 특히 현재 최근 지난 지난해 올해 내년 금년
작년 예정 제외 포함 기존 최초 역대 임시 정식 공식 비공식 고위 고위급 최고 총괄
심의 문화 체육 교육 과학 기술 정보 통신 환경 노동 복지 보건 농림 해양 수산 산업
자원 에너지 무역 통상 재정 금융 기획 법무 행정 안전 국토 교통 건설 도시 개발 협력
조정 정책 사업 홍보 공보 인사 총무 감사 운영 관리 지원 연구 조사 분석 평가 기록
사회 정치 인권 평화 군축 비확산 원자력 우주 방산 방위 군사 육군 해군 공군 해병대
경찰 소방 검찰 법원 헌법 대법원 국회 하원 상원 의회 여당 야당 민주당 공화당
새누리당 한나라당 기타 주지사 양당 현지 차관 장관 국장 대사 하는 있는 되는 같은
통한 대한 위한 온라인 이라는 여야 초대 역임 서울 부산 대구 인천 광주 대전 울산
세종 경기 강원 충북 충남 전북 전남 경북 경남 제주 이란 이집트 조지아 유네스코 인도
호주 나이지리아 모로코 오만 성명 문제 정상 지역 기업 방송 신문 언론 공사 공단 협회
재단 학교 대학 대학교 고등학교 중국의 미국의 일본의 북한의 전문 변호 판사 소송
"""

_IN_TITLES = (line.split(" = ")[1] for line in TITLES.splitlines() if " = " in line)

#: Capitalised words that are not part of a person's name: offices, fields, months, days.
NOT_ENGLISH_NAMES = (
    frozenset(_ENGLISH.split())
    | (ENGLISH_WORDS - {"Kim", "Jong"})  # forms for North Korea: "the Kim Jong Un regime"
    | frozenset(word for forms in _IN_TITLES for word in forms.replace(",", " ").split())
)
#: Words before a Korean title that are not names.
NOT_KOREAN_NAMES = frozenset(_KOREAN.split())
