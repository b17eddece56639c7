"""The steps of the calculation, one equation group a file; ``model`` states their order."""
