"""The command line of training: ``python -m claimtrack.stance.train CONFIG [--external DIR]``.

Only a command: import :func:`claimtrack.stance.train` (the function) from the package instead.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from claimtrack.errors import ClaimtrackError
from claimtrack.stance.config import read_config


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one training; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m claimtrack.stance.train", description="Fine-tune a stance model."
    )
    parser.add_argument("config", type=Path, help="YAML file, see claimtrack.stance.TrainConfig")
    parser.add_argument("--external", type=Path, help="folder of SEntFiN and NewsMTSC")
    parser.add_argument("--out", type=Path, help="folder of the artefact, instead of the config's")
    parser.add_argument("--seed", type=int, help="instead of the config's")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    try:
        config = read_config(
            options.config, external=options.external, out=options.out, seed=options.seed
        )
        from claimtrack.stance.trainer import run

        run(config)
    except ClaimtrackError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
