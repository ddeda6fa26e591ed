"""From a quotation's spans to its claims, with their attributes.

This stage knows nothing of stance, sources or cues: it cuts (guideline, section 3) and reads
hedges, forecasts, horizons and quantities (section 5).
"""

from claimtrack.claims.content import ClaimContent, segment

__all__ = ["ClaimContent", "segment"]
