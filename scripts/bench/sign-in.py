# SPDX-License-Identifier: Apache-2.0
"""Signs in and chooses a new password where one must be chosen; prints the cookie: sign-in.py BASE NAME OLD NEW"""

import http.cookiejar
import re
import sys
import urllib.parse
import urllib.request

base, name, old, new = sys.argv[1:]
cookies = http.cookiejar.CookieJar()
browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))


def send(address, page, fields):
    """Sends the form of a page with its hidden fields; returns where that leads and what stands there."""
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    body = urllib.parse.urlencode(hidden | fields).encode()
    answer = browser.open(urllib.request.Request(base + address, body, {"Origin": base}))
    return answer.geturl(), answer.read().decode()


place, page = send("/login", browser.open(base + "/login").read().decode(), {"username": name, "password": old})
if place.endswith("/password"):
    fields = re.findall(r'<input[^>]*type="password"[^>]*>', page)
    names = [re.search(r'name="([^"]+)"', field).group(1) for field in fields]
    send("/password", page, {names[0]: old} | dict.fromkeys(names[1:], new))
print("; ".join(f"{cookie.name}={cookie.value}" for cookie in cookies))
