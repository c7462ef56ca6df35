"""Texts of the pages (web/): what every page says in shared.py, what one audience's says in the module of its name. What the API says is not here."""
