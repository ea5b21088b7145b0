"""Every table of data, written out; a new one is a module and an entry here."""

from generator.render.data.benchmarks import BENCHMARKS
from generator.render.data.claims import CLAIMS
from generator.render.data.conclusions import CONCLUSIONS, EFFECTS
from generator.render.data.findings import FINDINGS
from generator.render.data.models import MODELS
from generator.render.data.pairs import PAIRS
from generator.render.data.published import PUBLISHED, RESAMPLING
from generator.render.data.runs import RUNS
from generator.render.data.scores import SCORES
from generator.render.data.table import Table
from generator.render.data.tallies import TALLIES

TABLES: tuple[Table, ...] = (
    SCORES,
    RUNS,
    PUBLISHED,
    RESAMPLING,
    PAIRS,
    MODELS,
    BENCHMARKS,
    CLAIMS,
    CONCLUSIONS,
    EFFECTS,
    FINDINGS,
)
IN_REPORT = tuple(table for table in TABLES if table is not CLAIMS)  # report.json says more of claims
ALL_TABLES = (*TABLES, TALLIES)
