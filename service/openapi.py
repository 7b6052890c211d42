"""The description of the service (OpenAPI 3.1), with an example that is analysed when it is asked for and so never stale."""

import json

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from service.app import Duban
from service.plain import plain, to_text
from service.problems import MEDIA_TYPE, REFUSED

EXAMPLE_NAME = "关于开展校园安全检查的通知.txt"
EXAMPLE = """青禾市教育局关于开展校园安全检查的通知
青教发〔2024〕12号
各中小学、幼儿园：
为确保师生安全，现就有关事项通知如下。
一、全面自查
各校要在3月20日前完成一次全面自查，自查覆盖率达到100%。（责任科室：安全科）
二、定期演练
各校每学期至少组织2次应急演练。（牵头科室：安全科，配合科室：基教科）
青禾市教育局
2024年3月4日
"""


def openapi_text(app: FastAPI, machine: Duban) -> str:
    schema = json.loads(json.dumps(get_openapi(title=app.title, version=app.version, routes=app.routes)))
    example = plain(machine.analyze(EXAMPLE.encode(), EXAMPLE_NAME))
    schema["paths"]["/api/v1/analyses"]["post"]["responses"]["200"]["content"]["application/json"]["example"] = example
    for path in schema["paths"].values():
        for responses in (method["responses"] for method in path.values()):
            for status in {str(status) for status in REFUSED} & responses.keys():
                responses[status]["content"] = {MEDIA_TYPE: responses[status]["content"]["application/json"]}
    return to_text(schema)
