#!/bin/sh
# Which versions are installed. All of them: what was not asked for is passed over.
python=/srv/shop/bin/python
installed=$("$python" -m pip list --format json --disable-pip-version-check) || exit
printf '%s' "$installed" | "$python" -c '
import json, re, sys
for package in json.load(sys.stdin):
    print(json.dumps({"name": re.sub("[-_.]+", "-", package["name"]).lower(), "version": package["version"]}))
'
