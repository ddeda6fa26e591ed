"""The page: nothing hostile runs, nothing crashes, every claim is marked by more than colour."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.schema import (
    Article,
    Claim,
    Diagnostic,
    Influence,
    Quotation,
    Report,
    Source,
    Span,
)
from claimtrack.views.html import to_html
from claimtrack.views.plain import SHAPES, printable
from tests.reports import make_claim, make_quotation, make_report, make_stance

_VOID = {"meta", "br", "link", "img"}


class _Page(HTMLParser):
    """Checks that elements nest, and keeps them with the article's own text."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.paragraphs: list[str] = []
        self._article = self._tag = False
        self.feed(page)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in _VOID:
            return
        self.open.append(tag)
        self._article |= tag == "article"
        self._tag |= tag == "a"
        if tag == "p" and self._article:
            self.paragraphs.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        self._article &= tag != "article"
        self._tag &= tag != "a"

    def handle_data(self, data: str) -> None:
        if self._article and not self._tag and "p" in self.open:
            self.paragraphs[-1] += data

    def named(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def classes(self) -> set[str]:
        return {name for _, attrs in self.elements for name in (attrs.get("class") or "").split()}


def test_holds_all_that_the_report_says(report: Report) -> None:
    page = report.to_html()
    for words in ("Anne Roy", "analyste, Banque Orsel", "Paul Sarre", "A mark has no partner."):
        assert words in page
    assert "hand 0" in page
    assert "forecast: 2027-06-14 (d&#39;ici deux ans)" in page
    assert _Page(page).paragraphs == [
        line for line in report.article.text.split("\n") if line.strip()
    ]


def test_is_self_contained(report: Report) -> None:
    page = _Page(report.to_html())
    assert {tag for tag, _ in page.elements}.isdisjoint({"script", "link", "img", "iframe"})
    for _, attributes in page.elements:
        assert "src" not in attributes
        assert not any(name.startswith("on") for name in attributes)
    policies = [meta["content"] for meta in page.named("meta") if "http-equiv" in meta]
    assert policies == ["default-src 'none'; style-src 'unsafe-inline'"]


@pytest.mark.parametrize("label", SHAPES)
def test_each_stance_has_a_shape_and_a_word(label: str, build: Callable[..., Report]) -> None:
    text = "Il dit oui."
    page = to_html(build(text, make_quotation(text, "oui", "Il", stance=make_stance(label))))
    assert f'<span aria-hidden="true">{SHAPES[label]}</span> {label}' in page


def test_tags_lead_to_their_claims(report: Report) -> None:
    page = _Page(to_html([report, report]))
    anchors = {attrs["id"] for _, attrs in page.elements if attrs.get("id")}
    links = [a["href"] or "" for a in page.named("a") if (a["href"] or "").startswith("#")]
    assert len(links) == len(set(links)) == 6
    assert {link[1:] for link in links} <= anchors


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '"><img onerror=alert(1) src=x>',
        "' onmouseover='alert(1)",
        "</style></title></article><b>",
        "{{ 7 * 7 }}{% raw %}",
        "&lt;b&gt; &amp;amp; <!-- ",
        "\x1b[31m\x00\ud800\u202e",
    ],
)
def test_hostile_text_is_only_text(hostile: str) -> None:
    text = f"« {hostile} », dit {hostile}."
    words = Span.of(text, 2, 2 + len(hostile))
    claim = Claim(spans=(words,), text=hostile, stance=make_stance("bullish", target=hostile))
    quotation = Quotation(
        kind="direct",
        spans=(words,),
        text=hostile,
        source=Source(name=hostile, role=hostile, affiliation=hostile, confidence=1.0),
        claims=(claim,),
        stance=make_stance("bullish", target=hostile),
    )
    article = Article(
        text=text, title=hostile, source=hostile, url=f"javascript:{hostile}", lang=hostile
    )
    diagnostic = Diagnostic(code="no_quotation", message=hostile, span=words)
    page = to_html(make_report(text, quotation, article=article, diagnostics=(diagnostic,)))
    page.encode("utf-8")
    parsed = _Page(page)
    assert {tag for tag, _ in parsed.elements}.isdisjoint({"script", "img", "b"})
    assert not any(name.startswith("on") for _, attrs in parsed.elements for name in attrs)
    assert not any((a["href"] or "").startswith("javascript") for a in parsed.named("a"))
    assert parsed.paragraphs == [printable(text)]


def test_overlapping_and_touching_spans(build: Callable[..., Report]) -> None:
    text = "abcdefghij"
    quotations = [
        make_quotation(text, "abcdef", "A", claims=(make_claim(text, "abcdef", "bullish"),)),
        make_quotation(text, "defgh", "B", claims=(make_claim(text, "defgh", "skeptical"),)),
        make_quotation(text, "ij", "C", claims=(make_claim(text, "ij", "neutral"),)),
    ]
    page = to_html(build(text, *quotations))
    assert _Page(page).paragraphs == [text]
    assert '<span class="quotation claim bullish">abc</span>' in page
    # Of two claims over the same words the shorter one gives the colour.
    assert '<span class="quotation claim skeptical">def</span>' in page
    assert '<span class="quotation claim neutral">ij</span>' in page


def test_an_interrupted_claim_is_tagged_again(build: Callable[..., Report]) -> None:
    text = "« Oui », dit-il, « mais non »."
    spans = (Span.of(text, 2, 5), Span.of(text, 19, 27))
    claim = Claim(spans=spans, text="Oui mais non", stance=make_stance("neutral"))
    page = to_html(build(text, make_quotation(text, "Oui", "il", spans=spans, claims=(claim,))))
    assert page.count('href="#r1-c1"') == 2
    assert "1…" in page


def test_a_quotation_over_two_paragraphs(build: Callable[..., Report]) -> None:
    text = "« Oui.\n\n« Mais non. »"
    words = text[2:-2]
    page = to_html(build(text, make_quotation(text, words, "il")))
    assert _Page(page).paragraphs == ["« Oui.", "« Mais non. »"]


def _explained(text: str, *words: tuple[int, int, float]) -> Report:
    """Return a report whose only claim is all of ``text``, moved by words at these bounds."""
    influences = tuple(Influence(span=Span.of(text, a, b), weight=w) for a, b, w in words)
    whole = Span.of(text, 0, len(text))
    stance = make_stance("bullish", influences=influences)
    claim = Claim(spans=(whole,), text=text, stance=stance)
    return make_report(text, make_quotation(text, text, "A", claims=(claim,)))


def test_words_that_moved_a_score_are_underlined_and_titled() -> None:
    page = to_html(_explained("un <b> pari & risqué", (4, 5, 0.12), (14, 20, -0.06), (0, 2, 0.004)))
    panel = page[page.index("<aside>") :]
    assert (
        '<p lang="fr">un &lt;'
        '<span class="moved bullish" style="--share:1.00" title="+0.12">b</span>&gt; pari &amp; '
        '<span class="moved skeptical" style="--share:0.50" title="-0.06">risqué</span></p>'
    ) in panel
    assert "Underlined words moved a score" in panel
    _Page(page)


def test_a_page_without_influences_does_not_speak_of_them(report: Report) -> None:
    page = report.to_html()
    assert 'class="moved' not in page
    assert "Underlined words" not in page


def test_words_of_an_interrupted_claim(build: Callable[..., Report]) -> None:
    text = "« Oui », dit-il, « mais non »."
    spans = (Span.of(text, 2, 5), Span.of(text, 19, 27))
    words = (Influence(span=Span.of(text, 24, 27), weight=-0.4),)
    stance = make_stance("neutral", influences=words)
    claim = Claim(spans=spans, text="Oui mais non", stance=stance)
    page = to_html(build(text, make_quotation(text, "Oui", "il", spans=spans, claims=(claim,))))
    assert (
        'Oui mais <span class="moved skeptical" style="--share:1.00" title="-0.40">non</span>'
        in (page)
    )


def test_influences_that_stand_nowhere_are_passed_over(build: Callable[..., Report]) -> None:
    text = "Il dit oui et non."
    claim = make_claim(text, "oui et non", "bullish")
    words = [(0, 2, 0.5), (7, 10, 0.5), (9, 12, 0.4), (12, 40, 0.3)]
    spans = [Span(start=a, end=b, text=f"{text:60}"[a:b]) for a, b, _ in words]
    spans.append(Span(start=14, end=17, text="???"))
    influences = tuple(Influence(span=span, weight=0.5) for span in spans)
    stance = claim.stance.model_copy(update={"influences": influences})
    claim = claim.model_copy(update={"stance": stance})
    page = to_html(build(text, make_quotation(text, "oui et non", "Il", claims=(claim,))))
    moved = '<span class="moved bullish" style="--share:1.00" title="+0.50">oui</span> et non</p>'
    assert moved in page
    assert page.count('title="') == 1


def test_nothing_to_show(build: Callable[..., Report]) -> None:
    assert "There is no report" in to_html([])
    for text in ("", "  \n ", "Il pleut."):
        page = to_html(build(text))
        assert "Nobody is quoted" in page
        _Page(page)


@st.composite
def _reports(draw: st.DrawFn) -> Report:
    text = draw(st.text(st.sampled_from("ab <&\"'\n\u00a0é\x00\ud83d\U0001f600"), max_size=40))
    places = st.integers(0, len(text))
    quotations = []
    for name in draw(st.lists(st.sampled_from("ABC"), max_size=5)):
        start, end = sorted((draw(places), draw(places)))
        span = Span.of(text, start, end)
        weights = draw(st.lists(st.floats(-1, 1), max_size=3))
        words = tuple(
            Influence(span=Span.of(text, *sorted((draw(places), draw(places)))), weight=weight)
            for weight in weights
        )
        stance = make_stance(draw(_labels), influences=words)
        claim = Claim(spans=(span,), text=span.text, stance=stance)
        quotations.append(
            Quotation(
                kind="direct",
                spans=(span,),
                text=span.text,
                source=Source(name=name, confidence=1.0, mention=span),
                cue=Span.of(text, *sorted((draw(places), draw(places)))),
                claims=(claim,),
                stance=make_stance("neutral"),
            )
        )
    return make_report(text, *quotations)


_labels = st.sampled_from(["bullish", "skeptical", "neutral", "unrelated"])


@given(_reports())
def test_whatever_the_spans_the_text_is_whole(report: Report) -> None:
    page = to_html(report)
    page.encode("utf-8")
    shown = _Page(page).paragraphs
    whole = printable(report.article.text)
    if whole.strip():
        assert "".join("".join(shown).split()) == "".join(whole.split())
