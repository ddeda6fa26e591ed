"""A training run from rows to artefact: stages, calibration, figures, model card."""

from __future__ import annotations

import hashlib
import logging
import random
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from safetensors import safe_open
from safetensors.torch import save_file

from claimtrack.artefacts import Manifest, resolve
from claimtrack.errors import TrainingError
from claimtrack.schema import LABELS
from claimtrack.stance import storage
from claimtrack.stance.augment import augment
from claimtrack.stance.backends import autocast, prepare
from claimtrack.stance.calibration import abstention_threshold, fit_temperature, soften
from claimtrack.stance.card import write_card
from claimtrack.stance.config import Stage, TrainConfig
from claimtrack.stance.distillation import Teacher, one_hot, transfer_rows
from claimtrack.stance.external import read_external
from claimtrack.stance.figures import dev_figures, summary
from claimtrack.stance.inputs import Layout, windows
from claimtrack.stance.loop import Example, fit
from claimtrack.stance.metrics import label_indices
from claimtrack.stance.net import StanceNet
from claimtrack.stance.packing import pack, unpack
from claimtrack.stance.predict import probabilities
from claimtrack.stance.rows import Row, read_rows, split

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from transformers import PreTrainedTokenizerBase

__all__ = ["TrainResult", "run"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class TrainResult:
    """What a run left: the artefact's folder, and its figures on dev (ready for JSON)."""

    path: Path
    figures: dict[str, Any]


def run(
    config: TrainConfig, *, rows: Sequence[Row] | None = None, dev: Sequence[Row] | None = None
) -> TrainResult:
    """Fine-tune, calibrate, measure, and write the artefact to ``config.out``.

    The weights never see the dev rows. The temperature that is shipped is fitted on all of dev; the
    calibration error that is reported is cross-fitted, each half of dev with the other half's
    temperature, so that it does not flatter. No epoch is chosen by its dev score: the last one is
    kept.

    Args:
        config: what to do.
        rows: annotated rows; those of ``config.rows`` when not given.
        dev: rows to measure on; split off ``rows`` by group when not given.

    Raises:
        TrainingError: no rows to train or measure on, or external data are missing.
        ModelError: the encoder cannot be loaded.
    """
    if config.threads is not None:
        torch.set_num_threads(config.threads)
    if config.share_embeddings and not config.freeze_embeddings:
        raise TrainingError("share_embeddings needs freeze_embeddings: shared ones cannot change")
    given = read_rows(*config.rows) if rows is None else list(rows)
    train_rows, dev_rows = (
        split(given, share=config.dev_share, seed=config.seed)
        if dev is None
        else (given, list(dev))
    )
    if rows is None:
        train_rows += read_rows(*config.train_rows)
    if not train_rows or not dev_rows:
        raise TrainingError(
            f"{len(train_rows)} rows to train on and {len(dev_rows)} to measure on: both need some"
        )
    session = _Session(config)
    seconds = {}
    if config.intermediate is not None:
        seconds["intermediate"] = session.intermediate(config.intermediate)
    else:
        logger.info("no intermediate stage: training starts from the encoder")
    seconds["authored"] = session.authored(config.authored, "authored", train_rows, dev_rows)
    for number, stage in enumerate(config.continued, start=1):
        name = "continued" if number == 1 else f"continued-{number}"
        seconds[name] = session.authored(stage, name, train_rows, dev_rows)
    session.settle()
    raw = session.probabilities(dev_rows)
    temperature = fit_temperature(raw, label_indices(dev_rows))
    abstain_below = config.abstain_below
    if config.abstain_risk is not None:
        calibrated = soften(raw, temperature)
        abstain_below = round(
            abstention_threshold(calibrated, label_indices(dev_rows), risk=config.abstain_risk), 4
        )
    figures = dev_figures(
        raw, dev_rows, temperature, abstain_below, abstain_risk=config.abstain_risk
    )
    figures |= {
        "train_rows": len(train_rows),
        "seed": config.seed,
        "seconds": {stage: round(value) for stage, value in seconds.items()},
    }
    fitted = {"temperature": round(temperature, 4), "abstain_below": abstain_below}
    manifest = session.manifest.model_copy(update=fitted)
    storage.save(session.net, session.source, manifest, config.out)
    write_card(config.out, manifest, config, figures)
    logger.info("written to %s: %s", config.out, summary(figures["dev"]))
    return TrainResult(config.out, figures)


class _Session:
    """The network under training and what belongs with it."""

    def __init__(self, config: TrainConfig) -> None:
        self.config = config
        self.source = resolve(config.encoder)
        self.manifest = Manifest(
            name=config.name,
            version=config.version,
            licence=config.licence,
            kind="stance",
            languages=config.languages,
            labels=LABELS,
            pooling=config.pooling,
            typed=config.typed,
            layout=config.layout,
            prompt=config.prompt,
            weights=config.weights,
            max_length=config.max_length,
            context_tokens=config.context_tokens,
            abstain_below=config.abstain_below,
        )
        self.teacher: Teacher | None = None
        if config.distillation is not None:
            memory = config.runs / f"{config.name}-teacher.npz"
            self.teacher = Teacher(config.distillation, memory)
        self.passes = 0
        self.last_key = ""
        self.net: StanceNet
        self.tokenizer: PreTrainedTokenizerBase
        self.net, self.tokenizer = storage.new_net(
            self.source,
            self.manifest,
            dropout=config.dropout,
            attention_dropout=config.attention_dropout,
            seed=config.seed,
        )
        self.manifest = self.manifest.model_copy(update={"typed": self.net.typed})
        matrix: Any = self.net.body.get_input_embeddings().weight  # type: ignore[operator]
        if config.freeze_embeddings:
            matrix.requires_grad_(requires_grad=False)
        self.digest = storage.embeddings_digest(matrix)
        if config.share_embeddings:
            shared = {"embeddings_from": config.encoder, "embeddings_sha256": self.digest}
            self.manifest = self.manifest.model_copy(update=shared)
        self.layout = Layout(
            kind=config.layout,
            max_length=config.max_length,
            context_tokens=config.context_tokens,
            prompt=config.prompt,
        )
        self.pad = int(self.tokenizer.pad_token_id or 0)

    def settle(self) -> None:
        """Round the weights as they will be stored, so that what is measured is what is shipped."""
        stored = pack(self.net.state_dict(), self.config.weights)
        self.net.load_state_dict(unpack(stored))

    def examples(self, rows: Sequence[Row], layout: Layout) -> list[Example]:
        made = windows(self.tokenizer, [row.input for row in rows], layout)
        labels = one_hot(rows) if self.teacher is None else self.teacher.soften(rows)
        return [(window, tuple(labels[window.owner].tolist())) for window in made]

    def probabilities(self, rows: Sequence[Row]) -> NDArray[np.float64]:
        """Return the network's probabilities ``[n, 4]`` at temperature 1."""
        self.net.eval()
        return probabilities(
            autocast(self.net) if self.config.autocast else prepare(self.net, "torch"),
            windows(self.tokenizer, [row.input for row in rows], self.layout),
            len(rows),
            pad=self.pad,
        )

    def intermediate(self, stage: Stage) -> float:
        """Train on public data, or take up the checkpoint of the same training; return seconds."""
        config = self.config
        path = config.runs / f"{config.name}-intermediate.safetensors"
        key = self.last_key = self.fingerprint(stage)
        seconds = self.restore(path, key)
        if seconds is not None:
            logger.info("intermediate stage taken up from %s", path)
            return seconds
        if config.external is None:
            raise TrainingError(
                "the intermediate stage needs the folder of SEntFiN and NewsMTSC: give --external "
                "DIR (or external: in the configuration), or disable it with intermediate: null"
            )
        rows = read_external(
            config.external,
            limit=stage.limit,
            unrelated=config.unrelated_share,
            seed=config.seed,
        )
        layout = replace(self.layout, max_length=stage.max_length or config.max_length)
        examples = self.examples(rows, layout)
        logger.info("intermediate stage: %d rows", len(rows))
        seconds = fit(
            self.net,
            lambda _: examples,
            stage,
            pad=self.pad,
            seed=config.seed,
            name="intermediate",
            autocast=config.autocast,
        )
        self.checkpoint(path, {"key": key, "seconds": f"{seconds:.0f}"})
        return seconds

    def authored(self, stage: Stage, name: str, rows: Sequence[Row], dev: Sequence[Row]) -> float:
        """Train on annotated rows, or take up the same training's checkpoint; return seconds."""
        config = self.config
        self.passes += 1
        rows = [row for row in rows if row.source not in stage.without]
        path = config.runs / f"{config.name}-{name}.safetensors"
        text = repr([(row.text, row.context, row.target, row.label) for row in rows])
        key = self.fingerprint(stage, self.last_key, config.augment, config.distillation, text)
        self.last_key = key
        seconds = self.restore(path, key)
        if seconds is not None:
            logger.info("%s stage taken up from %s", name, path)
            return seconds
        draw = random.Random(config.seed + self.passes - 1)  # noqa: S311 - reproducible, not secret
        layout = self.layout
        if stage.max_length is not None:
            layout = replace(layout, max_length=stage.max_length)
        chosen = list(rows)[: stage.limit]
        if config.distillation is not None and config.distillation.transfer:
            chosen += transfer_rows(chosen, config.distillation.transfer, draw)
        logger.info("%s stage: %d rows to train on, %d in dev", name, len(chosen), len(dev))

        def after(epoch: int) -> None:
            started = time.perf_counter()
            raw = self.probabilities(dev)
            figures = dev_figures(raw, dev, 1.0, config.abstain_below)["dev"]
            passed = time.perf_counter() - started
            logger.info("epoch %d: %s (%.0f s)", epoch + 1, summary(figures), passed)
            self.checkpoint(path.with_suffix(".epoch.safetensors"), {})

        seconds = fit(
            self.net,
            lambda _: self.examples(augment(chosen, config.augment, draw), layout),
            stage,
            pad=self.pad,
            seed=config.seed + self.passes,
            name=name,
            autocast=config.autocast,
            after_epoch=after,
        )
        self.checkpoint(path, {"key": key, "seconds": f"{seconds:.0f}"})
        return seconds

    def fingerprint(self, stage: Stage, *others: object) -> str:
        """Return a key of everything that the weights of a stage depend on."""
        config = self.config
        parts = (stage, config.unrelated_share, config.seed, config.pooling, self.net.typed)
        reading = (self.layout, config.freeze_embeddings, config.autocast)
        text = repr(
            (*parts, *reading, config.dropout, config.attention_dropout, self.digest, *others)
        )
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def checkpoint(self, path: Path, metadata: dict[str, str]) -> None:
        """Write the weights that training changes."""
        path.parent.mkdir(parents=True, exist_ok=True)
        trained = {n for n, p in self.net.named_parameters() if p.requires_grad}
        state = {n: t.contiguous() for n, t in self.net.state_dict().items() if n in trained}
        partial = path.with_suffix(".partial")
        save_file(state, partial, metadata=metadata)
        shutil.move(partial, path)

    def restore(self, path: Path, key: str) -> float | None:
        """Load a checkpoint of that key; return its seconds, None when there is none."""
        if not path.is_file():
            return None
        with safe_open(path, framework="pt") as stream:
            metadata = stream.metadata() or {}
            if metadata.get("key") != key:
                logger.info("%s belongs to another configuration: training anew", path)
                return None
            state = {name: stream.get_tensor(name) for name in stream.keys()}  # noqa: SIM118
        self.net.load_state_dict(state, strict=False)
        return float(metadata["seconds"])
