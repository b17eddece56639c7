"""What a token may be used for."""

EVIDENCE_READ = "evidence:read"
CALCULATIONS_RUN = "calculations:run"
PORTFOLIOS_RUN = "portfolios:run"
SCENARIOS_WRITE = "scenarios:write"

SCOPES = {
    EVIDENCE_READ: "Read the evidence, the inputs and the market",
    CALCULATIONS_RUN: "Calculate, read calculations, ask for reports, check claims",
    PORTFOLIOS_RUN: "Run portfolios: many groups in one file",
    SCENARIOS_WRITE: "Keep calculations and webhooks in your account, list and archive them",
}
