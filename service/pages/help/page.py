"""帮助: the tour with its samples, then every page in a few lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from uuid import UUID

from nicegui import ui

from service.collection import samples
from service.collection.progress import unsettled
from service.pages.frame import KEYS, frame
from service.pages.help.words import PAGES, STEPS, About
from service.pages.search.parts import LANGUAGE
from service.pages.work import aside, attempt, house, person

LOOK = 1.0


@dataclass(slots=True)
class Waiting:
    """What the samples still need: their documents and their jobs."""

    jobs: tuple[UUID, ...] = ()
    all: int = 0


async def show() -> None:
    collection = house()
    count = await aside(lambda: samples.sample_count(collection))
    with frame("帮助", styles=("checks.css", "help.css"), scripts=("help.js",)):
        tour = ui.html(_tour(count), sanitize=False)
        ui.html(_pages() + _language() + _keys(), sanitize=False)
        waiting = Waiting()

        async def look() -> None:
            left = await aside(lambda: unsettled(collection, waiting.jobs))
            tour.set_content(_tour(waiting.all, left=left, jobs=len(waiting.jobs)))
            if left == 0:
                timer.deactivate()

        timer = ui.timer(LOOK, look, active=False)

        async def load() -> None:
            who = person()
            loaded = await attempt(lambda: samples.load_samples(collection, who=who), "样例已放入，正在分析。")
            if loaded is not None:
                waiting.jobs = (*dict.fromkeys(loaded.documents), *loaded.jobs)
                waiting.all = len(set(loaded.documents))
                timer.activate()

        async def remove() -> None:
            who = person()
            gone = await attempt(lambda: samples.remove_samples(collection, who=who))
            if gone is not None:
                timer.deactivate()
                tour.set_content(_tour(0, gone=gone))

        ui.on("samples-load", load)
        ui.on("samples-remove", remove)


def _tour(count: int, *, left: int = 0, jobs: int = 0, gone: int = 0) -> str:
    """`count` samples are there, of whose `jobs` some are `left`; `gone` were just taken out."""
    steps = "".join(f'<li><a href="{escape(path)}">{escape(title)}</a>　{escape(words)}</li>' for title, path, words in STEPS)
    if count:
        bar = (
            f'<p class="running"><progress max="{jobs}" value="{jobs - left}" aria-label="样例的进度"></progress>正在分析，还有 {left} 项；可以先往下看。</p>'
            if left
            else f"<p>样例已在文件库里，共 {count} 份，来文者是“{samples.SENDER}”。看完可以移出。</p>"
        )
        button = '<button type="button" class="plain" data-samples="remove">把样例移出文件库</button>'
    else:
        told = f"样例已移出（{gone} 份），在“收文”的已删除里可以恢复。" if gone else "文件库里还没有样例。"
        bar = f"<p>{told}</p>"
        button = '<button type="button" class="plain main-action" data-samples="load">放入样例</button>'
    return (
        f'<section class="card tour"><h2>先走一遍</h2><p class="soft">放入随程序附带的样例（虚构的通知、四所学校的计划、二十篇心得），照下面的顺序看一遍，约十分钟。</p>'
        f'<div role="status">{bar}</div><p class="no-print">{button}</p><ol>{steps}</ol></section>'
    )


def _pages() -> str:
    links = "".join(f'<a class="plain" href="#about-{place}">{page.title}</a>' for place, page in enumerate(PAGES))
    return f'<nav class="tools no-print" aria-label="各页的说明">{links}</nav>' + "".join(
        _about(place, page) for place, page in enumerate(PAGES)
    )


def _about(place: int, page: About) -> str:
    does = "".join(f"<li>{escape(each)}</li>" for each in page.does)
    return (
        f'<section class="card about" id="about-{place}"><h2><a href="{page.path}">{escape(page.title)}</a></h2><p>{escape(page.purpose)}</p>'
        f"<ul>{does}</ul>{_table(page.keys)}</section>"
    )


def _language() -> str:
    rows = "".join(f'<tr><th scope="row"><code>{escape(said)}</code></th><td>{escape(does)}</td></tr>' for said, does in LANGUAGE)
    return f'<section class="card about"><h2>检索的写法</h2><table>{rows}</table></section>'


def _keys() -> str:
    return f'<section class="card about"><h2>每一页都有的键</h2>{_table(KEYS)}</section>'


def _table(keys: Mapping[str, str]) -> str:
    rows = "".join(f'<tr><th scope="row">{_pressed(key)}</th><td>{escape(does)}</td></tr>' for key, does in keys.items())
    return f"<table>{rows}</table>" if rows else ""


def _pressed(words: str) -> str:
    return " ".join(f"<kbd>{escape(word)}</kbd>" if word not in ("+", "…", "或") else word for word in words.split())
