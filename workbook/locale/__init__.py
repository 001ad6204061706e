"""Catalogs: one folder a language; ``workbook.pot`` holds all texts there are."""
