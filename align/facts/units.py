"""Units of measure and currencies in both languages, with their conversions."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class MeasureUnit:
    """A unit of measure, with its size in the base unit of its dimension."""

    dimension: str
    size: Fraction


def _unit(dimension: str, size: str) -> MeasureUnit:
    return MeasureUnit(dimension, Fraction(size))


#: Sizes are exact by definition (international yard and pound, 1959), except the month.
UNITS = {
    "millimetre": _unit("length", "0.001"),
    "centimetre": _unit("length", "0.01"),
    "metre": _unit("length", "1"),
    "kilometre": _unit("length", "1000"),
    "inch": _unit("length", "0.0254"),
    "foot": _unit("length", "0.3048"),
    "yard": _unit("length", "0.9144"),
    "mile": _unit("length", "1609.344"),
    "nautical mile": _unit("length", "1852"),
    "gram": _unit("mass", "0.001"),
    "kilogram": _unit("mass", "1"),
    "tonne": _unit("mass", "1000"),
    "pound": _unit("mass", "0.45359237"),
    "ounce": _unit("mass", "0.028349523125"),
    "square metre": _unit("area", "1"),
    "square kilometre": _unit("area", "1000000"),
    "hectare": _unit("area", "10000"),
    "acre": _unit("area", "4046.8564224"),
    "square foot": _unit("area", "0.09290304"),
    "square mile": _unit("area", "2589988.110336"),
    "pyeong": _unit("area", "400/121"),
    "litre": _unit("volume", "1"),
    "gallon": _unit("volume", "3.785411784"),
    "barrel": _unit("volume", "158.987294928"),
    "second": _unit("duration", "1"),
    "minute": _unit("duration", "60"),
    "hour": _unit("duration", "3600"),
    "day": _unit("duration", "86400"),
    "week": _unit("duration", "604800"),
    "month": _unit("duration", "2629800"),  # a twelfth of 365.25 days
    "year": _unit("duration", "31557600"),
    "decade": _unit("duration", "315576000"),
    "century": _unit("duration", "3155760000"),
    "knot": _unit("speed", "1852"),
    "mile per hour": _unit("speed", "1609.344"),
    "kilometre per hour": _unit("speed", "1000"),
    "kilowatt": _unit("power", "1000"),
    "megawatt": _unit("power", "1000000"),
    "gigawatt": _unit("power", "1000000000"),
    "celsius": _unit("temperature", "1"),
    "fahrenheit": _unit("temperature", "1"),
}

_KOREAN = """
millimetre: mm ㎜ 밀리미터
centimetre: cm ㎝ 센티미터 센티 센치
metre: m 미터
kilometre: km ㎞ 킬로미터
inch: 인치
foot: 피트
yard: 야드
mile: 마일
nautical mile: 해리
gram: g 그램
kilogram: kg ㎏ 킬로그램
tonne: t 톤
ounce: 온스
square metre: ㎡ m² 제곱미터 평방미터
square kilometre: ㎢ km² 제곱킬로미터 평방킬로미터
hectare: ha 헥타르
acre: 에이커
square foot: 제곱피트 평방피트
square mile: 제곱마일 평방마일
pyeong: 평
litre: ℓ 리터
gallon: 갤런
barrel: 배럴
second: 초
minute: 분간 분
hour: 시간
day: 일간
week: 주간 주일 주
month: 개월간 개월 달 월간
year: 년간 년 해
knot: 노트
kilowatt: kw kW ㎾ 킬로와트
megawatt: mw MW ㎿ 메가와트
gigawatt: gw GW 기가와트
celsius: ℃
fahrenheit: ℉
century: 세기
person: 명 인 사람
country: 개국 나라
time: 차례 번 회
"""
_ENGLISH = """
millimetre: millimeter millimeters millimetre millimetres mm
centimetre: centimeter centimeters centimetre centimetres cm
metre: meter meters metre metres m
kilometre: kilometer kilometers kilometre kilometres km kms
inch: inch inches
foot: foot feet ft
yard: yard yards
mile: mile miles
nautical mile: nautical
gram: gram grams g
kilogram: kilogram kilograms kg kilos
tonne: ton tons tonne tonnes
pound: lb lbs pound pounds
ounce: ounce ounces oz
hectare: hectare hectares ha
acre: acre acres
pyeong: pyeong
litre: liter liters litre litres
gallon: gallon gallons
barrel: barrel barrels
second: second seconds
minute: minute minutes
hour: hour hours
day: day days
week: week weeks
month: month months
year: year years
decade: decade decades
century: century centuries
knot: knot knots
mile per hour: mph
kilometre per hour: kph
kilowatt: kilowatt kilowatts kW
megawatt: megawatt megawatts MW
gigawatt: gigawatt gigawatts GW
celsius: celsius
fahrenheit: fahrenheit
person: people persons person citizens members nationals participants
country: countries country nations nation
time: times
"""
_KOREAN_MONEY = """
KRW: 원 ￦
USD: 달러 불 달라
EUR: 유로
JPY: 엔
CNY: 위안
GBP: 파운드
RUB: 루블
INR: 루피
"""
_ENGLISH_MONEY = """
KRW: won krw ₩ ￦
USD: usd us$ $ dollar dollars
EUR: eur euro euros €
JPY: jpy yen ¥
CNY: cny rmb yuan
GBP: gbp £ sterling
RUB: rub ruble rubles rouble roubles
INR: inr rupee rupees
AUD: aud a$
CAD: cad c$
"""


def _forms(table: str) -> dict[str, str]:
    forms: dict[str, str] = {}
    for line in table.strip().splitlines():
        name, written = line.split(":")
        forms.update(dict.fromkeys(written.split(), name))
    return forms


#: Written form -> name of the unit; English and currency forms are in lower case.
KOREAN_UNITS = _forms(_KOREAN)
ENGLISH_UNITS = {form.lower(): name for form, name in _forms(_ENGLISH).items()}
KOREAN_MONEY = _forms(_KOREAN_MONEY)
ENGLISH_MONEY = _forms(_ENGLISH_MONEY)


def in_base_unit(value: Fraction, unit: str) -> tuple[str, Fraction] | None:
    """The dimension and the value in its base unit, or None for an unknown unit.

    >>> in_base_unit(Fraction(10), "mile")
    ('length', Fraction(402336, 25))
    """
    known = UNITS.get(unit)
    if known is None:
        return None
    if unit == "fahrenheit":
        return known.dimension, (value - 32) * 5 / 9
    return known.dimension, value * known.size
