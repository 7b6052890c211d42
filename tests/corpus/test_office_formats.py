"""The same notice as .doc, .wps, RTF and OpenDocument, as LibreOffice writes them, and as OFD gives the ledger of the Word file."""

import subprocess
from pathlib import Path

import pytest

from corpus.samples import names, sample
from service.converters import office
from tests.corpus.test_formats import DUBAN, form, ledger
from tests.nlp.read.ofd.writer import from_pdf

needs_libreoffice = pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")
KINDS = ("doc", "rtf", "odt")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All notices in all these formats."""
    made = tmp_path_factory.mktemp("office")
    paths = []
    for name in names():
        paths.append(made / f"{name}.docx")
        paths[-1].write_bytes(sample(name, "docx").data)
    for kind in KINDS:
        command = [str(office.program()), "--headless", f"-env:UserInstallation={(made / 'profile').as_uri()}"]
        subprocess.run(
            [*command, "--convert-to", kind, "--outdir", str(made), *map(str, paths)], check=True, capture_output=True, timeout=300
        )
    return made


@needs_libreoffice
@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("kind", KINDS)
def test_the_ledger_is_that_of_the_word_file(name: str, kind: str, folder: Path) -> None:
    word = DUBAN.analyze(sample(name, "docx").data, f"{name}.docx")
    found = DUBAN.analyze((folder / f"{name}.{kind}").read_bytes(), f"{name}.{kind}")
    assert ledger(found) == ledger(word)
    assert form(found.document) == form(word.document)
    assert found.document.format == kind


@needs_libreoffice
def test_a_wps_file_is_read_as_what_it_is(folder: Path) -> None:
    name = names()[0]
    found = DUBAN.analyze((folder / f"{name}.doc").read_bytes(), f"{name}.wps")
    assert (found.document.format, len(found.tasks)) == ("wps", len(DUBAN.analyze(sample(name, "docx").data, "通知.docx").tasks))


@pytest.mark.parametrize("name", names())
def test_the_ledger_of_an_ofd_file_is_that_of_the_word_file(name: str) -> None:
    word = DUBAN.analyze(sample(name, "docx").data, f"{name}.docx")
    found = DUBAN.analyze(from_pdf(sample(name, "pdf").data), f"{name}.ofd")
    assert ledger(found) == ledger(word)
    assert form(found.document) == form(word.document)
    assert found.document.format == "ofd"
