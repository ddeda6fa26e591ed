"""The fine-tuning loop: batches, optimiser, schedule. Knows nothing of files or labels."""

from __future__ import annotations

import logging
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence

import torch
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from torch import Tensor, nn
from torch.nn import functional

from claimtrack.stance.config import Stage
from claimtrack.stance.inputs import Window
from claimtrack.stance.net import collate

__all__ = ["Example", "batches", "fit"]

logger = logging.getLogger(__name__)

#: A window and the probability of each label, 1 for the annotated one unless it was softened.
Example = tuple[Window, tuple[float, ...]]

_POOL = 50  # batches are cut from stretches of this many, sorted by length, to save padding
_LOG_EVERY = 25


def batches(examples: Sequence[Example], size: int, draw: random.Random) -> Iterator[list[Example]]:
    """Yield shuffled batches of ``size`` whose members have about the same length."""
    order = list(examples)
    draw.shuffle(order)
    made: list[list[Example]] = []
    for start in range(0, len(order), size * _POOL):
        pool = sorted(order[start : start + size * _POOL], key=lambda example: len(example[0].ids))
        made += [pool[at : at + size] for at in range(0, len(pool), size)]
    draw.shuffle(made)
    yield from made


def _groups(net: nn.Module, stage: Stage) -> list[dict[str, object]]:
    """Return parameter groups: lower layers learn slower, biases and norms do not decay."""
    names = [name for name, parameter in net.named_parameters() if parameter.requires_grad]
    depth = 1 + max((_layer(name) for name in names), default=0)
    groups: dict[tuple[float, float], list[nn.Parameter]] = {}
    for name, parameter in net.named_parameters():
        if parameter.requires_grad:
            rate = stage.learning_rate * stage.layer_decay ** (depth - _layer(name, depth))
            decay = stage.weight_decay if parameter.ndim > 1 else 0.0
            groups.setdefault((rate, decay), []).append(parameter)
    return [
        {"params": parameters, "lr": rate, "weight_decay": decay}
        for (rate, decay), parameters in groups.items()
    ]


def _layer(name: str, outside: int = 0) -> int:
    """Return the layer number in a parameter's name; embeddings are -1, the head ``outside``."""
    parts = name.split(".")
    numbers = [int(part) for part in parts if part.isdigit()]
    if numbers:
        return numbers[0]
    return -1 if "embeddings" in name else outside


def _schedule(stage: Stage, steps: int) -> Callable[[int], float]:
    warmup = max(1, round(stage.warmup * steps))

    def factor(step: int) -> float:
        if step < warmup:
            return (step + 1) / warmup
        progress = (step - warmup) / max(1, steps - warmup)
        if stage.schedule == "cosine":
            return 0.5 * (1 + math.cos(math.pi * progress))
        return 1 - progress

    return factor


def _loss(net: nn.Module, inputs: dict[str, Tensor], labels: Tensor, stage: Stage) -> Tensor:
    logits: Tensor = net(**inputs)
    loss = functional.cross_entropy(logits, labels, label_smoothing=stage.label_smoothing)
    if not stage.r_drop:
        return loss
    again: Tensor = net(**inputs)
    loss = (
        loss + functional.cross_entropy(again, labels, label_smoothing=stage.label_smoothing)
    ) / 2
    one, two = functional.log_softmax(logits, -1), functional.log_softmax(again, -1)
    divergence = functional.kl_div(one, two, log_target=True, reduction="batchmean")
    divergence = divergence + functional.kl_div(two, one, log_target=True, reduction="batchmean")
    return loss + stage.r_drop * divergence / 2


def fit(
    net: nn.Module,
    epoch_examples: Callable[[int], Sequence[Example]],
    stage: Stage,
    *,
    pad: int,
    seed: int,
    name: str,
    autocast: bool = False,
    after_epoch: Callable[[int], None] | None = None,
) -> float:
    """Fine-tune ``net`` in place; return the seconds taken, evaluation left out.

    ``epoch_examples(n)`` gives the examples of epoch ``n``; the first epoch's count sets the
    length of the schedule.
    """
    draw = random.Random(seed)  # noqa: S311 - a reproducible order, not a secret
    torch.manual_seed(seed)
    first = list(epoch_examples(0))
    per_epoch = -(-len(first) // stage.batch_size)
    optimiser = torch.optim.AdamW(_groups(net, stage), fused=True)
    scheduler = torch.optim.lr_scheduler.LambdaLR(
        optimiser, _schedule(stage, per_epoch * stage.epochs)
    )
    taken = 0.0
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    bar = Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True))
    with bar:
        task = bar.add_task(name, total=per_epoch * stage.epochs)
        for epoch in range(stage.epochs):
            examples = first if epoch == 0 else epoch_examples(epoch)
            net.train()
            start, running = time.perf_counter(), 0.0
            for step, batch in enumerate(batches(examples, stage.batch_size, draw), start=1):
                labels = torch.tensor([label for _, label in batch])
                inputs = collate([window for window, _ in batch], pad)
                with torch.autocast("cpu", torch.bfloat16, enabled=autocast):
                    loss = _loss(net, inputs, labels, stage)
                loss.backward()  # type: ignore[no-untyped-call]
                nn.utils.clip_grad_norm_(net.parameters(), 1.0)
                optimiser.step()
                scheduler.step()
                optimiser.zero_grad(set_to_none=True)
                running += loss.item()
                bar.advance(task)
                if step % _LOG_EVERY == 0:
                    pace = (time.perf_counter() - start) / step
                    mean = running / step
                    logger.info(
                        "%s epoch %d step %d/%d: loss %.3f, %.2f s a step",
                        *(name, epoch + 1, step, per_epoch, mean, pace),
                    )
            taken += time.perf_counter() - start
            net.eval()
            if after_epoch is not None:
                after_epoch(epoch)
    return taken
