"""The command line: formats, exit codes, and a reason instead of a traceback."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

import claimtrack
from claimtrack import cli, terminal
from claimtrack.cli import app
from claimtrack.errors import InputError, ModelError
from claimtrack.schema import Article, Report
from tests.reports import make_quotation, make_report


class _Analyzer:
    """Finds the whole text as a quotation, and refuses a text that says so."""

    def __init__(self, **options: str) -> None:
        self.options = options

    def __call__(self, article: Article) -> Report:
        if "REFUSE" in article.text:
            raise InputError("this text cannot be read")
        text = article.text
        quotations = [make_quotation(text, text, "Anne Roy")] if text else []
        return make_report(text, *quotations, article=article)

    def pipe(self, articles: Iterable[Article]) -> Iterator[Report]:
        yield from map(self, articles)


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """Put the stand-in analyzer in place; give the options of every load."""
    calls: list[dict[str, str]] = []

    def load(**options: str) -> _Analyzer:
        calls.append(options)
        if options.get("model") == "nowhere":
            raise ModelError("no model 'nowhere': give the path of a model folder")
        return _Analyzer(**options)

    # In its dict: asking for the name would import the pipeline, and torch with it.
    monkeypatch.setitem(vars(claimtrack), "load", load)
    return calls


@pytest.fixture
def run(
    loaded: list[dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    """Give a function that runs the command line in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str, **options: str | bytes) -> Result:
        return CliRunner().invoke(app, arguments, **options)

    return invoke


def _put(name: str, text: str | bytes = "Le pari est risqué.") -> str:
    Path(name).write_bytes(text.encode() if isinstance(text, str) else text)
    return name


def test_table_is_the_default(run: Callable[..., Result]) -> None:
    result = run("analyze", _put("a.txt"))
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Anne Roy" in result.stdout
    assert "● neutral" in result.stdout
    assert "\x1b" not in result.stdout


def test_json_of_one_file_is_an_object(run: Callable[..., Result]) -> None:
    result = run("analyze", _put("a.txt"), "--format", "json")
    assert Report.from_json(result.stdout).article.text == "Le pari est risqué."


def test_json_of_several_files_is_a_list(run: Callable[..., Result]) -> None:
    result = run("analyze", _put("a.txt", "Un."), _put("b.txt", "Deux."), "--format", "json")
    assert [item["article"]["text"] for item in json.loads(result.stdout)] == ["Un.", "Deux."]


def test_json_of_a_jsonl_file_is_a_list(run: Callable[..., Result]) -> None:
    result = run("analyze", _put("a.jsonl", '{"text": "Un."}'), "--format", "json")
    assert len(json.loads(result.stdout)) == 1


def test_json_lines_are_a_report_a_line(run: Callable[..., Result]) -> None:
    result = run("analyze", _put("a.txt", "Un.\u2028\n"), _put("b.txt", "Deux."), "--format=jsonl")
    texts = [Report.from_json(line).article.text for line in result.stdout.strip().split("\n")]
    assert texts == ["Un.\u2028\n", "Deux."]


def test_csv_is_a_row_a_claim(run: Callable[..., Result]) -> None:
    result = run("analyze", _put("a.txt"), "--published", "2025-06-14", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(result.stdout))
    assert row["claim"] == "Le pari est risqué."
    assert row["published"] == "2025-06-14"


def test_html_is_one_page(run: Callable[..., Result]) -> None:
    result = run("analyze", _put("a.txt"), _put("b.txt"), "--format", "html")
    assert result.stdout.count("<!doctype html>") == 1
    assert result.stdout.count('class="page"') == 2


def test_standard_input(run: Callable[..., Result]) -> None:
    result = run("analyze", "-", "--format", "json", input="Déjà.".encode())
    assert json.loads(result.stdout)["article"]["text"] == "Déjà."


@pytest.mark.parametrize("form", list(cli.Format))
def test_characters_that_cannot_be_encoded(run: Callable[..., Result], form: str) -> None:
    row = _put("a.jsonl", json.dumps({"text": "x\ud800\x1b[31m\x00y", "title": "\udfff"}))
    result = run("analyze", row, "--format", form)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "\x1b" not in result.stdout
    output = run("analyze", row, "--format", form, "--output", "out")
    assert output.exit_code == 0
    assert Path("out").read_text(encoding="utf-8")


def test_options_reach_the_analyzer(
    run: Callable[..., Result], loaded: list[dict[str, str]]
) -> None:
    run("analyze", _put("a.txt"))
    run("analyze", "a.txt", "--target", "Alphabet", "--model", "m", "--backend", "torch")
    assert loaded == [{}, {"target": "Alphabet", "model": "m", "backend": "torch"}]


@pytest.mark.parametrize("form", ["json", "jsonl", "html"])
def test_explain_reaches_the_analyzer(
    run: Callable[..., Result], loaded: list[dict[str, str]], form: str
) -> None:
    assert run("analyze", _put("a.txt"), "--explain", "--format", form).exit_code == 0
    assert run("analyze", "a.txt", "--explain", "--output", f"out.{form}").exit_code == 0
    assert loaded == [{"explain": True}] * 2


@pytest.mark.parametrize("arguments", [[], ["--format", "csv"], ["--output", "out.csv"]])
def test_explain_is_refused_where_it_would_not_show(
    run: Callable[..., Result], loaded: list[dict[str, str]], arguments: list[str]
) -> None:
    result = run("analyze", _put("a.txt"), "--explain", *arguments)
    assert (result.exit_code, loaded) == (2, [])
    assert "does not show it: choose --format json, jsonl, html" in " ".join(result.stderr.split())


def test_options_fill_only_what_the_article_does_not_say(run: Callable[..., Result]) -> None:
    rows = ['{"text": "Un.", "published": "2020-01-02", "lang": "en"}', '{"text": "Deux."}']
    _put("a.jsonl", "\n".join(rows))
    result = run("analyze", "a.jsonl", "--published=2025-06-14", "--lang=fr", "--format=jsonl")
    one, two = (Report.from_json(line).article for line in result.stdout.splitlines())
    assert (one.published, one.lang) == (date(2020, 1, 2), "en")
    assert (two.published, two.lang) == (date(2025, 6, 14), "fr")


def test_bad_inputs_do_not_stop_the_good_ones(run: Callable[..., Result]) -> None:
    _put("bad.txt", b"risqu\xe9")
    _put("rows.jsonl", '{"text": "Un."}\n{}\n{"text": "Deux."}')
    _put("refused.txt", "REFUSE")
    result = run(
        "analyze", "none.txt", "bad.txt", "rows.jsonl", "refused.txt", ".", "--format", "jsonl"
    )
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    assert "5 of the inputs could not be processed" in result.stderr
    for reason in (
        "none.txt: there is no such file",
        "bad.txt: is not UTF-8 text (byte 5 is 0xe9)",
        "rows.jsonl:2: the key 'text' is missing",
        "refused.txt: this text cannot be read",
        ".: is a folder",
    ):
        assert f"claimtrack: {reason}" in result.stderr


def test_no_model_is_loaded_for_nothing(
    run: Callable[..., Result], loaded: list[dict[str, str]]
) -> None:
    result = run("analyze", "none.txt", "--format", "json")
    assert (result.exit_code, result.stdout, loaded) == (1, "", [])
    assert "Traceback" not in result.stderr


def test_a_model_that_is_not_there(run: Callable[..., Result]) -> None:
    result = run("analyze", _put("a.txt"), "--model", "nowhere")
    assert result.exit_code == 1
    assert result.stderr == "claimtrack: no model 'nowhere': give the path of a model folder\n"


@pytest.mark.parametrize(
    ("name", "start"), [("a.html", "<!doctype"), ("a.csv", "article_id,"), ("a.JSON", "{")]
)
def test_the_format_follows_the_output(run: Callable[..., Result], name: str, start: str) -> None:
    result = run("analyze", _put("in.txt"), "--output", name)
    assert (result.exit_code, result.stdout) == (0, "")
    assert Path(name).read_text(encoding="utf-8").startswith(start)


def test_a_table_in_a_file_has_no_colours(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    run("analyze", _put("in.txt"), "--output", "out.txt")
    assert "\x1b" not in Path("out.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        (".", "is a folder; name a file in it"),
        ("none/out.json", "the folder none does not exist; make it first"),
        ("in.txt", "is one of the inputs, which would be lost"),
    ],
)
def test_wrong_outputs(run: Callable[..., Result], output: str, reason: str) -> None:
    result = run("analyze", _put("in.txt", "Un."), "--output", output)
    assert result.exit_code == 2
    assert reason in result.stderr
    assert Path("in.txt").read_text() == "Un."


@pytest.mark.parametrize(
    "arguments",
    [
        ["analyze"],
        ["analyze", "a.txt", "--format", "xml"],
        ["analyze", "a.txt", "--published", "14/06/2025"],
        ["nothing"],
        ["analyze", "a.txt", "--unknown"],
    ],
)
def test_wrong_usage(run: Callable[..., Result], arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_version_and_info(run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("--version").stdout == f"claimtrack {claimtrack.__version__}\n"
    shown = run("info")
    assert shown.exit_code == 0
    for name in ("claimtrack", "python", "torch", "transformers", "spacy"):
        assert name in shown.stdout


def test_progress_is_for_terminals_only(monkeypatch: pytest.MonkeyPatch) -> None:
    quiet = io.StringIO()
    monkeypatch.setattr(sys, "stderr", quiet)
    with terminal.Progress(3) as bar:
        assert list(bar.counted("abc")) == ["a", "b", "c"]
    assert quiet.getvalue() == ""


def test_progress_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(terminal, "_PATIENCE", 0.0)
    for files in (1, 3):
        monkeypatch.setattr(sys, "stderr", Screen())
        with terminal.Progress(files) as bar:
            for _ in bar.counted("ab"):
                time.sleep(0.15)
        assert "Reading" in sys.stderr.getvalue()


def test_a_full_medium_is_a_reason(capsys: pytest.CaptureFixture[str]) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with terminal.opened(full, text_only=False) as stream, pytest.raises(terminal.typer.Exit):
        terminal.write(stream, ["words"])
    assert "/dev/full: cannot be written: No space left" in capsys.readouterr().err


def _run_process(code: str, **options: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=Path(claimtrack.__file__).parent.parent,
        **options,
    )


def test_a_reader_that_goes_away_is_no_error() -> None:
    code = (
        "from claimtrack import terminal\n"
        "import typer, sys\n"
        "def main():\n"
        "    with terminal.opened(None, text_only=False) as stream:\n"
        "        terminal.write(stream, ('x' * 99 + '\\n' for _ in range(100_000)))\n"
        "typer.run(main)\n"
    )
    process = _run_process(code)
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_any_terminal_encoding(encoding: str, tmp_path: Path) -> None:
    code = (
        "import sys, claimtrack\n"
        "from tests.test_cli import _Analyzer\n"
        "claimtrack.load = _Analyzer\n"
        "from claimtrack.cli import main\n"
        f"sys.argv = ['claimtrack', 'analyze', {str(tmp_path / 'a.txt')!r}]\n"
        "main()\n"
    )
    (tmp_path / "a.txt").write_text("«\u202fDéjà 😀\u202f»", encoding="utf-8")
    process = _run_process(code, env={**os.environ, "PYTHONIOENCODING": encoding})
    stdout, stderr = process.communicate()
    assert (process.returncode, stderr) == (0, b"")
    assert "Anne Roy" in stdout.decode(encoding)


def test_help_is_fast_and_light() -> None:
    code = (
        "import sys\n"
        "sys.argv = ['claimtrack', '--help']\n"
        "from claimtrack.cli import main\n"
        "try:\n"
        "    main()\n"
        "finally:\n"
        "    assert not {'torch', 'spacy', 'transformers', 'pandas'} & sys.modules.keys()\n"
    )
    started = time.monotonic()
    process = _run_process(code)
    stdout, stderr = process.communicate()
    assert (process.returncode, stderr) == (0, b"")
    assert b"analyze" in stdout
    assert time.monotonic() - started < 5  # 0.2 s on an idle machine
