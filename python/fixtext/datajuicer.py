"""Data-Juicer: a mapper, in the place of fix_unicode_mapper.

Import this module, and name it in the process of a configuration:

    process:
      - fixtext_mapper:
          profile: canonical
"""

from __future__ import annotations

from typing import Any

from data_juicer.ops.base_op import OPERATORS, Mapper

from ._fixer import Fixer

_OPTIONS = tuple(Fixer.__init__.__kwdefaults__ or ())


@OPERATORS.register_module("fixtext_mapper")
class FixtextMapper(Mapper):  # type: ignore[misc]
    """Repairs the texts of samples; options are those of Fixer, beside those of all mappers."""

    _batched_op = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        options = {k: kwargs.pop(k) for k in _OPTIONS if k in kwargs}
        super().__init__(*args, **kwargs)
        self._fixer = Fixer(**options)

    def process_batched(self, samples: dict[str, Any]) -> dict[str, Any]:
        """Return the samples with their texts repaired."""
        samples[self.text_key] = self._fixer.fix_batch(list(samples[self.text_key]))
        return samples
