"""Words that stand for a number without being one: both, 양국, hexadecimal, 하루."""

from __future__ import annotations

import re
from fractions import Fraction

_ENGLISH = """
0: no none zero null never nothing midnight empty nil without
1: a an one another each every single sole only first once per alone unit unique individual lone
1: yearly annual annually monthly weekly daily hourly per unanimous primary initial
2: both two twice pair pairs couple dual double doubled doubles doubling second secondary bilateral either neither
2: twin twins two-fold binary biennial half halves halved semi alternate bi duo binaries mutual again
3: three thrice triple tripled triples trio trilateral third tertiary tripartite triplet quarterly threefold ternary
4: four quadruple quadrupled quartet quadrennial quarter quarters fourth fortnight fourfold quarterback tetralogy
5: five quintuple quintet fifth fivefold pentagon fiver
6: six sextuple sixth sixfold sextet semiannual
7: seven seventh week weeks heptathlon
8: eight octal eighth octet byte bytes
9: nine ninth
10: ten decimal decade decades tenth tenfold teen teens teenage teenager teenagers decennial tens decathlon
11: eleven eleventh
12: twelve dozen noon midday twelfth year
14: fortnight
15: fifteen quinze
20: twenty twenties score twentysomething
24: day clock overnight
30: thirty thirties month
40: forty forties
50: fifty fifties half halves halved
60: sixty sixties sexagenarian minute hour
70: seventy seventies septuagenarian
80: eighty eighties octogenarian
90: ninety nineties nonagenarian
100: hundred hundreds century centuries centennial centenary centenarian cent cents
200: bicentennial
16: hex hexadecimal sixteen
25: quarter quarters
33: third
1000: thousand thousands millennium
10000: myriad
1000000: million millions millionaire
1000000000: billion billions billionaire
1/2: half halves halved
1/3: third thirds
1/4: quarter quarters
2/3: thirds
3/4: quarters
"""
_KOREAN = """
0: 영|제로|무(?=[ 승])|없|자정|빈
1: 한|하나|첫|처음|유일|단독|하루|매[년월주일시]|단일|각|원래|최초|단(?= )|일(?=[개대차])|혼자|홀로|어느|우선|개인|싱글|1
2: 두|둘|양[국측자 ]|쌍|이중|이틀|이진|절반|반|또|재|다시|복수|부부|더블|이항|상호|한-|짝|대칭|배
3: 세|셋|석|서너|삼|사흘|세번|트리플|3
4: 네|넷|넉|서너|나흘|분기|사분|쿼터
5: 다섯|닷새|오(?=[각대]|륜)|대여섯
6: 여섯|엿새|예닐곱|육|반년
7: 일곱|이레|칠|일주일|예닐곱|1주
8: 여덟|여드레|팔각|팔진|바이트
9: 아홉|아흐레|구(?=[개대])
10: 열|십|10대
11: 열하나|열한
12: 열두|열둘|정오|다스|타스|한 해|1년|일년
14: 열네|열넷|보름|2주
15: 열다섯|보름
16: 십육|헥사
20: 스물|스무|이십
24: 하루|온종일|밤낮
30: 서른|삼십|한 달|반시간|반 시간|시간 반|시 반
40: 마흔|사십
50: 쉰|오십|반|절반
60: 예순|육십|환갑|한 시간|1분
70: 일흔|칠십|고희
80: 여든|팔십
90: 아흔|구십
100: 백|세기
1000: 천|밀레니엄
10000: 만
1000000: 백만
100000000: 억
1/2: 절반|반
1/3: 삼분|3분의
1/4: 사분|4분의|쿼터
"""


def _rows(table: str) -> list[tuple[Fraction, str]]:
    rows = (line.split(":", 1) for line in table.strip().splitlines())
    return [(Fraction(value), words.strip()) for value, words in rows]


def _english() -> dict[str, tuple[Fraction, ...]]:
    found: dict[str, tuple[Fraction, ...]] = {}
    for value, words in _rows(_ENGLISH):
        for word in words.split():
            found[word] = (*found.get(word, ()), value)
    return found


#: English word in lower case to the values it can stand for.
ENGLISH_STAND_INS = _english()
#: What to look for in Korean text, and the values it can stand for.
KOREAN_STAND_INS = tuple(
    (re.compile(rf"(?<![가-힣])(?:{words})" if value < 20 and value != Fraction(1, 2) else words), (value,))
    for value, words in _rows(_KOREAN)
)
