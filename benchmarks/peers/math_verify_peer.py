"""math-verify on pairs of formulas: JSON lines in, verdict and milliseconds out."""

import json
import sys
import time

from math_verify import parse, verify

for line in sys.stdin:
    pair = json.loads(line)
    start = time.perf_counter()
    try:
        sides = [parse(f"${pair[key]}$") for key in ("expected", "given")]
        same = bool(sides[0] and sides[1] and verify(*sides))
    except Exception:  # a peer that fails has not accepted
        same = False
    milliseconds = 1e3 * (time.perf_counter() - start)
    print(json.dumps({"same": same, "milliseconds": milliseconds}), flush=True)
