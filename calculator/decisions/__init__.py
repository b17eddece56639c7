"""From a result to a decision: compare, design the deal, ask who keeps the money, argue, measure."""
