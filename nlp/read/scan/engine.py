"""The two models that rapidocr carries, run by OpenVINO where it is installed, else by ONNX Runtime; nothing is ever downloaded.

rapidocr's own pipeline is not used: it shrinks a page to 2,000 pixels, drops title lines by its classifier, tells no certainty of a
character, and fetches from the network what it does not find.
"""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from queue import Empty, SimpleQueue
from types import ModuleType
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from nlp.read.faults import Fault

Floats = NDArray[np.float32]
Model = Callable[[Floats], Floats]

MOST_THREADS = 2
"""Pages that are recognised at once, each on one thread."""

_SHAPES = 16
"""Widths of lines for which OpenVINO keeps its kernels; without a limit its memory grows with every page."""

_DETECTION, _RECOGNITION = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"


@dataclass(frozen=True, slots=True)
class Models:
    """`find` gives for each pixel how likely it is text, `tell` for each step of a line how likely each of `characters` is (0: none)."""

    engine: str
    find: Model
    tell: Model
    characters: tuple[str, ...]


@cache
def models() -> Models:
    """Loaded once a process; several threads may call them at once."""
    folder = _folder()
    _silence()
    if find_spec("openvino") is None:
        recognition = _session(folder / _RECOGNITION)
        characters = recognition.get_modelmeta().custom_metadata_map["character"]
        return Models("onnxruntime", _run(_session(folder / _DETECTION)), _run(recognition), _alphabet(characters))
    core: Any = import_module("openvino").Core()
    model = core.read_model(str(folder / _RECOGNITION))
    characters = model.get_rt_info()["framework"]["character"].value
    return Models("openvino", _compiled(core, core.read_model(str(folder / _DETECTION))), _compiled(core, model), _alphabet(characters))


def _silence() -> None:
    """Both libraries report to their makers unless they are told not to before they are loaded: ONNX Runtime makes a device id and sends
    events, OpenVINO counts what is loaded. Neither may do so here."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    sys.modules.setdefault("openvino_telemetry", cast(ModuleType, None))  # its import fails, and OpenVINO uses a stub


def _alphabet(characters: str) -> tuple[str, ...]:
    return ("", *characters.split("\n"), " ")


def _folder() -> Path:
    spec = find_spec("rapidocr")
    if spec is None or spec.origin is None:
        raise Fault("scanned", "是扫描件或图片，本机没有装文字识别组件", "请安装 rapidocr 后再试，或请发文方提供电子版")
    return Path(spec.origin).parent / "models"


def _session(path: Path) -> Any:
    import onnxruntime  # once it has been silenced

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _run(session: Any) -> Model:
    name = session.get_inputs()[0].name

    def run(given: Floats) -> Floats:
        found: Floats = session.run(None, {name: given})[0]
        return found

    return run


def _compiled(core: Any, model: Any) -> Model:
    """In single precision on every processor, so that a file reads the same everywhere."""
    properties: dict[str, object] = {
        "INFERENCE_NUM_THREADS": MOST_THREADS,
        "NUM_STREAMS": MOST_THREADS,
        "INFERENCE_PRECISION_HINT": "f32",
        "CPU_RUNTIME_CACHE_CAPACITY": _SHAPES,
    }
    compiled = core.compile_model(model, "CPU", properties)
    output = compiled.output(0)
    idle: SimpleQueue[Any] = SimpleQueue()

    def run(given: Floats) -> Floats:
        try:
            request = idle.get_nowait()
        except Empty:
            request = compiled.create_infer_request()
        found: Floats = np.array(request.infer([given])[output])
        idle.put(request)
        return found

    return run
