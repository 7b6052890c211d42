import pytest

from nlp.layout import lay_out
from nlp.types import Block, Place, Source

BODY = "各校要认真排查隐患，落实整改责任，并于本周五下班前将排查结果书面报送县教育局安全管理科，逾期不报的予以通报。"


def roles_of(text: str) -> list[tuple[str, str]]:
    return [(line.role, text[slice(*line.span)]) for line in lay_out(Source("通知.txt", "text", "", text)).lines]


def test_roles_of_a_notice() -> None:
    lines = [
        ("issuer", "望川县教育局文件"),
        ("number", "望教〔2022〕15号"),
        ("title", "望川县教育局关于进一步做好"),
        ("title", "学校安全工作的通知"),
        ("recipients", "各乡镇中心学校，县直各学校："),
        ("body", BODY),
        ("heading", "一、工作重点"),
        ("body", "（一）消防安全。" + BODY),
        ("body", "（二）食品安全。" + BODY),
        ("contact", "联系人：安全科，电话：0000-1234567"),
        ("attachment", "附件：1.排查台账"),
        ("attachment", "2.联络员登记表"),
        ("signature", "望川县教育局"),
        ("date", "2022年9月8日"),
        ("cc", "抄送：市教育局。"),
        ("caption", "附件2"),
        ("title", "联络员登记表"),
        ("table", "姓名"),
        ("table", "电话"),
        ("table", "填报日期： 年 月 日"),
    ]
    assert roles_of("\n".join(words for _, words in lines)) == lines


def test_cells_that_stand_one_a_line_are_a_table() -> None:
    cells = ["学校", "名额", "一小", "3", "二小", "2", "三小", "1"]
    found = roles_of("\n".join(["一、名额", BODY, *cells, "二、要求", BODY]))
    assert [words for role, words in found if role == "table"] == cells


def test_rows_of_columns_are_a_table() -> None:
    rows = ["序号\t任务\t时限", "1\t排查隐患\t6月底前", "2\t整改销号\t7月底前"]
    assert [role for role, _ in roles_of("\n".join([BODY, *rows, BODY]))] == ["body", "table", "table", "table", "body"]


@pytest.mark.parametrize(
    "lines",
    [
        ["一、主题", "平安伴我行", "二、时间", "2022年6月", "三、对象", "全体师生"],
        ["组长：局长", "副组长：副局长", "成员：各科室负责人"],
        ["谢谢！"],
        ["主办单位：县教育局", "县文明办", "县融媒体中心", "协办单位：县体育局"],
        ["1.申报表", "2.证书复印件", "3.工作总结", "4.获奖证明", "5.推荐意见", "6.公示材料"],
    ],
)
def test_short_lines_are_no_table(lines: list[str]) -> None:
    assert "table" not in {role for role, _ in roles_of("\n".join([BODY, *lines, BODY]))}


def test_members_of_a_committee_are_contacts() -> None:
    members = [
        "组  长：某甲（局长）",
        "副组长：某乙、某丙",
        "成  员：某丁  办公室主任",
        "某戊  安全科科长",
        "1.主任：某己",
        "联络员：各校德育主任，各园保教主任。",
    ]
    text = "\n".join(["一、组织领导", "成立领导小组。", *members, BODY])
    assert [words for role, words in roles_of(text) if role == "contact"] == members


@pytest.mark.parametrize(
    "line",
    [
        "组长：由校长担任，负责统筹全校工作。",
        "副组长：分管副校长，盯进度。",
        "成员：各科室。领导小组定期开会。",
    ],
)
def test_the_duties_of_members_are_text(line: str) -> None:
    assert roles_of(f"一、组织领导\n{BODY}\n{line}\n{BODY}")[2] == ("body", line)


def test_what_the_file_says_is_a_table_row_is_one() -> None:
    text = f"{BODY}\n组织排查\n{BODY}"
    start = len(BODY) + 1
    blocks = (Block((0, start - 1), Place()), Block((start, start + 4), Place(), role="table_row"), Block((start + 5, len(text)), Place()))
    layout = lay_out(Source("通知.docx", "docx", "", text, blocks=blocks))
    assert [line.role for line in layout.lines] == ["body", "table", "body"]


def test_lists_of_attachments_go_on_over_wraps_and_files() -> None:
    lines = [
        "附件：1.望川县教育局关于开展校园安全专项",
        "整治行动的通知",
        "202209081122.pdf",
        "2.联络员登记表",
        "望川县教育局",
        "2022年9月8日",
    ]
    roles = [role for role, _ in roles_of("\n".join(["关于报送材料的通知", "各学校：", BODY, *lines]))]
    assert roles[3:] == ["attachment", "attachment", "attachment", "attachment", "signature", "date"]


def test_an_unnumbered_heading_between_paragraphs() -> None:
    assert roles_of(f"校园活动纪实\n{BODY}\n以书香润泽心灵\n{BODY}")[2] == ("heading", "以书香润泽心灵")


def test_labels_are_marked() -> None:
    text = f"一、目标\n1.{BODY}\n{BODY}"
    labels = [line.label and text[slice(*line.label)] for line in lay_out(Source("通知.txt", "text", "", text)).lines]
    assert labels == ["一、", "1.", None]
