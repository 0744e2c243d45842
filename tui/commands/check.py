"""`malmoi check` and `malmoi score`: how a draft translation stands."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from glossary.errors import Exit, InputError, UsageError
from tui.context import state
from tui.output import FormatOption, emit, resolve_tag, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.checks.findings import Finding
    from glossary.terms.entries import Concept


class ReportFormat(StrEnum):
    """Output of `check`."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    HTML = "html"


class FailOn(StrEnum):
    """From which severity on the exit code is 1."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


class Profile(StrEnum):
    """Whose style the draft follows."""

    GENERAL = "general"
    KCNA = "kcna"
    VOICE_OF_KOREA = "voice-of-korea"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("check")(check)
    app.command("score")(score)


def check(
    source: Annotated[
        str | None, typer.Argument(metavar="SOURCE", help="The Korean: a file, a stored id, or -", show_default=False)
    ] = None,
    draft: Annotated[
        str | None, typer.Argument(metavar="DRAFT", help="The draft translation", show_default=False)
    ] = None,
    segmented: Annotated[bool, typer.Option("--segmented", help="One sentence a line, not split again")] = False,
    terms: Annotated[
        list[str] | None,
        typer.Option("--terms", metavar="FILE", help="Term base file instead of the stored one; may be repeated"),
    ] = None,
    profile: Annotated[
        Profile | None,
        typer.Option(
            "--profile", help="House whose style is checked [default: the text's own house, else the settings]"
        ),
    ] = None,
    date: Annotated[str, typer.Option("--date", metavar="D", help="[default: the source's own date]")] = "",
    source_lang: Annotated[str | None, typer.Option("--source-lang", metavar="L")] = None,
    target_lang: Annotated[str | None, typer.Option("--target-lang", metavar="L")] = None,
    form: Annotated[ReportFormat, typer.Option("--format", help="How findings are written")] = ReportFormat.TEXT,
    output: Annotated[
        str | None, typer.Option("--output", "-o", metavar="F", help="Write here instead of stdout")
    ] = None,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="Exit with 1 from this severity on")] = FailOn.ERROR,
    only: Annotated[
        str, typer.Option("--only", metavar="IDS", help="These checks or families, separated by commas")
    ] = "",
    skip: Annotated[str, typer.Option("--skip", metavar="IDS", help="Not these checks or families")] = "",
    listing: Annotated[bool, typer.Option("--list", help="List the checks")] = False,
) -> None:
    """Check a draft translation against its source and the term base."""
    if listing:
        list_checks(form)
        return
    if source is None or draft is None:
        raise UsageError("check needs a source and a draft.", hint="malmoi check KOREAN.txt DRAFT.txt")
    if date:
        require_date(date)
    from glossary.checks.registry import chosen
    from glossary.checks.run import check_bitext
    from tui.inputs import read_pair
    from tui.reports import make_report, write_report

    chosen(listed(only), listed(skip))  # says at once what is no check, before anything is read
    concepts = term_base(terms or [])
    pair = read_pair(source, draft, source_lang=source_lang, target_lang=target_lang, segmented=segmented)
    for warning in pair.bitext.warnings:
        say(f"▲ {warning}")
    day = date or pair.source.date or pair.target.date
    style = profile.value if profile else default_profile(pair.target.house or pair.source.house)
    findings = check_bitext(pair.bitext, concepts, profile=style, date=day, only=listed(only), skip=listed(skip))
    write_report(make_report(pair, findings, profile=style, date=day), form.value, output)
    raise typer.Exit(exit_code(findings, fail_on))


def default_profile(house: str) -> str:
    """Return the profile of the house that a text comes from, else that of the settings, and say which it is."""
    from glossary.config import load
    from glossary.terms.renderings import profile_key

    own = profile_key(house)
    chosen = own if own in set(Profile) else load().profile
    if chosen != Profile.GENERAL:
        say(f"Checked with the profile {chosen} ({'the house of the text' if chosen == own else 'settings'}).")
    return chosen


def exit_code(findings: "Sequence[Finding]", fail_on: FailOn) -> Exit:
    """Return 1 where a finding is at or above the severity."""
    from glossary.checks.findings import Severity

    if fail_on is FailOn.NEVER:
        return Exit.DONE
    floor = Severity(fail_on.value).rank
    return Exit.FINDINGS if any(f.severity.rank >= floor for f in findings) else Exit.DONE


def require_date(date: str) -> None:
    """Raise UsageError where the text is no ISO date, month or year."""
    from datetime import date as day

    try:
        day.fromisoformat(date + {4: "-01-01", 7: "-01"}.get(len(date), ""))
    except ValueError:
        raise UsageError(f"--date {date}: a date such as 2022-10-07, 2022-10 or 2022 is wanted.") from None


def listed(names: str) -> tuple[str, ...]:
    """Return the names of an option that takes several, separated by commas."""
    return tuple(name.strip() for name in names.split(",") if name.strip())


def term_base(files: list[str]) -> "list[Concept]":
    """Return the concepts to check with: those of the files, else the stored ones, else the starter term base."""
    from tui.commands.terms import read_concepts, starter_concepts

    if files:
        return [concept for name in files for concept in read_concepts(name)]
    if state.exists():
        with state.open() as database:
            if stored := list(database.concepts.all()):
                return stored
    say("The term base is empty: checking with the starter term base (malmoi terms import --starter keeps it).")
    return starter_concepts()


def list_checks(form: ReportFormat) -> None:
    """Print the registry of checks."""
    from glossary.checks.registry import checks
    from tui.output import ListFormat

    emit(
        ("check", "severity", "family", "finds", "example"),
        ((info.id, info.severity.value, info.family, info.title, info.example) for info in checks().values()),
        ListFormat.JSON if form is ReportFormat.JSON else None,
    )


def score(
    draft: Annotated[str, typer.Argument(metavar="DRAFT", help="One sentence a line")],
    reference: Annotated[str, typer.Argument(metavar="REFERENCE", help="One sentence a line")],
    lang: Annotated[str, typer.Option("--lang", metavar="L", help="Language of both")] = "en",
    form: FormatOption = None,
) -> None:
    """Score a draft against a reference with sacrebleu: chrF, BLEU, TER, each with its signature."""
    from glossary.text.language import base_language
    from tui.inputs import segment_lines
    from tui.output import input_bytes

    hypothesis, wanted = (segment_lines(input_bytes(n), n, resolve_tag(lang)) for n in (draft, reference))
    if len(hypothesis.segments) != len(wanted.segments):
        raise InputError(
            f"{draft} has {len(hypothesis.segments)} lines and {reference} has {len(wanted.segments)}: "
            "line by line they cannot be compared.",
            hint="Both need one sentence a line, the same sentences in the same order.",
        )
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.metrics.ter import TER

    # Korean has no tokeniser in sacrebleu without MeCab; characters are what its authors advise for such languages.
    tokenize = {"en": "13a", "ja": "char", "ko": "char"}.get(base_language(lang), "13a")
    rows = []
    for metric in (CHRF(), BLEU(tokenize=tokenize), TER(asian_support=tokenize == "char")):
        result = metric.corpus_score([s.text for s in hypothesis.segments], [[s.text for s in wanted.segments]])
        rows.append((result.name, f"{result.score:.2f}", str(metric.get_signature())))
    emit(("metric", "score", "signature"), rows, form)
