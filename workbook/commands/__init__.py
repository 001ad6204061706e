"""Commands that came with later rooms, each in a file of its own; ``workbook.cli`` brings them in."""
