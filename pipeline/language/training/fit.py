"""The training loop: seeded, resumable to the batch, aware of the clock."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import torch
from torch import Tensor

from pipeline.language.labels import NAME_TAGS
from pipeline.language.training.augment import Inventory, Rates, single_words
from pipeline.language.training.batches import (
    Batch,
    Labels,
    Window,
    batches,
    collate,
    dev_windows,
    windows,
    worth_windows,
)
from pipeline.language.training.crossner import read_crossner
from pipeline.language.training.data import Document, Sentence, read_docbin, read_worth
from pipeline.language.training.gum import read_conllu
from pipeline.language.training.losses import WEIGHTS, losses, worth_logits
from pipeline.language.training.measure import measure, worth_figures
from pipeline.language.training.names import towns
from pipeline.language.training.network import Config, Network
from pipeline.language.training.start import load_start
from pipeline.language.wordpiece import WordPiece

__all__ = ["Corpora", "Plan", "read_corpora", "train"]

_DOMAINS = ("politics", "science", "literature", "music", "ai")
_HELD_OUT = 150


@dataclass(frozen=True)
class Plan:
    """How to train. ``minutes`` cuts the schedule to the clock: the rate falls to zero when they are over.

    ``masked`` is the share of pieces that the network does not see, so that it learns to read names and typing
    mistakes from what is around them; ``masked_names`` the share of words in names, each with all of its pieces.
    """

    epochs: int = 10
    minutes: float | None = None
    seed: int = 1
    pieces: int = 1300
    rate: float = 2.5e-4
    head_rate: float = 1.5e-3
    masked: float = 0.04
    masked_names: float = 0.12
    layer_decay: float = 0.9
    warm_up: int = 150
    smoothing: float = 0.05
    average: float = 0.998
    join: float = 0.15
    politics_share: float = 1.0
    other_share: float = 0.4
    wikigold_share: float = 1.0
    worth_share: float = 0.33
    checkpoint_minutes: float = 4.0


@dataclass
class Corpora:
    """What is trained on and what is measured on."""

    trees: list[Document]
    politics: list[Document]
    other_names: list[Document]
    wikigold: list[Document]
    worth: list[Sentence]
    dev: dict[str, list[Document]]
    dev_worth: list[Sentence]


def read_corpora(data: Path) -> Corpora:
    """Read the folder that `pipeline.language.training.data` describes.

    Sentences of ClaimBuster that CheckThat! 2024 has among its development sentences are left out of training.
    """
    trees = read_docbin(data / "treebank/ewt_train.spacy", "ewt")
    gum = read_conllu(data / "gum/gum_free_train.conllu", "gum")
    trees += gum + [document for document in gum if document.source == "gum-news"]
    politics = [
        d
        for part in ("train", "dev", "test")
        for d in read_crossner(data / f"names/crossner_politics_{part}.txt", "politics")
    ]
    held_out = politics[-_HELD_OUT:]
    others = [
        document
        for domain in _DOMAINS[1:]
        for part in ("train", "dev", "test")
        for document in read_crossner(data / f"names/crossner_{domain}_{part}.txt", domain)
    ]
    checkthat = read_worth(data / "checkworthy/ct24_english_dev.jsonl")
    shared = {_key(text) for text, _ in checkthat}
    claimbuster = [
        row for row in read_worth(data / "checkworthy/claimbuster_train.jsonl") if _key(row[0]) not in shared
    ]
    gum_dev = read_conllu(data / "gum/gum_free_dev.conllu", "gum")
    return Corpora(
        trees=trees,
        politics=politics[:-_HELD_OUT],
        other_names=others,
        wikigold=read_docbin(data / "names/ner_wikigold.spacy", "wikigold"),
        worth=_worth_sentences(claimbuster),
        dev={
            "ewt": read_docbin(data / "treebank/ewt_dev.spacy", "ewt"),
            "gum": read_docbin(data / "treebank/gumfree_dev.spacy", "gum"),
            "news": [document for document in gum_dev if document.source == "gum-news"],
            "politics": held_out,
        },
        dev_worth=_worth_sentences(checkthat),
    )


def _key(text: str) -> str:
    return "".join(character for character in text.lower() if character.isalnum())


def _worth_sentences(rows: Sequence[tuple[str, float]]) -> list[Sentence]:
    tokenizer = spacy.blank("en").tokenizer
    found = []
    for text, worth in rows:
        tokens = [token for token in tokenizer(text) if not token.is_space]
        found.append(Sentence([t.text for t in tokens], [bool(t.whitespace_) for t in tokens], worth=worth))
    return found


def _epoch(corpora: Corpora, pieces: WordPiece, plan: Plan, epoch: int) -> list[list[Window]]:
    rng = random.Random(plan.seed * 1000 + epoch)

    def share(documents: list[Document], part: float) -> list[Document]:
        return rng.sample(documents, int(len(documents) * part))

    rates = Rates()
    sources = [*corpora.trees, *corpora.politics, *corpora.other_names, *corpora.wikigold]
    inventory = Inventory(sources, single_words(towns()))
    documents = [
        *corpora.trees,
        *share(corpora.politics, plan.politics_share),
        *share(corpora.other_names, plan.other_share),
        *share(corpora.wikigold, plan.wikigold_share),
    ]
    found = list(windows(documents, pieces, rng, rates, plan.join, inventory))
    wanted = int(len(corpora.worth) * plan.worth_share)
    worthy = [s for s in corpora.worth if s.worth]
    rest = [s for s in corpora.worth if not s.worth]
    drawn = rng.sample(worthy, min(len(worthy), wanted // 2))
    drawn += rng.sample(rest, min(len(rest), wanted - len(drawn)))
    found += worth_windows(drawn, pieces, rng, rates)
    return batches(found, plan.pieces, rng)


def _groups(network: Network, plan: Plan) -> list[dict[str, Any]]:
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        part = name.split(".")[0]
        if part == "layers":
            above = network.config.layers - 1 - int(name.split(".")[1])
            rate = plan.rate * plan.layer_decay**above
        elif part in {"positions", "kind", "norm"}:
            rate = plan.rate * plan.layer_decay**network.config.layers
        elif part in {"shapes", "places"}:
            rate = plan.rate
        else:
            rate = plan.head_rate
        decay = 0.01 if part == "layers" and parameter.dim() > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return [
        {"params": found, "lr": rate, "weight_decay": decay, "full": rate} for (rate, decay), found in groups.items()
    ]


class _Run:
    """The state of a training run, and how it is kept."""

    def __init__(self, network: Network, plan: Plan, folder: Path) -> None:
        self.network = network
        self.plan = plan
        self.folder = folder
        self.optimiser = torch.optim.AdamW(_groups(network, plan), betas=(0.9, 0.98), foreach=True)
        self.trained = [p for p in network.parameters() if p.requires_grad]
        self.average = [p.detach().clone() for p in self.trained]
        self.epoch = self.batch = self.step = 0
        self.total = 0
        self.elapsed = 0.0

    def save(self, name: str = "last.pt") -> None:
        state = {
            "network": self.network.state_dict(),
            "average": self.average,
            "optimiser": self.optimiser.state_dict(),
            "random": torch.get_rng_state(),
            "place": (self.epoch, self.batch, self.step, self.total, self.elapsed),
        }
        unfinished = self.folder / f"{name}.part"
        torch.save(state, unfinished)
        unfinished.replace(self.folder / name)

    def resume(self) -> bool:
        path = self.folder / "last.pt"
        if not path.is_file():
            return False
        state = torch.load(path, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.average = state["average"]
        self.optimiser.load_state_dict(state["optimiser"])
        torch.set_rng_state(state["random"])
        self.epoch, self.batch, self.step, self.total, self.elapsed = state["place"]
        return True

    def update(self, loss: Tensor, progress: float) -> None:
        factor = min(1.0, (self.step + 1) / self.plan.warm_up) * max(0.0, 1.0 - progress)
        for group in self.optimiser.param_groups:
            group["lr"] = group["full"] * factor
        self.optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.trained, 1.0, foreach=True)
        self.optimiser.step()
        weight = min(self.plan.average, (1 + self.step) / (10 + self.step))
        torch._foreach_lerp_(self.average, [p.detach() for p in self.trained], 1.0 - weight)
        self.step += 1

    def swap(self) -> None:
        """Exchange the weights and their moving average."""
        for parameter, average in zip(self.trained, self.average, strict=True):
            kept = parameter.detach().clone()
            parameter.data.copy_(average)
            average.copy_(kept)


def train(data: Path, base: Path, folder: Path, plan: Plan, threads: int = 1, start: Path | None = None) -> None:
    """Train from ``base`` (``model.safetensors`` and ``vocab.txt``) and leave checkpoints and figures in ``folder``.

    A run that was cut off goes on where its last checkpoint stands; ``averaged.pt`` holds what is to be exported.
    ``start`` is the folder of an earlier run or of an exported model, with the same labels, to begin with its weights.
    """
    folder.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(threads)
    torch.manual_seed(plan.seed)
    pieces = WordPiece.from_file(base / "vocab.txt")
    corpora = read_corpora(data)
    labels = Labels.from_documents(corpora.trees)
    config = Config(len(pieces), len(labels.relations), (len(labels.upos), len(labels.xpos), len(labels.feats)))
    network = Network(config)
    if start is None:
        network.load_encoder(base / "model.safetensors")
    else:
        network.load_state_dict(load_start(start, base, config))
    network.words.weight.requires_grad_(False)
    run = _Run(network, plan, folder)
    stored = {"labels": labels.as_dict(), "config": config.as_dict()}
    (folder / "labels.json").write_text(json.dumps(stored), encoding="utf-8")
    dev = {name: dev_windows(documents, pieces) for name, documents in corpora.dev.items()}
    dev_worth = worth_documents(corpora.dev_worth, pieces)
    if run.resume():
        print(f"resumed at epoch {run.epoch}, batch {run.batch}", flush=True)
    while run.epoch < plan.epochs:
        if not _train_epoch(run, _epoch(corpora, pieces, plan, run.epoch), labels, pieces):
            break
        run.epoch, run.batch = run.epoch + 1, 0
        run.swap()
        _report(run, dev, dev_worth, labels)
        run.swap()
        run.save()
    run.swap()
    _report(run, dev, dev_worth, labels)
    torch.save({"network": network.state_dict(), **stored}, folder / "averaged.pt")
    print("done", flush=True)


def worth_documents(sentences: Sequence[Sentence], pieces: WordPiece) -> list[Window]:
    """Sentences as windows of one."""
    return [Window.of([sentence], pieces) for sentence in sentences]


def _masked(batch: Batch, plan: Plan, pieces: WordPiece) -> Batch:
    """Hide pieces, but for the first and the last of a window, and words of names."""
    hidden = torch.rand(batch.ids.shape) < plan.masked
    in_name = batch.named & ~batch.names[..., NAME_TAGS.index("O")]
    for row, word in (in_name & (torch.rand(in_name.shape) < plan.masked_names)).nonzero().tolist():
        hidden[row, batch.first[row, word] : batch.last[row, word] + 1] = True
    hidden &= (batch.ids != pieces.first) & (batch.ids != pieces.last)
    return replace(batch, ids=batch.ids.masked_fill(hidden, pieces.unknown))


def _train_epoch(run: _Run, found: list[list[Window]], labels: Labels, pieces: WordPiece) -> bool:
    """Train on what is left of an epoch; False when the time is over."""
    run.total = max(run.total, len(found) * run.plan.epochs)
    run.network.train()
    began, saved = time.monotonic() - run.elapsed, time.monotonic()
    running: dict[str, float] = {}
    for batch_windows in found[run.batch :]:
        run.elapsed = time.monotonic() - began
        progress = run.step / run.total
        if run.plan.minutes:
            progress = max(progress, run.elapsed / 60 / run.plan.minutes)
        if progress >= 1:
            run.save()
            return False
        batch = _masked(collate(batch_windows, labels), run.plan, pieces)
        parts = losses(run.network, batch, run.network(*batch.inputs), run.plan.smoothing)
        total = torch.stack([WEIGHTS[name] * part for name, part in parts.items()]).sum()
        run.update(total, progress)
        run.batch += 1
        for name, part in parts.items():
            running[name] = 0.98 * running.get(name, part.item()) + 0.02 * part.item()
        if run.step % 50 == 0:
            shown = " ".join(f"{name} {value:.3f}" for name, value in running.items())
            print(
                f"{run.elapsed:.0f}s epoch {run.epoch} batch {run.batch}/{len(found)} done {progress:.3f} {shown}",
                flush=True,
            )
        if time.monotonic() - saved > 60 * run.plan.checkpoint_minutes:
            run.save()
            saved = time.monotonic()
    return True


def _report(run: _Run, dev: dict[str, list[Window]], dev_worth: list[Window], labels: Labels) -> None:
    began = time.monotonic()
    figures = {name: measure(found, labels, *callbacks(run.network, labels)) for name, found in dev.items()}
    logits = list(_worth(run.network, dev_worth, labels))
    figures["worth"] = worth_figures(logits, [w.sentences[0].worth or 0.0 for w in dev_worth])
    run.elapsed += time.monotonic() - began
    with (run.folder / "figures.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps({"epoch": run.epoch, "step": run.step, "elapsed": round(run.elapsed), **figures}) + "\n")
    for name, values in figures.items():
        print(f"dev {name} after {run.epoch}: {values}", flush=True)


def callbacks(network: Network, labels: Labels) -> tuple[Any, Any]:
    """What `measure` asks for: scores of windows, scores of relations."""

    def forward(found: Sequence[Window]) -> tuple[Any, ...]:
        network.eval()
        with torch.no_grad():
            return tuple(part.numpy() for part in network(*collate(found, labels).inputs))

    def relate(dependents: Any, governors: Any) -> Any:
        with torch.no_grad():
            both = (torch.from_numpy(np.ascontiguousarray(part)) for part in (dependents, governors))
            return network.relation_scores(*both).numpy()

    return forward, relate


def _worth(network: Network, found: list[Window], labels: Labels) -> Iterator[float]:
    network.eval()
    for start in range(0, len(found), 32):
        batch = collate(found[start : start + 32], labels)
        with torch.no_grad():
            outputs = network(*batch.inputs)
        yield from worth_logits(outputs.worth, batch.segments)[:, 0].tolist()
