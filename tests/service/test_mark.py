"""`duban mark`: a line in, a line out."""

import json
from pathlib import Path

import pytest

from service.cli import main


def marked(folder: Path, text: str, capfdbinary: pytest.CaptureFixture[bytes], *options: str) -> tuple[int, list[str], str]:
    (folder / "句.jsonl").write_text(text, "utf-8")
    with pytest.raises(SystemExit) as left:
        main(["mark", str(folder / "句.jsonl"), *options])
    out, err = capfdbinary.readouterr()
    assert isinstance(left.value.code, int)
    return left.value.code, out.decode().split("\n")[:-1], err.decode()


def test_a_line_in_a_line_out(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    text = '{"id": "a", "text": "请于3月7日前报送材料不少于2份。", "date": "2022-02-20"}\n\n{"id": 2, "text": "没有时间。", "date": null}\n'
    status, lines, err = marked(tmp_path, text, capfdbinary, "--json")
    first, second = map(json.loads, lines)
    assert (status, err) == (0, "")
    assert first["id"] == "a"
    (deadline,) = first["deadlines"]
    assert (deadline["id"], deadline["text"], deadline["end"]) == ("D1", "3月7日前", "2022-03-07")
    (target,) = first["targets"]
    assert (target["id"], target["comparator"], target["value"], target["unit"]) == ("Q1", ">=", 2, "份")
    assert second == {"id": 2, "deadlines": [], "targets": []}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("{", "不是有效的 JSON"),
        ("[" * 100_000, "不是有效的 JSON"),
        ("3", "应为"),
        ('{"id": "a"}', "应为"),
        ('{"id": "a", "text": 3}', "应为"),
        ('{"id": "a", "text": "x", "date": 3}', "应为"),
        ('{"id": "a", "text": "x", "date": "2022-13-01"}', "日期“2022-13-01”无效"),
    ],
)
def test_a_bad_line_does_not_stop_the_others(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes], line: str, fault: str) -> None:
    status, lines, err = marked(tmp_path, line + '\n{"id": "b", "text": "好"}\n', capfdbinary, "--json")
    assert status == 2
    assert "error" in json.loads(lines[0])
    assert json.loads(lines[1])["id"] == "b"
    assert fault in err
    assert "第 1 行" in err
    assert err.count("\n") == 1


def test_for_people(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    _, lines, _ = marked(tmp_path, '{"id": "a", "text": "3月7日前报送2份。", "date": "2022-02-20"}', capfdbinary)
    assert lines == ["3月7日前报送2份。", "  时间 3月7日前：2022.3.7 前", "  数量 2份：等于 2 份"]


def test_other_encodings_are_refused(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "句.jsonl").write_bytes("好".encode("gb18030"))
    with pytest.raises(SystemExit) as left:
        main(["mark", str(tmp_path / "句.jsonl")])
    assert left.value.code == 2
    assert "不是 UTF-8 编码" in capfdbinary.readouterr().err.decode()
