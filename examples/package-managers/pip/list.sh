#!/bin/sh
# What pip could update, a JSON object a line. A pip that fails ends this script, so that no failure looks like nothing pending.
python=/srv/shop/bin/python
outdated=$("$python" -m pip list --outdated --format json --disable-pip-version-check) || exit
printf '%s' "$outdated" | "$python" -c '
import json, re, sys
for package in json.load(sys.stdin):
    # Pw_Demo and pw.demo are one package (PEP 503).
    print(json.dumps({"name": re.sub("[-_.]+", "-", package["name"]).lower(), "installed": package["version"], "version": package["latest_version"], "source": "pip"}))
'
