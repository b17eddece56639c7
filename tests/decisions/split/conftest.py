"""A calculation whose savings are split."""

import pytest

from calculator.evidence import services as evidence
from calculator.evidence.models import Parameter, Release
from calculator.scenarios import services
from calculator.scenarios.models import Scenario
from tests.evidence import steps


@pytest.fixture
def saved(db) -> Scenario:
    return services.save_scenario(raw={"members": "10,000", "draws": 1_000})


@pytest.fixture
def payer(db) -> Scenario:
    lines = {"commercial": "40,000", "medicaid": "20,000"}
    raw = {"audience": "payer", "members_by_line": lines, "draws": 1_000}
    return services.save_scenario(raw=raw)


@pytest.fixture
def newer(saved) -> Release:
    """A release published after the calculation: use is half as frequent again."""
    draft = evidence.start_draft(by=steps.editor(), name="Next")
    steps.edit(draft, Parameter, "engagement", base=1.5, low=1.0, high=2.1)
    return steps.published(draft)
