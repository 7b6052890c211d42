"""What the parts of a form mean: files with their own names, a date, a calendar."""

from fastapi import Request, UploadFile

from nlp.timex.calendar import SchoolCalendar
from service.app import parse_date, read_calendar
from service.batch import Order
from service.inputs import shown
from service.problems import too_large
from service.settings import Settings

LONGEST = 200
"""Characters of a name that are kept."""


async def reading_order(request: Request, issued: str, calendar: UploadFile | None) -> Order:
    """How the files of a request are to be read."""
    settings: Settings = request.app.state.settings
    day = parse_date(issued.strip()) if issued.strip() else None
    terms: SchoolCalendar = request.app.state.calendar
    if calendar is not None and calendar.filename:
        terms = read_calendar(await calendar.read(), name_of(calendar))
    return Order(terms, day, settings.max_bytes, settings.log_dir, settings.debug)


async def file_of(request: Request, upload: UploadFile) -> tuple[bytes, str]:
    """Bytes and name. Raises ServiceError "too_large"."""
    settings: Settings = request.app.state.settings
    data = await upload.read(settings.max_bytes + 1)
    if len(data) > settings.max_bytes:
        raise too_large(settings.max_bytes)
    return data, name_of(upload)


async def optional_file_of(request: Request, upload: UploadFile | None) -> tuple[bytes, str] | None:
    """None for a field that was left empty."""
    return await file_of(request, upload) if upload is not None and upload.filename else None


def name_of(upload: UploadFile) -> str:
    """The file's own name, whatever path the client sent."""
    name = shown((upload.filename or "").replace("\\", "/").rsplit("/", 1)[-1]).strip()[-LONGEST:]
    return "未命名" if name in ("", ".", "..") else name
