"""Help while writing: passages with a citation to paste, articles by paragraph, starter files, coding sheets, stamps.

Corpus and readings in, text out. Nothing here opens a file or prints.
"""
