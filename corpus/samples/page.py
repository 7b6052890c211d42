"""A sample as the saved web page of a bureau: navigation, breadcrumbs, share bar and footer around the notice."""

from html import escape

from corpus.samples.markup import Break, Element, Notice, Paragraph, Table

ENCODINGS = {"contest": "gb18030"}
"""Pages in the encoding that older sites use; the others are UTF-8."""

_STYLES = {"title": "text-align:center;font-size:22pt", "letterhead": "text-align:center;color:#c00", "sign": "text-align:right"}
_STYLES |= {"number": "text-align:center", "date": "text-align:right", "caption": "text-align:center", "byline": "text-align:center"}
_CHANNELS = ("首页", "机构概况", "政务公开", "教育要闻", "通知公告", "办事服务", "互动交流")
_SITES = {"岚溪市青砚区教育局": "青砚教育网", "望禾县教育体育局": "望禾教育体育网"}


def web_page(notice: Notice) -> bytes:
    """The page's bytes in its own encoding, which its head declares."""
    encoding = ENCODINGS.get(notice.name, "utf-8")
    declared = "gb2312" if encoding == "gb18030" else encoding
    title = next(paragraph.text for paragraph in notice.paragraphs() if paragraph.style == "title")
    issuer = next((paragraph.text for paragraph in notice.paragraphs() if paragraph.style == "sign"), "")
    site = _SITES.get(issuer, "岚溪教育网")
    body = [_plain(line) for line in notice.before]
    body += [_element(element) for element in notice.elements]
    body += [_plain(line) for line in notice.after]
    page = _PAGE.format(
        charset=declared,
        title=escape(title),
        site=site,
        channels="".join(f'<li><a href="/c{n}/">{name}</a></li>' for n, name in enumerate(_CHANNELS)),
        date=notice.date,
        body="\n".join(body),
    )
    return page.encode(encoding)


def _element(element: Element) -> str:
    if isinstance(element, Break):
        return "<hr>"
    if isinstance(element, Table):
        return _table(element)
    style = _STYLES.get(element.style, "text-indent:2em")
    return f'<p style="{style}">{escape(element.text)}</p>'


def _table(table: Table) -> str:
    rows = ("".join(f"<td>{_cell(cell)}</td>" for cell in row) for row in table.rows)
    return '<table border="1">\n' + "\n".join(f"<tr>{row}</tr>" for row in rows) + "\n</table>"


def _cell(cell: Paragraph) -> str:
    return f"<p>{escape(cell.text)}</p>"


def _plain(line: str) -> str:
    return f"<p>{escape(line)}</p>"


_PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="{charset}">
<title>{title}-{site}</title>
<style>p {{ line-height: 2 }} td {{ padding: 4px }}</style>
<script>var clicks = 326; function share(where) {{ return where; }}</script>
</head>
<body>
<header class="header"><a href="/">{site}</a><form><input name="q" placeholder="请输入关键字"><button>搜索</button></form></header>
<nav class="nav"><ul>{channels}</ul></nav>
<div class="breadcrumb">您当前的位置：<a href="/">首页</a> &gt; <a href="/c2/">政务公开</a> &gt; <a href="/c4/">通知公告</a></div>
<div class="main">
<div class="info">发布日期：{date} 信息来源：本站 浏览次数：326 字号：[ 大 中 小 ]</div>
<div class="article" id="zoom">
{body}
</div>
<div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a> <a href="#">打印本页</a> <a href="#">关闭窗口</a></div>
</div>
<footer class="footer">
<p>主办：{site}　技术支持：岚溪市电教馆</p>
<p>岚ICP备00000000号　网站标识码：0000000000</p>
</footer>
</body>
</html>
"""
