# SPDX-License-Identifier: Apache-2.0
"""Bodies that hand in at random moments of one stretch of time, each by its own token:
hand-in.py HOST TOKENS NAME SECONDS

TOKENS has a line for each: the token and the filing. Nobody waits for anybody: who comes while all are busy adds to the
time that is measured. Prints lines of a table of measurements; ends with 1 where anything was refused."""

import http.client
import json
import random
import sys
import threading
import time

host, path, name, seconds = sys.argv[1:]
lines = [line.split() for line in open(path, encoding="utf-8")]
begin = time.monotonic() + 1
read: list[float] = []
handed: list[float] = []
faults: list[str] = []


def ask(connection, token, method, where, body=None, **headers):
    connection.request(method, where, body, {"Authorization": f"Bearer {token}", **headers})
    answer = connection.getresponse()
    data = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{method} {where}: {answer.status} {data[:300]!r}")
    return json.loads(data), answer.getheader("ETag")


def hand_in(token: str, filing: str, moment: float) -> None:
    time.sleep(max(0.0, begin + moment - time.monotonic()))
    came = time.monotonic()
    try:
        connection = http.client.HTTPConnection(host, timeout=60)
        detail, tag = ask(connection, token, "GET", f"/api/v1/filings/{filing}")
        seen = time.monotonic()
        boxes = [box for line in detail["filingLines"] for box in line["boxes"]] + detail["boxes"]
        texts = {
            box["box"]: box["text"] or ("40" if box["fieldKey"] == "progress" else "Two sites surveyed")
            for box in boxes if box["isRequired"]}
        began = time.monotonic()
        body = json.dumps({"step": "submit", "texts": texts})
        ask(
            connection, token, "POST", f"/api/v1/filings/{filing}/steps", body,
            **{"If-Match": tag, "Content-Type": "application/json"})
        handed.append(time.monotonic() - began)
        read.append(seen - came)
        connection.close()
    except (OSError, RuntimeError, http.client.HTTPException) as fault:
        faults.append(str(fault))


def percentile(values: list[float], share: float) -> str:
    return f"{sorted(values)[min(len(values) - 1, int(len(values) * share))] * 1000:.0f} ms"


threads = [
    threading.Thread(target=hand_in, args=(token, filing, random.uniform(0, float(seconds))))
    for token, filing in lines]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
what = f"{name}, {len(handed)} of {len(lines)} filings handed in over HTTP within {seconds} s"
for label, values in (("the page read", read), ("handed in", handed)):
    if values:
        print(f"{what}, {label}, median\t{percentile(values, .5)}")
        print(f"{what}, {label}, p99\t{percentile(values, .99)}")
print(f"{what}, errors\t{len(faults)}")
for fault in faults[:3]:
    print(fault, file=sys.stderr)
sys.exit(1 if faults else 0)
