"""Saved pages: the article as text, the site around it as noise."""

import pytest

from nlp.read import read
from nlp.types import Place, Source

BODY = "为深入贯彻落实立德树人根本任务，进一步营造浓厚的校园读书氛围，现将有关事项通知如下。"


def page(body: str, *, head: str = "", encoding: str = "utf-8") -> Source:
    html = f'<!DOCTYPE html><html><head><meta charset="{encoding}">{head}</head><body>{body}</body></html>'
    return read(html.encode(encoding), "a.html")


def lines(source: Source) -> tuple[list[str], list[str]]:
    """The lines of the article and those that are noise."""
    noise = {noise.span for noise in source.noise}
    article: list[str] = []
    around: list[str] = []
    start = 0
    for line in source.text.split("\n"):
        (around if (start, start + len(line)) in noise else article).append(line)
        start += len(line) + 1
    return article, around


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>各校：</p><p>一、时间</p>", "各校：\n一、时间"),
        ("<p>甲<br>乙<br/> 丙</p>", "甲\n乙\n丙"),
        ("<p>进一步\n  营造</p>", "进一步营造"),
        ("<p>Reading\n  Week 活动</p>", "Reading Week 活动"),
        ("<p>　　&nbsp;首行&nbsp;</p>", "首行"),
        ("<div>甲<p>乙</p>丙</div>", "甲\n乙\n丙"),
        ("<span>甲</span><b>乙</b><a>丙</a>", "甲乙丙"),
        ("<p>甲<script>x</script><style>y</style><!-- z --><span style='display: none'>藏</span><i hidden>藏</i>乙</p>", "甲乙"),
        ("<pre>甲\n  乙</pre>", "甲\n乙"),
        ("<ol><li>甲</li><li>乙</li></ol>", "1.甲\n2.乙"),
        ("<ol start=3><li>甲<li value=9>乙<li>丙</ol>", "3.甲\n9.乙\n10.丙"),
        ('<ol style="list-style-type: cjk-ideographic"><li>甲<li>乙</ol>', "一、甲\n二、乙"),
        ("<ol type=A><li>甲<ol><li>子</ol><li>乙</ol>", "A.甲\n1.子\nB.乙"),
        ("<ol style='list-style:none'><li>甲</ol><ul><li>乙</ul>", "甲\n乙"),
        ("<table><tr><th>阶段<th>时间<tr><td>宣传<td>3月7日前</table>", "阶段\t时间\n宣传\t3月7日前"),
        ("<table><tr><td rowspan=2>甲<td>乙<tr><td>丙</table>", "甲\t乙\n\t丙"),
        ("<table><tr><td colspan=2>甲<td>乙<tr><td>丙<td>丁<td>戊</table>", "甲\t\t乙\n丙\t丁\t戊"),
        ("<table><tr><td><p>一</p><p>二</p><td>乙<tr><td>丙<td>丁</table>", "一 二\t乙\n丙\t丁"),
        ("<table><tr><td><p>甲</p><p>乙</p></table>", "甲\n乙"),
        ("<table><tr><td>左<td><table><tr><td>甲<td>乙<tr><td>丙<td>丁</table></table>", "左\n甲\t乙\n丙\t丁"),
        ("<p>&lt;通知&gt;&#x4E00;&#xD800;&nosuch;</p>", "<通知>一�&nosuch;"),
    ],
)
def test_what_a_page_shows(body: str, expected: str) -> None:
    assert page(body).text == expected


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("GBK", "gbk"), ("big5", "big5"), ("utf-8", "gb18030"), ("nonsense", "gb18030")],
)
def test_charsets(declared: str, encoding: str) -> None:
    text = "各校報送" if encoding == "big5" else "各学校报送方案㛃"[: 8 if encoding == "gb18030" else 7]
    html = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={declared}"></head><body><p>{text}</p></body></html>'
    assert read(html.encode(encoding), "a.html").text == text


def test_a_page_of_a_site() -> None:
    title = "关于开展校园读书活动的通知"
    source = page(
        '<div class="top"><a href="/">首页</a><a href="/a">政务公开</a></div>'
        '<div class="mbx">当前位置：<a>首页</a> &gt; <a>通知公告</a> &gt; 正文</div>'
        f"<h1>{title}</h1><div>发布时间：2022-02-20 来源：某市教育局 浏览次数：100</div>"
        f'<div id="zoom"><p>各学校：</p><p>{BODY}</p><p>一、活动时间</p><p>3月7日前报送。</p><p style="text-align:right">某市教育局</p>'
        '<div class="bdsharebuttonbox">分享到：微信 微博</div></div>'
        '<ul class="fj"><li>附件：1.读书活动汇总表.docx</li></ul>'
        "<div>上一篇：<a>关于另一件事的通知</a></div><div id='footer'>版权所有：某市教育局 地址：学府路1号</div>",
        head=f"<title>{title}-某市教育局</title>",
    )
    article, around = lines(source)
    assert article == [title, "各学校：", BODY, "一、活动时间", "3月7日前报送。", "某市教育局", "附件：1.读书活动汇总表.docx"]
    assert around == [
        "首页政务公开",
        "当前位置：首页 > 通知公告 > 正文",
        "发布时间：2022-02-20 来源：某市教育局 浏览次数：100",
        "分享到：微信 微博",
        "上一篇：关于另一件事的通知",
        "版权所有：某市教育局 地址：学府路1号",
    ]
    assert {noise.kind for noise in source.noise} == {"web_chrome"}
    assert {block.role for block in source.blocks if block.span in {noise.span for noise in source.noise}} == {"furniture"}


@pytest.mark.parametrize(
    "body",
    [
        f"<p>关于开学的通知</p><p>各学校：</p><p>{BODY}</p><p>某市教育局</p><p>2022年2月20日</p>",
        f"<div class='WordSection1'><p>关于开学的通知</p><p>{BODY}</p><p>{BODY}</p><p>联系人</p></div>",
        # names that sound like chrome do not hide the article
        f"<div class='main-header search'><p>关于开学的通知</p><p>{BODY}</p><p>{BODY}</p></div>",
        "<p>关于开学的通知</p>",
    ],
)
def test_a_page_without_a_site_has_no_noise(body: str) -> None:
    assert page(body).noise == ()


def test_an_old_page_laid_out_with_tables() -> None:
    source = page(
        "<table><tr><td><a href=/>首页</a>|<a>新闻</a></td></tr></table>"
        "<table><tr><td><ul><li><a>局长信箱</a><li><a>常用下载</a></ul></td><td>"
        "<table><tr><td><b>关于规范办学行为的通知</b></td></tr><tr><td>作者：办公室 来源：本站 点击数：123</td></tr>"
        f"<tr><td><div>各学校：<br><br>　　{BODY}<br>　　附件：1.自查表<br>　　　　二〇一二年三月四日</div></td></tr>"
        "<tr><td>上一篇：<a>另一篇</a></td></tr></table></td></tr></table>"
        "<table><tr><td>版权所有 某区教育局 地址：某路1号</td></tr></table>",
        head="<title>某区教育局</title>",
    )
    article, around = lines(source)
    assert article == ["关于规范办学行为的通知", "各学校：", BODY, "附件：1.自查表", "二〇一二年三月四日"]
    assert around == [
        "首页|新闻",
        "局长信箱",
        "常用下载",
        "作者：办公室 来源：本站 点击数：123",
        "上一篇：另一篇",
        "版权所有 某区教育局 地址：某路1号",
    ]


def test_a_list_of_names_is_an_article() -> None:
    names = "".join(f"<p>第{number}小学</p>" for number in range(1, 5))
    source = page(
        f"<div class='nav'><a>首页</a></div><div><h2>关于公布名单的通知</h2><div>{names}</div></div><div><h3>热点</h3><ul><li><a>会议召开</a></ul></div>"
    )
    article, around = lines(source)
    assert article == ["关于公布名单的通知", "第1小学", "第2小学", "第3小学", "第4小学"]
    assert around == ["首页", "热点", "会议召开"]


def test_places_and_headings() -> None:
    source = page(f"<h2>一、时间</h2><p>{BODY}</p><table><tr><td>甲<td>乙<tr><td>丙<td>丁</table>")
    assert [(block.place, block.role, block.heading) for block in source.blocks] == [
        (Place(paragraph=1), "heading", 2),
        (Place(paragraph=2), "paragraph", None),
        (Place(paragraph=3), "table_row", None),
        (Place(paragraph=4), "table_row", None),
    ]
