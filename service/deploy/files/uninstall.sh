#!/bin/sh
# 卸载督办：删去程序和服务，文件库（数据）不动。用法：sh uninstall.sh
set -eu
prefix=$(cd "$(dirname "$0")" && pwd)
[ -d "$prefix/versions" ] || { printf '这里没有装督办：%s\n' "$prefix" >&2; exit 2; }
if [ -e /etc/systemd/system/duban.service ] && grep -qF "$prefix/" /etc/systemd/system/duban.service; then
    systemctl disable --now duban duban-worker 2>/dev/null || true
    rm -f /etc/systemd/system/duban.service /etc/systemd/system/duban-worker.service
    systemctl daemon-reload
fi
bin="@BIN@"
if [ "$(readlink "$bin/duban" 2>/dev/null)" = "$prefix/current/bin/duban" ]; then rm -f "$bin/duban"; fi
rm -rf "$prefix/versions" "$prefix/current" "$prefix/uninstall.sh"
rmdir "$prefix" 2>/dev/null || true
printf '程序已删去。文件库还在（服务：/var/lib/duban；个人：~/.local/share/duban），不再需要时请自行删除。\n'
