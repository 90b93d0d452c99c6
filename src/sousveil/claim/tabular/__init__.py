"""Tables of trade, tenders and budgets: a person maps the columns once, and each row becomes a claim with its cells.

General trade is not surveillance trade. See docs/how-to/tables.md for what a row becomes.
"""

from __future__ import annotations
