"""The description of the service (OpenAPI 3.1), with examples that the program makes when it is asked for it, and so never stale."""

import json
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from service.app import Duban
from service.errors import FAULTS, problem_type
from service.examples import BODIES, examples
from service.plain import to_text
from service.problems import MEDIA_TYPE

PREFIX = "/api/v1"
METHODS = ("get", "post", "put", "patch", "delete")
SECURITY = {
    "bearer": {"type": "http", "scheme": "bearer", "description": "duban token 或登录得到的令牌"},
    "cookie": {"type": "apiKey", "in": "cookie", "name": "duban_session", "description": "浏览器登录后的 Cookie"},
}
PROBLEM = {"$ref": "#/components/schemas/Problem"}


def openapi_text(app: FastAPI, machine: Duban) -> str:
    schema = json.loads(json.dumps(get_openapi(title=app.title, version=app.version, routes=app.routes)))
    made = examples(machine)
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            if method in METHODS:
                _complete(operation, made, f"{method.upper()} {path.removeprefix(PREFIX)}")
    schema["components"]["securitySchemes"] = SECURITY
    schema["components"]["schemas"].pop("HTTPValidationError", None)
    schema["components"]["schemas"].pop("ValidationError", None)
    return to_text(schema)


def _complete(operation: dict[str, Any], made: dict[str, dict[str, Any]], name: str) -> None:
    """Problems have their own media type and an example; whoever may be refused must be known."""
    responses = operation["responses"]
    for status, response in responses.items():
        if status.startswith(("4", "5")):
            response["content"] = {MEDIA_TYPE: {"schema": PROBLEM, "examples": _problems(int(status))}}
        elif status in made.get(name, {}):
            response["content"]["application/json"]["example"] = made[name][status]
    if "401" in responses and not name.startswith("GET ") and not name.endswith("/sessions"):
        responses["403"] = {"description": FAULTS["role"].title, "content": {MEDIA_TYPE: {"schema": PROBLEM, "examples": _problems(403)}}}
    responses["default"] = {"description": "其他错误", "content": {MEDIA_TYPE: {"schema": PROBLEM}}}
    if "401" in responses:
        operation["security"] = [{"bearer": []}, {"cookie": []}]
    if name in BODIES:
        operation["requestBody"]["content"]["application/json"]["example"] = BODIES[name]


def _problems(status: int) -> dict[str, Any]:
    return {
        code: {
            "value": {
                "type": problem_type(code),
                "title": fault.title,
                "status": status,
                "detail": f"{fault.title}。",
                "instance": None,
                "errors": [],
            }
        }
        for code, fault in FAULTS.items()
        if fault.status == status
    }
