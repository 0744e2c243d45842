"""The contract of every form of a check's report: each finding is there, at its place, and nothing in it is markup."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace

import jsonschema
import pytest

from exports import registry, report_json, report_text
from exports.places import Places
from exports.report import CheckReport
from glossary.checks.findings import Severity, Span
from glossary.checks.registry import checks
from tests.contract.golden import check_golden
from tests.contract.oracles import oracle
from tests.contract.samples import DRAFT_FILE, SOURCE_FILE, check_report

ALL = list(registry.REPORT_FORMATS)
NONE = CheckReport((), ())


def written(name: str, report: CheckReport) -> str:
    out = io.BytesIO()
    registry.report_format(name).write(report, out)
    return out.getvalue().decode()


def nasty() -> CheckReport:
    """Return a report whose every text would be markup or a control sequence if it were let through."""
    report = check_report()
    bad = '<b onclick="x">&\x1b[31m'
    findings = tuple(replace(f, message=bad + f.message, evidence=bad, suggestion=bad) for f in report.findings)
    beads = tuple(replace(b, source=bad + b.source, target=bad) for b in report.beads)
    return replace(report, findings=findings, beads=beads, places=replace(report.places, target_file=bad))


@pytest.mark.parametrize("name", ALL)
class TestEveryForm:
    """What holds for every form of report."""

    def test_golden(self, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("exports.sarif.__version__", "0")
        form = registry.report_format(name)
        check_golden(f"check-{name}{form.suffix}", written(name, check_report()).encode())

    def test_every_finding_is_told(self, name: str) -> None:
        text = written(name, check_report())
        for finding in check_report().findings:
            assert finding.message in text
            assert finding.check in text

    def test_no_findings(self, name: str) -> None:
        assert written(name, NONE).strip()

    def test_without_places(self, name: str) -> None:
        text = written(name, replace(check_report(), places=Places()))
        assert "120 in the Korean" in text
        assert "draft & copy.txt" not in text

    def test_texts_stay_texts(self, name: str) -> None:
        text = written(name, nasty())
        assert "\x1b" not in text
        if name == "html":
            assert "<b onclick" not in text


class TestText:
    """For people."""

    def test_place_and_marks(self) -> None:
        lines = written("text", check_report()).splitlines()
        assert lines[0] == "texts/draft & copy.txt:3:20: error: 120 in the Korean, 210 here [numbers.value]"
        assert lines[1] == "    → 120"
        assert "  ⟦로동당⟧ 일군들과 근로자들 ⟦120⟧명이 참가하였다." in lines
        assert lines.index("    see texts/draft & copy.txt:1: the usual form") == 4
        assert lines[-1] == "1 error, 1 warning, 1 note"

    def test_colours_only_when_asked(self) -> None:
        assert "\x1b[1;31merror\x1b[0m" in report_text.render(check_report(), colour=True)
        assert "\x1b" not in report_text.render(check_report())

    def test_overlapping_spans_are_marked_once(self) -> None:
        report = check_report()
        finding = replace(report.findings[0], target_spans=(Span(0, 5), Span(3, 8), Span(40, 400)))
        assert "⟦It was a⟧ttended" in report_text.render(replace(report, findings=(finding,)))


class TestHtml:
    """To read and print."""

    def test_the_checks_are_counted_first_the_gravest_on_top(self) -> None:
        report = check_report()
        twice = replace(report, findings=(*report.findings, report.findings[-1]))
        table = written("html", twice).split('<table class="overview">')[1].split("</table>")[0]
        rows = [re.sub(r"<[^>]+>", " ", row).split() for row in table.split("</tr>")[:-1]]
        assert [row[:2] for row in rows] == [["1", "error"], ["1", "warning"], ["2", "note"]]
        assert 'class="overview"' not in written("html", NONE)

    def test_places_name_the_file_only_where_it_is_not_the_draft(self) -> None:
        page = written("html", check_report())
        assert "line 3, column 20 · numbers.value" in page
        assert "전시회.ko.txt, line 4, column 8 · completeness.missing" in page


class TestJson:
    """For scripts."""

    @pytest.mark.parametrize("report", [check_report(), NONE, nasty()], ids=["sample", "none", "nasty"])
    def test_its_own_schema(self, report: CheckReport) -> None:
        jsonschema.Draft202012Validator.check_schema(report_json.SCHEMA)
        jsonschema.validate(json.loads(written("json", report)), report_json.SCHEMA)

    def test_regions_say_where_the_words_are(self) -> None:
        for finding in json.loads(written("json", check_report()))["findings"]:
            for side, file in (("source", SOURCE_FILE), ("target", DRAFT_FILE)):
                for span in finding[side]["spans"]:
                    assert _cut(file, span["region"]).split() == span["text"].split()


class TestSarif:
    """For editors and review tools."""

    @pytest.mark.parametrize(
        "report",
        [check_report(), NONE, nasty(), replace(check_report(), places=Places())],
        ids=["sample", "none", "nasty", "bare"],
    )
    def test_the_official_schema(self, report: CheckReport) -> None:
        schema = json.loads(oracle("sarif", "sarif-schema-2.1.0.json").read_bytes())
        validator = jsonschema.validators.validator_for(schema)
        errors = [e.message for e in validator(schema).iter_errors(json.loads(written("sarif", report)))]
        assert errors == []

    def test_columns_and_places(self) -> None:
        run = json.loads(written("sarif", check_report()))["runs"][0]
        assert run["columnKind"] == "unicodeCodePoints"
        number, term, missing = run["results"]
        physical = number["locations"][0]["physicalLocation"]
        assert physical["artifactLocation"]["uri"] == "texts/draft%20%26%20copy.txt"
        assert physical["region"] == {"startLine": 3, "startColumn": 20, "endLine": 3, "endColumn": 23}
        assert _cut(DRAFT_FILE, physical["region"]) == "210"
        related = number["relatedLocations"][0]["physicalLocation"]
        assert _cut(SOURCE_FILE, related["region"]) == "120"
        assert number["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": "120"}
        assert _cut(DRAFT_FILE, term["locations"][0]["physicalLocation"]["region"]) == "Labour Party"
        # A sentence without counterpart has its place in the source.
        assert missing["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith(".ko.txt")
        assert _cut(SOURCE_FILE, missing["locations"][0]["physicalLocation"]["region"]) == "그들은 새 제품을 보았다."

    def test_fingerprints_and_rules(self) -> None:
        report = check_report()
        run = json.loads(written("sarif", report))["runs"][0]
        rules = run["tool"]["driver"]["rules"]
        for result, finding in zip(run["results"], report.findings, strict=True):
            assert result["partialFingerprints"] == {"malmoi/v1": finding.fingerprint}
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.check
            assert result["level"] == finding.severity.value
        assert [r["id"] for r in rules] == [*report.rules, "completeness.missing"]

    def test_the_registry_of_checks_makes_rules(self) -> None:
        run = json.loads(written("sarif", CheckReport((), (), rules=checks())))["runs"][0]
        rules = run["tool"]["driver"]["rules"]
        assert [r["id"] for r in rules] == list(checks())
        assert all(r["shortDescription"]["text"] for r in rules)
        assert {r["defaultConfiguration"]["level"] for r in rules} <= {s.value for s in Severity}


def _cut(file: str, region: dict[str, int] | dict[str, dict[str, int]]) -> str:
    """Return what stands at a region of a text, in either notation of regions."""
    start, end = region.get("start"), region.get("end")
    if isinstance(start, dict) and isinstance(end, dict):
        first, left, last, right = start["line"], start["column"], end["line"], end["column"]
    else:
        first, left, last, right = (int(str(region[n])) for n in ("startLine", "startColumn", "endLine", "endColumn"))
    lines = file.split("\n")[first - 1 : last]
    lines[-1] = lines[-1][: right - 1]
    lines[0] = lines[0][left - 1 :]
    return "\n".join(lines)
