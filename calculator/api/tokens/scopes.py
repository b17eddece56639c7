"""What a token may be used for."""

from calculator.language import gettext_noop as noop

EVIDENCE_READ = "evidence:read"
CALCULATIONS_RUN = "calculations:run"
PORTFOLIOS_RUN = "portfolios:run"
SCENARIOS_WRITE = "scenarios:write"

SCOPES = {
    EVIDENCE_READ: noop("Read the evidence, the inputs and the market"),
    CALCULATIONS_RUN: noop("Calculate, read calculations, ask for reports, check claims"),
    PORTFOLIOS_RUN: noop("Run portfolios: many groups in one file"),
    SCENARIOS_WRITE: noop("Keep calculations and webhooks in your account, list and archive them"),
}
