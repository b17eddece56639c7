"""The Excel twin: a calculation as a workbook of live formulas, a file a sheet."""
