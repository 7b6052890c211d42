@echo off
rem Duban: offline installation for Windows (64 bit). Needs Python as named in PYTHONS; no network.
chcp 65001 >nul
setlocal enabledelayedexpansion
cd /d "%~dp0"
set "PREFIX=%LOCALAPPDATA%\Programs\duban"
set "CHOSEN="
set "FOUND="
for /f "usebackq tokens=*" %%v in ("PYTHONS") do (
    if not defined CHOSEN (
        py -%%v -c "import sys; sys.exit(sys.maxsize < 2**32)" >nul 2>nul
        if !errorlevel! equ 0 (
            set "CHOSEN=py -%%v"
            set "FOUND=%%v"
        )
    )
)
if not defined CHOSEN (
    echo 安装没有完成：需要 64 位的 Python，版本为：
    type PYTHONS
    echo 请先安装该版本的 Python（安装时勾选 py launcher），再运行本程序。
    pause
    exit /b 2
)
set /p VERSION=<VERSION
set "TARGET=%PREFIX%\%VERSION%-py%FOUND%"
echo 正在安装督办 %VERSION%（Python %FOUND%）到 %TARGET% …
if exist "%TARGET%" rmdir /s /q "%TARGET%"
%CHOSEN% -m venv --without-pip "%TARGET%" || goto failed
set "PIP_CONFIG_FILE=nul"
for %%p in (wheels\pip-*.whl) do set "PIP=%%p"
"%TARGET%\Scripts\python.exe" "%PIP%\pip" install --quiet --no-index --no-deps --no-cache-dir --find-links wheels --require-hashes --requirement "requirements-%FOUND%.txt" || goto failed
"%TARGET%\Scripts\duban.exe" analyze "样例通知.docx" --json >nul || goto failed
>"%PREFIX%\duban.cmd" echo @"%TARGET%\Scripts\duban.exe" %%*
copy /y start.bat "%PREFIX%\start.bat" >nul
echo 已装好。启动：双击 %PREFIX%\start.bat
pause
exit /b 0

:failed
rmdir /s /q "%TARGET%" 2>nul
echo 安装没有完成，请看上面的说明，或把它发给维护人员。
pause
exit /b 2
