"""claimtrack: who said what in the news, and where they stand.

``import claimtrack`` is light: every name below is imported when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from claimtrack.errors import (
        ClaimtrackError,
        InputError,
        MissingDependencyError,
        ModelError,
        TrainingError,
    )
    from claimtrack.pipeline import Analyzer, load
    from claimtrack.schema import (
        LABELS,
        Article,
        Claim,
        Diagnostic,
        Explanation,
        Horizon,
        Influence,
        ModelInfo,
        Quantity,
        Quotation,
        Report,
        Source,
        Span,
        Speaker,
        Stance,
    )

__all__ = [
    "LABELS",
    "Analyzer",
    "Article",
    "Claim",
    "ClaimtrackError",
    "Diagnostic",
    "Explanation",
    "Horizon",
    "Influence",
    "InputError",
    "MissingDependencyError",
    "ModelError",
    "ModelInfo",
    "Quantity",
    "Quotation",
    "Report",
    "Source",
    "Span",
    "Speaker",
    "Stance",
    "TrainingError",
    "__version__",
    "load",
]

_HOME = {
    **dict.fromkeys(
        ("ClaimtrackError", "InputError", "MissingDependencyError", "ModelError", "TrainingError"),
        "claimtrack.errors",
    ),
    **dict.fromkeys(("Analyzer", "load"), "claimtrack.pipeline"),
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'claimtrack' has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOME.get(name, "claimtrack.schema")), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
