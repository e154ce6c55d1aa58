"""Facts of Korean and English text as values: numbers, amounts, dates, times, telephones."""

from align.facts.find import find_facts, loose_values
from align.facts.values import FACT_KINDS, CalendarDate, ClockTime, Fact

__all__ = ["FACT_KINDS", "CalendarDate", "ClockTime", "Fact", "find_facts", "loose_values"]
