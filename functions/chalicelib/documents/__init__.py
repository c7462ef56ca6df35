"""The papers (文书) a case produces. A module for each kind says what fills it, as a frozen value of text; templates/ holds how it reads and
looks, a file for each kind; printing.py makes the PDF, the same bytes from the same value. Nothing here knows where a paper is kept.
"""
