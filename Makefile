# Targets prepare what they need in .venv, with nothing but python3 (3.11 or later) and pip. `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-build-isolation
SAMPLE ?= corpus/samples/files/reading.docx
# Two workers are enough for two cores; WORKERS=auto uses all.
WORKERS ?= 2
SOAK_CASES ?= 5000
# The pages are tested in Chromium: installed where we may, else those tests skip and say so.
CHROMIUM := [ -x /usr/bin/chromium ] || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && \
  { apt-get -qq update; DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends -y chromium fonts-noto-cjk; } >/dev/null 2>&1; } || true
# What the kill tests endure in `make soak`; the suite runs the same small.
KILLS := DUBAN_KILL_UPLOADS=300 DUBAN_KILLS=12 DUBAN_DATABASE_GONE=30 DUBAN_HOST_UPLOADS=12 DUBAN_BUNDLE=1 DUBAN_PAGE_TIMES=1 DUBAN_LEDGER_ROWS=5000

.DEFAULT_GOAL := help
.PHONY: help demo check lint types imports test screenshots soak bench samples readme docs format lock wheel bundle clean

help: ## 列出全部目标
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/run.stamp ## 演示：把一份样例通知读成任务分解表，并写出 out/任务分解表.xlsx
	@mkdir -p out
	$(BIN)/duban analyze $(SAMPLE)
	$(BIN)/duban analyze $(SAMPLE) --xlsx out/任务分解表.xlsx

check: lint types imports test ## 全部检查：格式、类型、依赖方向、测试

lint: $(VENV)/dev.stamp ## 代码风格
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev.stamp ## 类型检查
	$(BIN)/mypy

imports: $(VENV)/dev.stamp ## 依赖方向
	$(BIN)/lint-imports

test: $(VENV)/dev.stamp ## 测试
	@$(CHROMIUM)
	$(BIN)/pytest -n $(WORKERS) --dist loadgroup

screenshots: $(VENV)/dev.stamp ## 重新拍 docs/screenshots/ 里的网页图片（需要 Chromium）
	@$(CHROMIUM)
	DUBAN_SCREENSHOTS=1 $(BIN)/pytest tests/pages -q

soak: $(VENV)/dev.stamp ## 同样的测试，更多的随机文档（默认每种格式 5000 份），更多的强行终止
	DUBAN_FUZZ_CASES=$(SOAK_CASES) HYPOTHESIS_PROFILE=soak $(KILLS) $(BIN)/pytest -n $(WORKERS) --dist loadgroup

bench: $(VENV)/peers.stamp ## 速度、内存、检索、文件库、服务与摘要，与 JioNLP、jieba、SQLite FTS5、bm25s、sumy、snownlp 同场比较
	$(BIN)/python -m tests.benchmarks --peers $(VENV)/peers/bin/python
	$(BIN)/python -m tests.benchmarks.digest --peers $(VENV)/peers/bin/python

samples: $(VENV)/dev.stamp ## 由 corpus/samples/*.notice 重新生成样例文件
	$(BIN)/python -m corpus.samples.build

readme: $(VENV)/dev.stamp ## 重写 README 里的演示输出
	$(BIN)/python -m tests.readme

docs: $(VENV)/dev.stamp ## 由语法的各张表重写 docs/time-and-quantity.md
	$(BIN)/python -m tests.grammar

format: $(VENV)/dev.stamp ## 整理代码格式
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

wheel: $(VENV)/build.stamp ## 在 dist/ 下打包
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header
lock: ## 维护者用：由 pyproject.toml 重新计算 requirements/*.lock（需要 uv）
	$(LOCK) --group build --output-file requirements/build.lock
	$(LOCK) --group bundle --output-file requirements/bundle.lock
	$(LOCK) --group peers --output-file requirements/peers.lock
	$(LOCK) --group dev pyproject.toml --output-file requirements/dev.lock
	$(LOCK) --constraint requirements/dev.lock pyproject.toml --output-file requirements/run.lock

BUNDLE ?= --target linux-x86_64
bundle: $(VENV)/build.stamp $(VENV)/run.stamp ## 打成离线安装包（dist/）；BUNDLE="--target windows-amd64 --python 3.12" 可换目标
	$(BIN)/python -m service.deploy.bundle $(BUNDLE)

clean: ## 删除 .venv 和生成的文件
	rm -rf $(VENV) out dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/python.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "需要 Python 3.11 或更高版本；$(PYTHON) 不可用或太旧。请安装后重试，或指定：make PYTHON=python3.12 …" >&2; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "$(PYTHON) 缺少 venv 或 ensurepip 模块。Debian/Ubuntu 请先执行：apt install python3-venv" >&2; exit 2; }
	@echo "首次运行：在 $(VENV) 中准备环境 …"
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/build.stamp: requirements/build.lock $(VENV)/python.stamp
	@$(PIP) --require-hashes -r requirements/build.lock
	@touch $@

$(VENV)/run.stamp: requirements/run.lock pyproject.toml $(VENV)/build.stamp
	@$(PIP) --require-hashes -r requirements/run.lock
	@$(PIP) --no-deps --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.lock $(VENV)/run.stamp
	@$(PIP) --require-hashes -r requirements/dev.lock
	@touch $@

# The peers of the benchmark live in an environment of their own: nothing of ours imports them.
$(VENV)/peers.stamp: requirements/peers.lock $(VENV)/run.stamp
	@$(PYTHON) -m venv --clear $(VENV)/peers
	@$(VENV)/peers/bin/python -m pip install -qq --disable-pip-version-check --no-build-isolation --require-hashes -r requirements/build.lock
	@$(VENV)/peers/bin/python -m pip install -qq --disable-pip-version-check --no-build-isolation --require-hashes -r requirements/peers.lock
	@touch $@
