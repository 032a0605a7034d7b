#!/bin/sh
# What installing these packages ("name==version"...) would bring in. pip says so since 22.2; it removes nothing but older versions.
python=/srv/shop/bin/python
report=$("$python" -m pip install --quiet --dry-run --report - --disable-pip-version-check --root-user-action=ignore -- "$@") || exit
printf '%s' "$report" | "$python" -c '
import json, re, sys
for package in json.load(sys.stdin)["install"]:
    about = package["metadata"]
    print(json.dumps({"name": re.sub("[-_.]+", "-", about["name"]).lower(), "version": about["version"]}))
'
