"""Text -> Document: strict YAML, with the place of every key and value. Nothing else imports yaml."""

from argmap.syntax.compose import read
from argmap.syntax.document import Document
from argmap.syntax.rules import RULES

__all__ = ["RULES", "Document", "read"]
