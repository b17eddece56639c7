"""Review: what a change of evidence does to saved calculations, before and after publishing."""
