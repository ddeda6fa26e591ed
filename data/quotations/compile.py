#!/usr/bin/env python3
"""Compile articles/NN.txt into quotes.jsonl and test/NN.txt into test.jsonl (a row an article).

A file is a header line `# lang=fr topic=... date=YYYY-MM-DD title=...`, an empty line, then the
article with three tags, never nested:
  <q id="1" kind="direct" speaker="..." role="..." affiliation="...">content</q>  first span
  <q id="1">content</q>                                  further span of the same quotation
  <cue q="1">...</cue>  <src q="1">...</src>             cue and mention; q="1 2" serves both
Removing the tags gives the plain article. Any error in the markup stops with file and line.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
PARTS = {"articles": "quotes.jsonl", "test": "test.jsonl"}
KINDS = ("direct", "indirect", "mixed")
HEADER = re.compile(r"# lang=(fr|en) topic=([a-z_]+) date=(\d{4}-\d\d-\d\d) title=(\S.*)")
TAG = re.compile(r"<(/?)(q|cue|src)((?: [a-z]+=\"[^\"<>]*\")*)>")
ATTRIBUTE = re.compile(r" ([a-z]+)=\"([^\"]*)\"")


def parse(body, fail):
    """Return the plain text and the tagged stretches (tag, attributes, start, end, raw offset)."""
    text, position, opened, stretches = "", 0, None, []
    for match in TAG.finditer(body):
        text += body[position : match.start()]
        position = match.end()
        closing, tag, raw = match.groups()
        if closing:
            if raw or not opened or opened[0] != tag:
                fail(match.start(), f"</{tag}> closes nothing")
            stretches.append((tag, opened[1], opened[2], len(text), opened[3]))
            opened = None
        else:
            if opened:
                fail(match.start(), f"<{tag}> inside <{opened[0]}>")
            attributes = dict(ATTRIBUTE.findall(raw))
            if len(attributes) != len(ATTRIBUTE.findall(raw)):
                fail(match.start(), "attribute given twice")
            opened = (tag, attributes, len(text), match.start())
    if opened:
        fail(opened[3], f"<{opened[0]}> never closed")
    stray = re.search(r"[<>]", TAG.sub(lambda m: " " * len(m[0]), body))
    if stray:
        fail(stray.start(), "stray < or >, or a malformed tag")
    return text + body[position:], stretches


def build(text, stretches, fail):
    """Group the stretches into quotations, in order of appearance, and check them."""
    found, taken = {}, []
    for tag, attributes, start, end, at in stretches:
        piece = text[start:end]
        if not piece or piece != piece.strip() or "\n" in piece:
            fail(at, f"empty, padded or multi-paragraph <{tag}>: {piece!r}")
        if tag != "q":
            continue
        if any(start < e and s < end for s, e in taken):
            fail(at, f"overlapping span: {piece!r}")
        taken.append((start, end))
        number = attributes.get("id", "")
        if not number.isdigit():
            fail(at, "<q> without a numeric id")
        if number in found:
            if set(attributes) != {"id"}:
                fail(at, f"attributes repeated on a later span of quotation {number}")
            found[number]["spans"].append([start, end])
            continue
        if attributes.get("kind") not in KINDS or "speaker" not in attributes:
            fail(at, f"quotation {number} needs kind ({'|'.join(KINDS)}) and speaker")
        if set(attributes) - {"id", "kind", "speaker", "role", "affiliation"}:
            fail(at, f"unknown attribute in quotation {number}")
        source = {key: attributes.get(key) for key in ("speaker", "role", "affiliation")}
        for key, value in source.items():
            if value is not None and (not value or value.lower() not in text.lower()):
                fail(at, f"{key} {value!r} is empty or not in the article")
        found[number] = {
            "kind": attributes["kind"],
            "spans": [[start, end]],
            "cue": None,
            "mention": None,
            **source,
        }
    for tag, attributes, start, end, at in stretches:
        if tag == "q":
            continue
        field = "cue" if tag == "cue" else "mention"
        if set(attributes) != {"q"} or not attributes["q"].split():
            fail(at, f"<{tag}> takes exactly the attribute q")
        for number in attributes["q"].split():
            if number not in found:
                fail(at, f"<{tag}> points to quotation {number}, which does not exist")
            if found[number][field]:
                fail(at, f"second <{tag}> for quotation {number}")
            found[number][field] = [start, end]
    return sorted(found.values(), key=lambda quotation: quotation["spans"][0])


def compile_folder(folder, out):
    """Compile the articles of a folder."""
    rows, kinds = [], Counter()
    for path in sorted(folder.glob("[0-9]*.txt"), key=lambda path: int(path.stem)):
        raw = path.read_text(encoding="utf-8")
        lines = raw.split("\n", 2)
        header = HEADER.fullmatch(lines[0])
        if not header or len(lines) < 3 or lines[1] or not lines[2].strip():
            sys.exit(f"{path.name}:1: bad header, no empty line after it, or no article")

        def fail(at, message, *, path=path, raw=raw, lines=lines):
            line = raw.count("\n", 0, len(lines[0]) + 2 + at) + 1
            sys.exit(f"{path.name}:{line}: {message}")

        text, stretches = parse(lines[2].rstrip("\n"), fail)
        quotations = build(text, stretches, fail)
        fields = dict(zip(("lang", "topic", "date", "title"), header.groups(), strict=True))
        rows.append({"id": path.stem, **fields, "text": text, "quotations": quotations})
        kinds.update(quotation["kind"] for quotation in quotations)
    out.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    print(f"{len(rows)} articles, {sum(kinds.values())} quotations {dict(kinds)} -> {out}")


if __name__ == "__main__":
    for part, name in PARTS.items():
        compile_folder(HERE / part, HERE / name)
