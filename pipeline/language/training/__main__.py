"""``python -m pipeline.language.training train|export|evaluate``."""

from __future__ import annotations

import argparse
from pathlib import Path


def main(arguments: list[str] | None = None) -> None:
    """Read the arguments and run one of the three steps."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.language.training", description=__doc__)
    steps = parser.add_subparsers(dest="step", required=True)
    step = steps.add_parser("train", help="train from data to checkpoints")
    step.add_argument("data", type=Path, help="folder with treebank/, gum/, names/ and checkworthy/")
    step.add_argument("base", type=Path, help="folder with the base encoder: model.safetensors and vocab.txt")
    step.add_argument("folder", type=Path, help="where checkpoints and figures go; a run found there is resumed")
    step.add_argument("--epochs", type=int, default=10)
    step.add_argument("--minutes", type=float, help="fit the schedule into so much time")
    step.add_argument("--threads", type=int, default=1)
    step.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args(arguments)
    if chosen.step == "train":
        from pipeline.language.training.fit import Plan, train

        plan = Plan(epochs=chosen.epochs, minutes=chosen.minutes, seed=chosen.seed)
        train(chosen.data, chosen.base, chosen.folder, plan, chosen.threads)


if __name__ == "__main__":
    main()
