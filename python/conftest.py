"""Examples in docstrings run where the engine that they are for is installed."""

from importlib.util import find_spec

collect_ignore = [f"fixtext/{engine}.py" for engine in ("duckdb",) if find_spec(engine) is None]
