"""NeMo Curator: a modifier of documents, in the place of UnicodeReformatter.

>>> stage = Modify(FixtextModifier(), input_fields="text")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import Any

from nemo_curator.stages.text.modifiers.doc_modifier import DocumentModifier

from ._fixer import Fixer


class FixtextModifier(DocumentModifier):  # type: ignore[misc]
    """Repairs the texts of documents; options are those of Fixer."""

    def __init__(self, **options: Any) -> None:
        super().__init__()
        self._fixer = Fixer(**options)

    def modify_document(self, text: str) -> str:
        """Return the text repaired."""
        return self._fixer.fix(text) if isinstance(text, str) else text
