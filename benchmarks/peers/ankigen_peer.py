"""ankigen itself, measured as the peers are: the verdict alone, which is all that they give."""

import json
import sys
import time

from ankigen.equality import equal

said = []
for pair in [json.loads(line) for line in sys.stdin]:
    start = time.process_time()
    same = equal(pair["expected"], pair["given"], hints=False).accepted
    milliseconds = 1e3 * (time.process_time() - start)
    said.append({"same": same, "milliseconds": milliseconds})
print(*map(json.dumps, said), sep="\n")
