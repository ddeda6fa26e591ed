"""The errors claimtrack raises on purpose.

::

    ClaimtrackError
    ├── InputError          a text or a file could not be read; names the input and the mend
    ├── ModelError          a model is missing, malformed, or not of the four-label kind
    ├── MissingDependencyError   an optional package is needed for what was asked
    └── TrainingError       rows or a configuration cannot be trained on

Everything that can be *read*, however odd, gives a :class:`~claimtrack.schema.Diagnostic`
on the report instead of an error.
"""

from __future__ import annotations

__all__ = ["ClaimtrackError", "InputError", "MissingDependencyError", "ModelError", "TrainingError"]


class ClaimtrackError(Exception):
    """Base of every error that claimtrack raises on purpose."""


class InputError(ClaimtrackError, ValueError):
    """The caller's input cannot be processed; the message says which input, why, and the mend."""


class ModelError(ClaimtrackError):
    """A model cannot be found or loaded."""


class MissingDependencyError(ClaimtrackError, ImportError):
    """An optional package is not installed; the message gives the command that installs it."""


class TrainingError(ClaimtrackError, ValueError):
    """Rows, a configuration or a checkpoint cannot be used for training."""
