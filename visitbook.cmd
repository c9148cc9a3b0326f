@node "%~dp0visitbook" %*
