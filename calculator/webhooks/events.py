"""What may be told. A room that tells something new adds its line here."""

from calculator.language import gettext_noop as noop

FIDUCIARY_FILE_FINISHED = "fiduciary_file.finished"
PORTFOLIO_FINISHED = "portfolio.finished"
PORTFOLIO_REPORTS_FINISHED = "portfolio_reports.finished"
REPORT_FINISHED = "report.finished"
SCENARIO_MOVED = "scenario.moved"
TEST = "webhook.test"  # sent by a button, to whatever endpoint

EVENTS = {
    FIDUCIARY_FILE_FINISHED: noop("A fiduciary file that you asked for is done, or failed"),
    PORTFOLIO_FINISHED: noop("A portfolio of yours is done, or stopped with an error"),
    PORTFOLIO_REPORTS_FINISHED: noop("The reports of a portfolio of yours are done, or failed"),
    REPORT_FINISHED: noop("A report that you asked for is done, or failed"),
    SCENARIO_MOVED: noop("A new evidence release moves a calculation that you keep"),
}
