"""JioNLP's and jieba's passes over the same texts; run by the interpreter of the peers' environment, which knows nothing of ours.

JSON on standard input {"texts", "passes", "year"}, JSON on standard output {label: [CPU seconds of each pass]}.
"""

import contextlib
import json
import sys

from tests.benchmarks.clock import Pass, time_passes


def main() -> None:
    order = json.load(sys.stdin)
    with contextlib.redirect_stdout(sys.stderr):
        import jieba.posseg
        import jionlp

    base = {"year": order["year"]}

    def times(text: str) -> None:
        # A whole document at a time: line by line it finds the same and takes twice as long.
        jionlp.ner.extract_time(text, time_base=base)

    def money(text: str) -> None:
        jionlp.ner.extract_money(text)

    def both(text: str) -> None:
        times(text)
        money(text)

    works: dict[str, Pass] = {"times": times, "money": money, "both": both, "posseg": jieba.posseg.lcut}
    with contextlib.redirect_stdout(sys.stderr):
        seconds = {label: time_passes(work, order["texts"], passes=order["passes"]) for label, work in works.items()}
    json.dump(seconds, sys.stdout)


if __name__ == "__main__":
    main()
