"""What is wrong with a file that is not kept."""


class Unfit(Exception):
    """The file is not kept; the message is the code of the defect (messages/defects.py), never what the file holds."""
