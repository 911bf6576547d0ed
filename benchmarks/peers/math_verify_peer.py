"""math-verify on pairs of formulas: JSON lines in, verdict and milliseconds out."""

import json
import sys
import time

from math_verify import parse, verify

said = []
for pair in [json.loads(line) for line in sys.stdin]:
    start = time.process_time()
    try:
        sides = [parse(f"${pair[key]}$") for key in ("expected", "given")]
        same = bool(sides[0] and sides[1] and verify(*sides))
    except Exception:  # a peer that fails has not accepted
        same = False
    milliseconds = 1e3 * (time.process_time() - start)
    said.append({"same": same, "milliseconds": milliseconds})
print(*map(json.dumps, said), sep="\n")
