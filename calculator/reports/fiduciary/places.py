"""Where each thing lies in the file: the checklists point here, and the archive is filled by it."""

README = "README.md"
GUIDE = "guide.pdf"
SUMMARY = "summary.pdf"
WORKBOOK = "workbook.xlsx"
MODEL = "model.md"
CALCULATION = "calculation/calculation.json"
INPUTS = "calculation/inputs.json"
RECORD = "calculation/run-record.json"
ASOP = "checklists/asop-56.csv"
CHEERS = "checklists/cheers-2022.csv"
SUMS = "SHA256SUMS"
TABLES = "tables/contents.csv"


def table(slug: str) -> str:
    """Return where a table of the answer lies, as the page shows it."""
    return f"tables/{slug}.csv"


def data(name: str) -> str:
    """Return where a list of the result lies, unrounded."""
    return f"data/{name}.csv"


def evidence(release: str, name: str = "") -> str:
    """Return where a file of the evidence release lies; without a name its folder."""
    return f"evidence/{release}/{name}"
