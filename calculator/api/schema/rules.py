"""What OpenAPI cannot say of a request: which good-looking ones are refused all the same, and why.

The only refusals that schemathesis.toml allows for requests that are as described.
"""

WITHDRAWN = "The release was withdrawn: no new calculation is made on it."
OLD = "The model that calculated no longer runs here."
UNMADE = "The file is not made yet."
INPUTS = (
    "Rules across inputs are no part of this description: an employer states members or employees, "
    "a payer members_by_line; an age mix adds up to 1; names are those of the release; a value of "
    "one's own keeps within the bounds of its parameter."
)
CURSOR = "The cursor is not one that a page of this list gave, or says what another parameter says."

# by operation: what is said of a status
RULES: dict[str, dict[str, str]] = {
    "create_calculation": {"409": WITHDRAWN, "422": INPUTS},
    "keep_scenario": {
        "409": f"{WITHDRAWN} Or the account keeps as many as one may.",
        "422": INPUTS,
    },
    "sweep": {
        "409": WITHDRAWN,
        "422": f"{INPUTS} An axis has values, or low, high and steps; at most 2,500 points.",
    },
    "check_claim": {
        "409": WITHDRAWN,
        "422": "Members or employees are stated, never both, and the amount suits its kind.",
    },
    "read_calculation": {"409": f"{OLD} It makes no trace."},
    "read_draws": {"400": "A parameter is none of the calculation's.", "409": OLD},
    "vary_two_inputs": {
        "400": "An input is none of the calculation's, stands twice, or a value is out of bounds.",
        "409": OLD,
    },
    "read_report_file": {"409": UNMADE},
    "read_fiduciary_file_file": {"409": UNMADE},
    "read_portfolio_file": {"409": UNMADE},
    "run_portfolio": {
        "409": f"{WITHDRAWN} Or the account has or runs as many as one may.",
        "422": "The file or one of its columns cannot be read, or the fields beside it do not fit.",
    },
    "mend_portfolio": {
        "409": "Nothing was refused, it is not done, or the account has as many as one may.",
        "422": "The file names no refused row of it, or cannot be read.",
    },
    "request_portfolio_reports": {
        "409": "It is not done, no group has a result, or there are too many groups or files."
    },
    "read_portfolio_reports_file": {"409": UNMADE},
    "cancel_portfolio": {"409": "It does not run."},
    "resume_portfolio": {"409": "It was not stopped."},
    "create_webhook": {
        "409": "The account has as many endpoints as one may.",
        "422": "The address is one that nothing is sent to, such as a private one.",
    },
}


def rules_of(operation_id: str, takes: set[str]) -> dict[str, str]:
    """Return what is said of a status, by status; ``takes`` names the operation's parameters."""
    of_a_list = {"400": CURSOR} if "cursor" in takes else {}
    return of_a_list | RULES.get(operation_id, {})
