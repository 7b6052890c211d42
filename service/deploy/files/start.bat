@echo off
rem Duban: start the service on this PC and open the browser. Close this window to stop it.
chcp 65001 >nul
title 督办
call "%LOCALAPPDATA%\Programs\duban\duban.cmd" serve --browser
if errorlevel 1 pause
