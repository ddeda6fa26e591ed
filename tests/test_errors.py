"""The error tree: one base to catch, and the built-in kin that callers already handle."""

from __future__ import annotations

import pytest

import claimtrack
from claimtrack import errors


@pytest.mark.parametrize("name", [name for name in errors.__all__ if name != "ClaimtrackError"])
def test_all_share_one_base(name: str) -> None:
    error = getattr(errors, name)
    assert issubclass(error, errors.ClaimtrackError)
    assert name in (errors.__doc__ or "")
    assert error.__doc__


@pytest.mark.parametrize(
    ("name", "builtin"),
    [
        ("InputError", ValueError),
        ("MissingDependencyError", ImportError),
        ("TrainingError", ValueError),
    ],
)
def test_are_also_the_builtin_kind(name: str, builtin: type[Exception]) -> None:
    with pytest.raises(builtin, match="why and how to mend it"):
        raise getattr(claimtrack, name)("why and how to mend it")


def test_the_base_is_not_too_wide() -> None:
    assert errors.ClaimtrackError.__bases__ == (Exception,)
