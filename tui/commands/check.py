"""`malmoi check`: what a careful desk editor finds in a draft translation."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from glossary.errors import Exit, UsageError
from tui.context import state
from tui.output import ListFormat, emit, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from exports.report import CheckReport
    from glossary.checks.findings import Finding
    from tui.checking import Rules
    from tui.inputs import Pair


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


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("check")(check)


def check(
    texts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE DRAFT]",
            help="Two files, stored ids or -; or one TMX, XLIFF or JSON lines file",
            show_default=False,
        ),
    ] = None,
    segmented: Annotated[bool, typer.Option("--segmented", help="One sentence a line, not split again")] = False,
    alignment: Annotated[
        str,
        typer.Option(
            "--alignment",
            metavar="A",
            help="A ladder file for the two texts; or alone, the number of a stored alignment",
        ),
    ] = "",
    memory: Annotated[bool, typer.Option("--memory", help="Check all stored alignments, in a stream")] = False,
    restart: Annotated[
        bool, typer.Option("--restart", help="With --memory: begin anew instead of going on where it was interrupted")
    ] = False,
    bases: Annotated[bool, typer.Option("--term-base", help="Check the term base itself")] = False,
    each: Annotated[
        str,
        typer.Option(
            "--each",
            metavar="PART=PART",
            help="Every text is a draft; its source has the other part in its name: .en.=.ko.",
        ),
    ] = "",
    terms: Annotated[
        list[str] | None,
        typer.Option("--terms", metavar="FILE", help="Term base file instead of the stored one; may be repeated"),
    ] = None,
    profile: Annotated[
        str,
        typer.Option(
            "--profile",
            metavar="P",
            help="House whose style and renderings are checked: general, kcna, voice-of-korea, or a house of the term "
            "base (malmoi terms profiles) [default: the text's own house, else the settings]",
        ),
    ] = "",
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
    severity: Annotated[
        str, typer.Option("--severity", metavar="ID=S,…", help="Severity of checks: names.missing=note")
    ] = "",
    baseline: Annotated[
        str | None, typer.Option("--baseline", metavar="F", help="Only what this JSON or SARIF report has not")
    ] = None,
    changed: Annotated[
        bool, typer.Option("--changed", help="Only sentences that changed since this text was last checked so")
    ] = False,
    precedents: Annotated[
        bool,
        typer.Option("--precedents/--no-precedents", help="Hold sentences against the confirmed beads of the memory"),
    ] = True,
    dismissed: Annotated[bool, typer.Option("--dismissed", help="Tell also what was dismissed")] = False,
    mend: Annotated[
        bool,
        typer.Option(
            "--fix", help="Put the safe suggestions into a copy (-o, else DRAFT.fixed.EXT) and show the difference"
        ),
    ] = False,
    listing: Annotated[bool, typer.Option("--list", help="List the checks")] = False,
) -> None:
    """Check a draft translation against its source and the term base."""
    from tui.checking import rules

    if listing:
        list_checks(form)
        return
    texts = texts or []
    wanted = rules(only, skip, severity, profile, date)
    if sum((memory, bases, bool(each))) > 1 or ((memory or bases) and texts):
        raise UsageError("Name texts, --memory, --term-base or --each, one of them.")
    if bases:
        raise typer.Exit(check_term_base(terms or [], wanted, form, output, fail_on))
    if memory:
        from tui.memory_check import check_memory

        if form not in (ReportFormat.TEXT, ReportFormat.JSON):
            raise UsageError(
                f"--memory cannot stream {form.value}.", hint="--format text, or json: one finding a line."
            )
        counts = check_memory(wanted, terms or [], form.value, output, restart=restart, dismissed=dismissed)
        raise typer.Exit(_code(counts, fail_on))
    pairs = _each(texts, each) if each else [(texts, alignment)]
    if mend and (each or len(texts) != 2 or "-" in texts):
        raise UsageError("--fix needs a source and a draft, both files.")
    code = Exit.DONE
    for some, ladder in pairs:
        from tui.checking import read_texts

        pair = read_texts(some, alignment=ladder, segmented=segmented, source_lang=source_lang, target_lang=target_lang)
        for warning in pair.bitext.warnings:
            say(f"▲ {warning}")
        report = _checked(
            pair,
            wanted,
            terms or [],
            baseline=baseline,
            changed=changed,
            precedents=precedents,
            dismissed=dismissed,
        )
        if mend:
            report = _mended(pair, report, output)
        else:
            from tui.reports import write_report

            write_report(report, form.value, output)
        code = max(code, exit_code(report.findings, fail_on))
    raise typer.Exit(code)


def _each(drafts: "Sequence[str]", parts: str) -> "list[tuple[list[str], str]]":
    """Return source and draft for each draft, named by the part of its name that differs."""
    mine, gap, theirs = parts.partition("=")
    if not gap or not mine or not theirs or mine == theirs:
        raise UsageError(f"--each {parts}: two different parts of names are wanted, such as .en.=.ko.")
    pairs = []
    for draft in drafts:
        head, found, tail = draft.rpartition(mine)
        source = head + theirs + tail
        if not found or not Path(source).is_file():
            say(f"▲ {draft}: no source beside it ({source if found else 'no ' + mine + ' in its name'}); left out")
            continue
        pairs.append(([source, draft], ""))
    return pairs


def _checked(
    pair: "Pair",
    rules: "Rules",
    terms: list[str],
    *,
    baseline: str | None,
    changed: bool,
    precedents: bool,
    dismissed: bool,
) -> "CheckReport":
    from contextlib import ExitStack

    from glossary.alignment.encoder import shared_encoder
    from glossary.checks.run import bead_texts, check_bitext
    from tui import checking
    from tui.reports import make_report

    day = rules.date or pair.source.date or pair.target.date or pair.bitext.date
    house = pair.target.house or pair.source.house
    concepts = checking.term_base(terms)
    style = checking.told_profile(house, rules.profile, concepts)
    with ExitStack() as opened:
        known = None
        if precedents and state.exists():
            database = opened.enter_context(state.open())
            if database.memory.count(include_auto=False):
                number = pair.source.name.removeprefix("alignment ")
                mine = int(number) if number.isdigit() else 0
                known = checking.StoredPrecedents(database, pair.bitext.source_language, mine)
        findings = check_bitext(
            pair.bitext,
            concepts,
            profile=style,
            date=day,
            only=rules.only,
            skip=rules.skip,
            severities=rules.severities,
            precedents=known,
            encoder=shared_encoder,
        )
    if not dismissed:
        findings = checking.sieved(findings, checking.dismissals())
    beads = bead_texts(pair.bitext)
    if baseline is not None:
        from exports.baseline import known_findings, only_new
        from tui.output import input_bytes

        findings = only_new(findings, known_findings(input_bytes(baseline), name=baseline))
    if changed:
        findings = checking.only_changed(pair, beads, findings)
        checking.remember(pair, beads)
    return make_report(pair, findings, profile=style, date=day)


def _mended(pair: "Pair", report: "CheckReport", output: str | None) -> "CheckReport":
    """Write the draft with the safe suggestions, print the difference, and return what is left to read."""
    from dataclasses import replace

    from exports.files import write_atomically
    from exports.fixing import difference, fix
    from glossary.checks.registry import checks
    from tui import checking
    from tui.output import input_bytes, write

    raw, draft = pair.target.raw, Path(pair.target.name)
    if not raw or not draft.is_file() or draft.suffix.lower() in checking.ALIGNED:
        raise UsageError("--fix needs a draft that is a plain text file.")
    fixed = fix(report, raw, frozenset(i for i, info in checks().items() if info.is_safe))
    copy = output or str(draft.with_name(f"{draft.stem}.fixed{draft.suffix}"))
    if Path(copy).resolve() == draft.resolve():
        raise UsageError("--fix writes a copy; name another file than the draft.")
    content = _as_written(fixed.text, input_bytes(str(draft)), str(draft))
    write_atomically(Path(copy), lambda f: f.write(content))
    write(difference(raw, fixed.text, str(draft), copy))
    count = len(fixed.applied)
    say(f"{count} suggestion{'' if count == 1 else 's'} put into {copy}; {len(fixed.left)} findings are left to read.")
    return replace(report, findings=fixed.left)


def _as_written(text: str, original: bytes, name: str) -> bytes:
    """Return a text in the encoding of the file that it was made from."""
    from glossary.text.encoding import decode

    try:
        return text.encode(decode(original, name=name).encoding)
    except UnicodeEncodeError:
        return text.encode()


def check_term_base(files: list[str], rules: "Rules", form: ReportFormat, output: str | None, fail_on: FailOn) -> Exit:
    """Check the entries of a term base against each other and report."""
    from exports.places import Places
    from exports.report import CheckReport
    from glossary.checks.registry import checks, chosen, shifted, term_base_family
    from tui import checking
    from tui.reports import write_report

    concepts = checking.term_base(files)
    profile = checking.profile_of("", rules.profile, checking.houses_of(concepts))
    found = term_base_family().find_in_concepts(concepts, chosen(rules.only, rules.skip))
    findings = checking.sieved(
        (shifted(f, rules.severities[f.check]) if f.check in rules.severities else f for f in found.findings),
        checking.dismissals(),
    )
    places = Places(source_language="ko", labels=found.labels)
    mine = {i: info for i, info in checks().items() if info.family == "termbase"}
    write_report(CheckReport(found.beads, tuple(findings), places, mine, profile, ""), form.value, output)
    return exit_code(findings, fail_on)


def exit_code(findings: "Sequence[Finding]", fail_on: FailOn) -> Exit:
    """Return 1 where a finding is at or above the severity."""
    from collections import Counter

    return _code(Counter(f.severity.value for f in findings), fail_on)


def _code(counts: "Mapping[str, int]", fail_on: FailOn) -> Exit:
    from glossary.checks.findings import Severity

    if fail_on is FailOn.NEVER:
        return Exit.DONE
    floor = Severity(fail_on.value).rank
    return Exit.FINDINGS if any(counts.get(s.value) and s.rank >= floor for s in Severity) else Exit.DONE


def list_checks(form: ReportFormat) -> None:
    """Print the registry of checks."""
    from glossary.checks.registry import checks

    emit(
        ("check", "severity", "family", "finds", "example"),
        ((info.id, info.severity.value, info.family, info.title, info.example) for info in checks().values()),
        ListFormat.JSON if form is ReportFormat.JSON else None,
    )
