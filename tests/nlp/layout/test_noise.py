import pytest

from nlp.layout import lay_out
from nlp.types import Block, Noise, Place, Source

BODY = "各校要认真排查隐患，并于本周五前报送排查结果。"


def noise_of(text: str) -> list[tuple[str, str]]:
    return [(noise.kind, text[slice(*noise.span)]) for noise in lay_out(Source("网页.txt", "text", "", text)).noise]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("首页 > 政务公开 > 通知公告", "web_chrome"),
        ("当前位置：首页 >> 通知", "web_chrome"),
        ("字体：[大] [中] [小] [打印] [关闭]", "web_chrome"),
        ("发布时间：2022-05-19　来源：区教育局　点击数：326", "web_chrome"),
        ("扫一扫在手机打开当前页", "web_chrome"),
        ("分享到：微信 微博", "web_chrome"),
        ("上一篇：关于放假的通知", "web_chrome"),
        ("- 3 -", "page_number"),
        ("— 12 —", "page_number"),
        ("第 3 页 共 5 页", "page_number"),
        ("该文档为VIP文档，成为VIP会员后免费下载", "site_boilerplate"),
        ("您可能关注的文档", "site_boilerplate"),
        ("【打印】 【关闭】", "web_chrome"),
    ],
)
def test_a_line_of_noise(line: str, kind: str) -> None:
    assert noise_of(f"{BODY}\n{line}\n{BODY}") == [(kind, line)]


@pytest.mark.parametrize(
    "line",
    [
        BODY,
        "来源：捐款、拨款和自筹。",
        "作品须注明来源，时间：5月底前上报。",
        "第3页所列项目须逐一核对",
        "主题词：教育 安全 通知",
        "标题：用二号小标宋体字",
        "主办单位：望川县教育局",
        "打印两份交办公室，并在网站公布。",
        "学校 > 班级",
        "打印纸质稿一式3份",
        "举报电话：000-1234567",
        "3.畅通举报渠道。公布举报电话和信箱，接到举报后15日内办结。",
        "2.申报表可在区教育局网站免费下载，文档格式为Word。",
    ],
)
def test_no_noise(line: str) -> None:
    assert noise_of(f"{BODY}\n{line}\n{BODY}") == []


def test_noise_inside_a_line() -> None:
    assert noise_of("[bookmark: _Toc123] 望川县防汛工作方案\n" + BODY) == [("word_bookmark", "[bookmark: _Toc123] ")]
    assert noise_of("望川县教育局&nbsp;\n" + BODY) == [("html_entity", "&nbsp;")]


def test_a_sharing_site_around_a_document() -> None:
    head = "- 1、某某文库(wenku)所有文档均由用户上传,本站只提供存储服务。\n- 2、开通会员即成为VIP,每下载本文档一次扣1次下载权益。"
    tail = "相关文档\n- 小学语文教研计划.docx VIP\n期末试卷(含答案).pdf\n文档评论(0)"
    text = f"{head}\n望川县防汛工作方案\n{BODY}\n{tail}"
    assert noise_of(text) == [("site_boilerplate", head), ("site_boilerplate", tail)]


def test_a_table_of_metadata() -> None:
    table = "索引号：\t0001/2022\n发文机关：\t望川县人民政府\n主题词："
    assert noise_of(f"{table}\n{BODY}") == [("page_metadata", table)]


def test_what_the_reader_found_is_kept() -> None:
    text = f"望川县教育局文件选编\n{BODY}\n第二栏"
    blocks = (Block((0, 10), Place(page=1), role="furniture"), Block((11, 11 + len(BODY)), Place(page=1)))
    source = Source("选编.pdf", "pdf", "", text, pages=1, blocks=blocks, noise=(Noise("page_header", (12 + len(BODY), len(text))),))
    assert lay_out(source).noise == (Noise("page_furniture", (0, 10)), Noise("page_header", (12 + len(BODY), len(text))))
    assert [line.role for line in lay_out(source).lines] == ["noise", "body", "noise"]
