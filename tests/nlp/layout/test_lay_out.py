from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from nlp.layout import lay_out, truncated
from nlp.types import Source

PIECES = (
    "一、", "（二）", "3.", "（4）", "⑤", "第六条 ", "附件1", "附件：", "附：", "关于做好防汛工作的通知", "各学校：", "望教〔2022〕3号", "望川县教育局",
    "2022年6月3日", "二〇二二年六月三日", "抄送：市局。", "联系人：安全科", "各校要落实。", "加强领导", "，", "。", "；", "：", "“", "”", "（", "）", "《", "》",
    "\n", "\n\n", "\r\n", "\t", " ", "　", "- 3 -", "首页 > 通知 > 公告", "[bookmark: _Toc1]", "相关文档", "计划.docx", "姓名", "3", "1.1", "一是", "l.", "—、", "😀", "a",
)  # fmt: skip
texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


@given(texts)
def test_every_layout_is_sound(text: str) -> None:
    source = Source("任意.txt", "text", "", text)
    layout = lay_out(source)
    covered: set[int] = set()
    for line in layout.lines:
        start, end = line.span
        assert text[start:end].strip() == text[start:end] != ""
        assert "\n" not in text[start:end]
        assert line.label is None or start <= line.label[0] < line.label[1] <= end
        covered.update(range(start, end))
    assert all(index in covered for index, character in enumerate(text) if not character.isspace())
    assert all(before.span[1] <= after.span[0] for before, after in pairwise(layout.lines))
    for sentence in layout.sentences:
        line = layout.lines[sentence.line]
        assert line.span[0] <= sentence.span[0] < sentence.span[1] <= line.span[1]
        assert sentence.section == line.section
        assert line.role != "noise"
    assert all(before.span[1] <= after.span[0] for before, after in pairwise(layout.sentences))
    assert all(0 <= noise.span[0] < noise.span[1] <= len(text) for noise in layout.noise)
    assert all(before.span[1] <= after.span[0] for before, after in pairwise(layout.noise))
    for section in layout.sections:
        assert section.span[0] <= section.heading[0] < section.heading[1] <= section.span[1] <= len(text)
    ids = {section.id for section in layout.sections} | {"0"}
    assert all(line.section in ids for line in layout.lines)
    assert all(section.parent is None or section.parent in ids for section in layout.sections)
    found = truncated(source, layout)
    assert all(span is None or span in {line.span for line in layout.lines} for span in (found.head, found.tail))


@given(texts)
def test_two_runs_agree(text: str) -> None:
    source = Source("任意.txt", "text", "", text)
    assert lay_out(source) == lay_out(source)
