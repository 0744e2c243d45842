"""`malmoi score`: how near a draft is to a reference, by sacrebleu's metrics with their signatures."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from glossary.errors import InputError
from tui.output import FormatOption, emit, resolve_tag, say

WORST = 10


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("score")(score)


@dataclass(frozen=True)
class Scored:
    """One document: its sentences and those of the reference."""

    name: str
    draft: list[str]
    reference: list[str]


def score(
    draft: Annotated[str, typer.Argument(metavar="DRAFT", help="One sentence a line; or a folder of such files")],
    reference: Annotated[str, typer.Argument(metavar="REFERENCE", help="The same, with the same names")],
    lang: Annotated[str, typer.Option("--lang", metavar="L", help="Language of both")] = "en",
    worst: Annotated[int, typer.Option("--worst", min=0, help="Sentences of the lowest chrF to show")] = WORST,
    form: FormatOption = None,
) -> None:
    """Score a draft against a reference with sacrebleu: chrF, BLEU, TER, each with its signature.

    One row a document and metric, then one over all where there are several; the sentences that differ most follow.
    """
    documents = _documents(draft, reference, lang)
    metrics = _metrics(lang)
    rows: list[tuple[object, ...]] = []
    whole = Scored("all", [s for d in documents for s in d.draft], [s for d in documents for s in d.reference])
    for document in [*documents, *([whole] if len(documents) > 1 else [])]:
        for metric in metrics:
            result = metric.corpus_score(document.draft, [document.reference])
            rows.append((document.name, result.name, f"{result.score:.2f}", "", "", "", str(metric.get_signature())))
    chrf = metrics[0]
    sentences = [
        (float(chrf.sentence_score(mine, [theirs]).score), document.name, line, mine, theirs)
        for document in documents
        for line, (mine, theirs) in enumerate(zip(document.draft, document.reference, strict=True), start=1)
        if mine or theirs
    ]
    for points, name, line, mine, theirs in sorted(sentences)[:worst]:
        rows.append((name, "chrF2 of a sentence", f"{points:.2f}", line, mine, theirs, str(chrf.get_signature())))
    emit(("document", "metric", "score", "line", "draft", "reference", "signature"), rows, form)


def _metrics(lang: str) -> list[Any]:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    from glossary.text.language import base_language

    # Korean has no tokeniser in sacrebleu without MeCab; characters are what its authors advise for such languages.
    tokenize = {"en": "13a", "ja": "char", "ko": "char", "zh": "zh"}.get(base_language(lang), "13a")
    return [CHRF(), BLEU(tokenize=tokenize), TER(asian_support=tokenize in ("char", "zh"))]


def _documents(draft: str, reference: str, lang: str) -> list[Scored]:
    """Return the documents to compare. Raises InputError where they do not go together."""
    ours, theirs = Path(draft), Path(reference)
    if ours.is_dir() != theirs.is_dir():
        raise InputError(f"{draft} and {reference} must be two files or two folders.")
    if not ours.is_dir():
        return [_pair(draft, reference, lang, ours.name)]
    names = sorted(p.name for p in ours.iterdir() if p.is_file() and not p.name.startswith("."))
    missing = [n for n in names if not (theirs / n).is_file()]
    if missing:
        say(f"▲ no reference in {reference} for {', '.join(missing[:5])}{' …' if len(missing) > 5 else ''}")
    pairs = [_pair(str(ours / n), str(theirs / n), lang, n) for n in names if n not in missing]
    if not pairs:
        raise InputError(f"No file of {draft} has its reference in {reference}.", hint="They need the same names.")
    return pairs


def _pair(draft: str, reference: str, lang: str, name: str) -> Scored:
    from tui.inputs import segment_lines
    from tui.output import input_bytes

    one, two = (segment_lines(input_bytes(n), n, resolve_tag(lang)) for n in (draft, reference))
    if len(one.segments) != len(two.segments):
        raise InputError(
            f"{draft} has {len(one.segments)} lines and {reference} has {len(two.segments)}: "
            "line by line they cannot be compared.",
            hint="Both need one sentence a line, the same sentences in the same order.",
        )
    return Scored(name, [s.text for s in one.segments], [s.text for s in two.segments])
