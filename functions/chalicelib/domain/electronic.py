"""Signing electronically (电子签署): which statement a person agrees to before they sign so (电子签名法 Art. 3). Its words are in the
catalogue as ELECTRONIC_SIGNING: other words are another version, and what was signed to earlier ones keeps theirs.
"""

VERSION = "1"
