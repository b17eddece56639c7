"""Reports: the PDF of a calculation, and the job that makes it."""
