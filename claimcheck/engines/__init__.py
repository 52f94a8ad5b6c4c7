"""Where the pipeline runs: this process, several processes, a Dask or a Spark cluster."""

from claimcheck.engines.base import ENGINES, Engine, EngineError, open_engine
from claimcheck.engines.running import Outcome, check, extract

__all__ = ["ENGINES", "Engine", "EngineError", "Outcome", "check", "extract", "open_engine"]
