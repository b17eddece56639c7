"""``python -m tests.engine.mutation``: put slips into the engine and count those noticed."""

import argparse
import sys
from pathlib import Path

from tests.engine.mutation import results
from tests.engine.mutation.past import Past
from tests.engine.mutation.session import NotGreen, run


def main() -> int:
    """Run, print killed and survived by file, and answer 1 below the floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--file", action="append", default=[], help="only this file; may repeat")
    parser.add_argument("--sample", type=int, default=0, help="try so many; 0: all")
    parser.add_argument("--seed", type=int, default=1, help="what the sample is drawn by")
    parser.add_argument("--jobs", type=int, default=2, help="mutants at a time")
    parser.add_argument("--floor", type=float, default=results.GOAL, help="share to be killed")
    parser.add_argument("--write", action="store_true", help="keep the figures for the page")
    parser.add_argument(
        "--resume", type=Path, help="a file of verdicts: what it kills is not retried"
    )
    parser.add_argument("--log", action="store_true", help="a line for every mutant")
    wish = parser.parse_args()
    if wish.write and wish.file:
        parser.error("--write keeps the figures of all files: leave out --file")
    every = results.all_mutants(wish.file)
    mutants = results.telling(results.sampled(every, wish.sample, wish.seed))
    past = Past(wish.resume)
    known = {m.name: verdict for m in mutants if (verdict := past.verdict(m))}
    untried = [mutant for mutant in mutants if mutant.name not in known]
    try:
        verdicts = run(untried, jobs=wish.jobs, log=wish.log, told=past.keep)
    except NotGreen as reason:
        print(reason, file=sys.stderr)
        return 2
    found = results.summary(
        mutants,
        known | verdicts.found,
        tests=verdicts.tests,
        of=len(results.telling(every)),
        seed=wish.seed,
    )
    print(results.table(found))
    print("\n".join(["", "Survived:", *found["survivors"]]))
    if wish.write:
        results.write(found)
    return int(found["share_killed"] < wish.floor)


if __name__ == "__main__":
    sys.exit(main())
