"""What a report says now, as it can be compared with what it said before."""

import msgspec

from generator.load.report_json import Parts, state_of
from generator.model.state import State
from generator.render.data.claims import CLAIMS
from generator.render.data.findings import FINDINGS
from generator.render.data.runs import RUNS
from generator.render.data.scores import SCORES
from generator.render.data.table import filled
from generator.render.site import Site


def current_state(site: Site) -> State:
    """Give the state of a report, by the tables that report.json is made of."""
    tables = {
        table.name: list(filled(table, site).as_objects()) for table in (RUNS, SCORES, CLAIMS, FINDINGS)
    }
    references = [{"id": key} for key in site.corpus.references]
    return state_of(msgspec.convert({**tables, "references": references}, type=Parts))
