"""Scores, cards and the year-end appraisal of units (campaign §8-§10, §14.5). Pure rules.

Figures are exact fractions until they are shown: each score is rounded once, half up, to two
decimals, and the rounded figure is what later scores, ranks and cards are reckoned from, so
that everybody can follow the sum with the figures that are printed.
"""
