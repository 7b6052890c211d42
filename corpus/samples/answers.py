"""What the sample plans answer, and what was planted in them: the gold of the plan check."""

from typing import Literal

from pydantic.dataclasses import dataclass

from corpus.samples.markup import load


@dataclass(frozen=True)
class Gap:
    """A requirement that the plan does not fully answer: words of the notice or template, the verdict, the codes of contract.md.

    A worse value contradicts a notice; to a template, which asks for contents, it is a partial answer.

    `said` are the words of the plan that fall short of it, empty where nothing answers.
    """

    quote: str
    verdict: Literal["partial", "missing", "contradicts"]
    codes: tuple[str, ...] = ()
    said: str = ""


@dataclass(frozen=True)
class Answer:
    """`notice` or `template` is the name of a sample; `finds` are codes for the plan as a whole. What is not in `gaps` is covered.

    `aside` quotes requirements that do not concern this school: whatever is said of them is right.
    """

    school: str
    notice: str | None = None
    template: str | None = None
    finds: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    aside: tuple[str, ...] = ()

    @property
    def given(self) -> str:
        """The name of the paper that the plan answers."""
        return self.notice or self.template or ""


def answer(name: str) -> Answer:
    """The gold of a sample plan."""
    return Answer(**load(name, "plan").answer)
