"""Facts in Korean and English text as values: numbers, amounts, dates, times, telephone numbers."""

from align.facts.fact import FACT_KINDS, CalendarDate, ClockTime, Fact
from align.facts.find import find_facts, loose_values

__all__ = ["FACT_KINDS", "CalendarDate", "ClockTime", "Fact", "find_facts", "loose_values"]
