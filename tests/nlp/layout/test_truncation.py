import pytest

from nlp.layout import lay_out, truncated
from nlp.types import Source

BODY = "各校要认真排查隐患，落实整改责任，并于本周五前报送排查结果。"


def cuts(text: str) -> tuple[str | None, str | None]:
    source = Source("通知.txt", "text", "", text)
    found = truncated(source, lay_out(source))
    return (found.head and text[slice(*found.head)], found.tail and text[slice(*found.tail)])


@pytest.mark.parametrize(
    "text",
    [
        f"关于做好防汛工作的通知\n各学校：\n{BODY}\n望川县教育局\n2022年6月3日",
        f"防汛工作方案\n一、目标\n{BODY}",
        f"防汛工作方案\n一、目标\n{BODY}\n附件：1.台账",
        f"防汛工作方案\n一、目标\n{BODY}\n学校\n名额\n一小\n3\n二小\n2",
        "",
    ],
)
def test_whole(text: str) -> None:
    assert cuts(text) == (None, None)


@pytest.mark.parametrize(
    "line",
    [
        "，并于本周五前报送结果。",
        "”主题教育活动，各校要组织开展。",
        "三、保障措施",
        "安全科，牵头负责。县局设校安全科，督查工作由校安全科承担。",
    ],
)
def test_a_cut_head(line: str) -> None:
    assert cuts(f"{line}\n{BODY}")[0] == line


@pytest.mark.parametrize(
    "line", ["（二）加强宣传。通过班会、广播、专栏等形式广泛宣传防汛知识，引导学生深入各", "四、组织保障", "各校要落实责任，"]
)
def test_a_cut_tail(line: str) -> None:
    assert cuts(f"防汛工作方案\n三、任务\n{BODY}\n{line}")[1] == line
