#!/bin/sh
# 督办的离线安装：只用本文件夹里的安装包，不访问网络。用法见 sh install.sh --help
set -eu

here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-}
prefix=
bin=
service=no
start=yes

usage() {
    cat <<'TEXT'
用法：sh install.sh [选项]

  --prefix 文件夹   装在哪里；默认：root 为 /opt/duban，其他用户为 ~/.local/opt/duban
  --bin 文件夹      命令 duban 的链接放在哪里；默认：root 为 /usr/local/bin，其他用户为 ~/.local/bin
  --python 解释器   用哪个 Python；默认在 PATH 里找一个版本合适的
  --service         装成开机自启的服务（需要 root 和 systemd），数据放在 /var/lib/duban
  --no-start        装成服务，但先不启动
  --help            显示本说明

重复运行即为升级：新版本装好、试运行通过后才切换，上一版保留，文件库不动。
TEXT
}

fail() {
    printf '安装没有完成：%s\n' "$1" >&2
    exit 2
}

while [ $# -gt 0 ]; do
    case $1 in
        --prefix) [ $# -gt 1 ] || fail '--prefix 后面要写文件夹。'; prefix=$2; shift ;;
        --bin) [ $# -gt 1 ] || fail '--bin 后面要写文件夹。'; bin=$2; shift ;;
        --python) [ $# -gt 1 ] || fail '--python 后面要写解释器。'; python=$2; shift ;;
        --service) service=yes ;;
        --no-start) start=no ;;
        --help|-h) usage; exit 0 ;;
        *) usage >&2; fail "不认识的选项 $1。" ;;
    esac
    shift
done

root=no
[ "$(id -u)" -eq 0 ] && root=yes
if [ -z "$prefix" ]; then
    if [ $root = yes ]; then prefix=/opt/duban; else prefix=$HOME/.local/opt/duban; fi
fi
case $prefix in /*) ;; *) prefix=$PWD/$prefix ;; esac
if [ -z "$bin" ]; then
    if [ $root = yes ]; then bin=/usr/local/bin; else bin=$HOME/.local/bin; fi
fi
case $bin in /*) ;; *) bin=$PWD/$bin ;; esac
version=$(cat "$here/VERSION")

[ "$(uname -s)" = Linux ] && [ "$(uname -m)" = x86_64 ] || fail "本安装包适用于 Linux x86_64，这台机器是 $(uname -s) $(uname -m)。"
if [ $service = yes ]; then
    [ $root = yes ] || fail '--service 需要 root，请用 sudo sh install.sh --service。'
    command -v systemctl >/dev/null || fail '这台机器没有 systemd，请去掉 --service，按《部署说明》手工启动。'
fi

# 一、安装包是否完整
(cd "$here" && sha256sum --check --quiet --strict SHA256SUMS) || fail '安装包不完整或被改动，请重新拷贝。'

# 二、找一个版本合适的 Python
answers() { # 解释器 → 版本号，如 3.11；不能用则无输出
    "$1" -c 'import sys, venv; print("%d.%d" % sys.version_info[:2] if sys.maxsize > 2**32 else "")' 2>/dev/null || true
}
chosen=
wanted=$(paste -sd ' ' "$here/PYTHONS")
for candidate in ${python:-$(sed 's/^/python/' "$here/PYTHONS") python3}; do
    found=$(answers "$candidate")
    if [ -n "$found" ] && grep -qxF "$found" "$here/PYTHONS"; then chosen=$candidate; break; fi
done
[ -n "$chosen" ] || fail "本安装包需要 Python $wanted（64 位，带 venv 模块），没有找到。装好后重试，或用 --python 指出它的位置。"

# 三、装进以版本命名的文件夹；没有装完的不会被使用
target=$prefix/versions/$version-py$found
mkdir -p "$prefix/versions" || fail "无法写入 $prefix，请换一个 --prefix，或用 sudo。"
printf '正在安装督办 %s（Python %s）到 %s …\n' "$version" "$found" "$target"
rm -rf "$target.old"
if [ -e "$target" ]; then mv "$target" "$target.old"; fi
back() { # 装不成就恢复原样
    rm -rf "$target"
    if [ -e "$target.old" ]; then mv "$target.old" "$target"; fi
    fail "$1"
}
unset PYTHONPATH PYTHONHOME
pip=$(ls "$here"/wheels/pip-*.whl)
"$chosen" -m venv --without-pip "$target" || back '建立 Python 环境失败。'
PIP_CONFIG_FILE=/dev/null "$target/bin/python" "$pip/pip" install --quiet --no-index --no-deps --no-cache-dir \
    --find-links "$here/wheels" --require-hashes --requirement "$here/requirements-$found.txt" || back '依赖没有装齐，请看上面的说明。'

# 四、试运行：读一份样例通知
"$target/bin/duban" analyze "$here/样例通知.docx" --json >/dev/null || back '试运行没有通过，请把上面的内容发给维护人员。'
rm -rf "$target.old"

# 五、切换；上一版保留，可以换回
previous=$(readlink "$prefix/current" 2>/dev/null || true)
restart=no
if [ $service = yes ] && systemctl is-active --quiet duban; then restart=yes; systemctl stop duban; fi
ln -s "versions/$(basename "$target")" "$prefix/current.new"
mv -T "$prefix/current.new" "$prefix/current"
mkdir -p "$bin"
ln -sfn "$prefix/current/bin/duban" "$bin/duban"
sed "s|@BIN@|$bin|g" "$here/uninstall.sh" > "$prefix/uninstall.sh"
printf '已装好：%s\n' "$bin/duban"
if [ -n "$previous" ] && [ "$previous" != "versions/$(basename "$target")" ]; then
    printf '上一版保留在 %s；换回：ln -sfn %s %s\n' "$prefix/$previous" "$previous" "$prefix/current"
fi
case ":$PATH:" in *":$bin:"*) ;; *) printf '提示：%s 不在 PATH 里，请用完整路径运行，或把它加进 PATH。\n' "$bin" ;; esac

# 六、服务
if [ $service = yes ]; then
    id duban >/dev/null 2>&1 || useradd --system --home-dir /var/lib/duban --shell /usr/sbin/nologin duban
    [ -e /etc/duban.env ] || install -m 0640 -o root -g duban "$here/duban.env" /etc/duban.env
    for unit in duban.service duban-worker.service; do
        sed "s|@PREFIX@|$prefix|g" "$here/$unit" > "/etc/systemd/system/$unit"
    done
    systemctl daemon-reload
    if [ $start = yes ] || [ $restart = yes ]; then
        systemctl enable --now duban
        printf '服务已启动，设置在 /etc/duban.env；进入的链接：sudo -u duban env DUBAN_DATA_DIR=/var/lib/duban %s link\n' "$bin/duban"
    else
        printf '服务已装好，启动：systemctl enable --now duban\n'
    fi
else
    printf '试一试：duban analyze %s/样例通知.docx；启动服务：duban serve --browser\n' "$here"
fi
