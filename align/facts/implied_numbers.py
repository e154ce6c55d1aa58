"""Words that imply a number without being one: both, 양국, hexadecimal, 하루."""

from __future__ import annotations

import re
from fractions import Fraction

_ENGLISH = """
0: no none zero null never nothing midnight nil without
1: a an one another each every single sole only first once per
1: yearly annual annually monthly weekly daily hourly
2: both two twice pair pairs couple dual double doubled doubles doubling second secondary
2: bilateral either neither
2: twin twins twofold binary biennial half halves halved duo
3: three thrice triple tripled triples trio trilateral third tertiary tripartite quarterly
3: threefold ternary
4: four quadruple quadrupled quartet quadrennial quarter quarters fourth fourfold
5: five quintuple quintet fifth fivefold pentagon
6: six sextuple sixth sixfold sextet semiannual semiannually
7: seven seventh week weeks
8: eight octal eighth octet
9: nine ninth
10: ten decimal decade decades tenth tenfold teen teens teenage teenager teenagers
11: eleven eleventh
12: twelve dozen noon midday twelfth
14: fortnight
15: quarter
16: sixteen hex hexadecimal
20: twenty twenties
24: day overnight clock
25: quarter quarters
30: thirty thirties
33: third
40: forty forties
50: fifty fifties half halves halved
60: sixty sixties minute hour sexagenarian
70: seventy seventies septuagenarian
80: eighty eighties octogenarian
90: ninety nineties nonagenarian
100: hundred century centuries centennial centenary centenarian
200: bicentennial bicentenary
1000: thousand millennium
1/2: half halves halved
1/3: third thirds
1/4: quarter quarters
2/3: thirds
3/4: quarters
"""
# Korean forms match at the start of a word; 반 and 양 are restricted: too many words begin so.
_KOREAN = """
0: 영(?![가-힣])|제로|없|자정
1: 한|하나|첫|처음|유일|단독|하루|매[년월주일시]|단일|최초|혼자|홀로
2: 두|둘|양[국측자 ]|쌍|이중|이틀|이진|절반|반(?=[ 년])|부부|더블|짝(?![가-힣]{2})
3: 세(?!계)|셋|석 |서너|삼|사흘|트리플
4: 네(?!트)|넷|넉 |서너|나흘|분기|사분|쿼터
5: 다섯|닷새|오륜|대여섯|오각
6: 여섯|엿새|예닐곱|육각|대여섯|반년
7: 일곱|이레|일주일|예닐곱|칠
8: 여덟|여드레|팔진|팔각
9: 아홉|아흐레
10: 열(?![가-힣])|열흘|십(?![가-힣]{2})|십진
11: 열하나|열한
12: 열두|열둘|정오|한 해|일년
14: 열네|열넷|보름
15: 열다섯|보름
16: 십육
20: 스물|스무|이십
24: 하루|온종일
25: 사분
30: 서른|삼십|한 달|반시간|반 시간
33: 삼분
40: 마흔|사십
50: 쉰|오십|반(?=[ 년값])|절반
60: 예순|육십|환갑|한 시간
70: 일흔|칠십|고희|칠순
80: 여든|팔십|팔순
90: 아흔|구십
100: 백(?![가-힣])|세기
1000: 천(?![가-힣])
1/2: 절반|반(?=[ 년값])
1/3: 삼분
1/4: 사분|쿼터
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


#: Lower-case English word -> the values it may imply.
ENGLISH_STAND_INS = _english()
#: Patterns to search for in Korean text, with the values they may imply.
KOREAN_STAND_INS = tuple(
    (re.compile(rf"(?<![가-힣])(?:{words})"), (value,)) for value, words in _rows(_KOREAN)
)
