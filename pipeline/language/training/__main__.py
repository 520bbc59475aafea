"""``python -m pipeline.language.training train|export|lemmas|evaluate``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from pipeline.language.component import MODEL


def main(arguments: list[str] | None = None) -> None:
    """Read the arguments and run one of the steps."""
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
    step.add_argument("--start", type=Path, help="an earlier run or an exported model, whose weights to begin with")
    step.add_argument("--rate", type=float, default=2.5e-4, help="learning rate of the encoder's last layer")
    step.add_argument("--head-rate", type=float, default=1.5e-3, help="learning rate of the heads")
    step = steps.add_parser("export", help="write the folder that is shipped")
    step.add_argument("run", type=Path, help="folder of a training run")
    step.add_argument("base", type=Path, help="folder with the base encoder, for its vocabulary")
    step.add_argument("--model", type=Path, default=MODEL, help="where to (default: the package's own)")
    step.add_argument("--version", required=True, help="what the provenance of records will name")
    step.add_argument("--average-with", type=Path, help="a model folder or run: go halfway from it to this run")
    step.add_argument("--mode", choices=("rows", "blocks", "float"), default="rows")
    step = steps.add_parser("lemmas", help="make the table of lemmas anew")
    step.add_argument("data", type=Path, help="as for train")
    step.add_argument("base", type=Path, help="as for train")
    step = steps.add_parser("evaluate", help="print the figures of the model card as JSON")
    step.add_argument("data", type=Path, help="as for train")
    step.add_argument("--model", type=Path, default=MODEL)
    chosen = parser.parse_args(arguments)
    if chosen.step == "train":
        from pipeline.language.training.fit import Plan, train

        plan = Plan(chosen.epochs, chosen.minutes, chosen.seed, rate=chosen.rate, head_rate=chosen.head_rate)
        train(chosen.data, chosen.base, chosen.folder, plan, chosen.threads, chosen.start)
    elif chosen.step == "export":
        from pipeline.language.training.export import export

        export(chosen.run, chosen.base, chosen.model, chosen.version, chosen.mode, chosen.average_with)
    elif chosen.step == "lemmas":
        from pipeline.language.training.lemma_table import rebuild

        print(rebuild(chosen.data, chosen.base), "lines")
    else:
        from pipeline.language.training.evaluate import evaluate

        print(json.dumps(evaluate(chosen.data, chosen.model), indent=1))


if __name__ == "__main__":
    main()
