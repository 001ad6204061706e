"""``python -m workbook``: the command where its folder of scripts is not on the search path, as often on Windows."""

from workbook.cli import main

main()
