"""The YAML files that hold the word lists of the stages, read fast and once."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

__all__ = ["read_yaml"]

# libyaml reads our lists ten times faster than the pure Python loader, where it is there.
_LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def read_yaml(package: str, name: str) -> Any:
    """Return ``lexicons/<name>.yaml`` of a package; readers share the result and only look at it.

    Args:
        package: such as ``claimtrack.claims``.
        name: of the file, without its ending.
    """
    source = files(package) / "lexicons" / f"{name}.yaml"
    # Both loaders are safe ones.
    return yaml.load(source.read_text(encoding="utf-8"), _LOADER)  # noqa: S506
