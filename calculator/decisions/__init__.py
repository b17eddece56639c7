"""From a result to a decision: compare, design the deal, split, argue against it, measure."""
