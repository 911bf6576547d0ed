"""ankigen itself, measured as the peers are: the verdict alone, which is all that they give."""

import json
import sys
import time

from ankigen.equality import equal

for line in sys.stdin:
    pair = json.loads(line)
    start = time.perf_counter()
    same = equal(pair["expected"], pair["given"], hints=False).accepted
    milliseconds = 1e3 * (time.perf_counter() - start)
    print(json.dumps({"same": same, "milliseconds": milliseconds}), flush=True)
