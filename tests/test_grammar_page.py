"""The page on what the grammar understands is what its tables say: `make docs` after a change."""

from tests.grammar import PAGE, page


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == page()


def test_no_cell_is_empty() -> None:
    cells = [(line, cell) for line in page().split("\n") if line.startswith("| ") for cell in line.strip("|").split(" | ")]
    assert [line for line, cell in cells if not cell.strip()] == []
