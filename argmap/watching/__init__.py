"""Outputs kept up to date while maps, articles and documents are written, and the page that shows them.

`keeper` says what happens, step by step, and `notices` wakes it; `server` shows what `shelf` holds. Nothing is
printed here.
"""
