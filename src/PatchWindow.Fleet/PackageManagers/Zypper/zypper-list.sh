# The pending patches of this host, from the metadata it has. For any user; changes nothing.
frame repositories zypp repos --show-enabled-only
frame all zypp list-updates --all
everything=${frame_text:-}
frame able zypp list-updates
able=${frame_text:-}
frame locks zypp locks
frame patches zypp list-patches --all
patches=$(printf '%s\n' "${frame_text:-}" | grep -o '<update kind="patch" name="[^"]*"' | sed 's/.*name="//; s/"$//' | sort -u)

named() { printf '%s\n' "$1" | grep -o '<update kind="package" name="[^"]*"' | sed 's/.*name="//; s/"$//' | sort -u; }
names=$(named "$everything")

contents() { zypper --non-interactive --no-refresh info --type patch -- "$@"; }
if [ -n "$patches" ]; then
    # shellcheck disable=SC2086 # One word a patch; set -f is on.
    frame contents contents $patches
fi
if [ -n "$names" ]; then
    # shellcheck disable=SC2086 # One word a package.
    frame versions zypp search --details --type package --match-exact -- $names
    # What zypper leaves out of a whole update it gives a reason for when asked by name. Twenty reasons are enough to read.
    for name in $(printf '%s\n' "$names" | grep -vxF -e "$(named "$able")" | head -n 20); do
        why() { zypp update --dry-run --no-recommends -- "$name"; zypp install --dry-run --no-recommends -- "$name"; return 0; }
        frame "kept $name" why
    done
fi
printf '@@done\n'
