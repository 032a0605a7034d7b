# The pending patches of this host, from the metadata it has. For any user; changes nothing.
tab=$(printf '\t')
# The tags' own end of a line is printed by some versions and not by others.
offered_format="%{name}$tab%{arch}$tab%{evr}$tab%{repoid}$tab%{downloadsize}
"
# Each file of the metadata and its age in seconds: what is found unchanged is only touched.
ages() {
    now=$(date +%s)
    find /var/cache/libdnf5 -mindepth 3 -maxdepth 3 -path '*/repodata/*' -printf '%P\t%T@\n' 2>/dev/null |
        awk -F '\t' -v now="$now" '{ split($1, part, "/"); print part[1] "\t" int(now - $2) }'
}
# exclude= and versionlock hide packages from every question but one that is told not to mind.
offered() { ask '--setopt=disable_excludes=*' repoquery --upgrades --qf "$offered_format"; }
able() { ask repoquery --upgrades --qf "$offered_format"; }
installed() { rpm -q --qf '%{NAME}\t%{ARCH}\t%|EPOCH?{%{EPOCH}:}:{}|%{VERSION}-%{RELEASE}\n' -- "$@"; }
frame repositories ask repo list --json
frame ages ages
frame offered offered
names=$(printf '%s\n' "${frame_text:-}" | cut -f 1 | sort -u)
if [ "$frame_code" -eq 0 ] && [ -n "$names" ]; then
    # shellcheck disable=SC2086 # One word a package; set -f is on.
    frame installed installed $names
    frame able able
    frame several several
    frame locks ask versionlock list
    frame advisories ask '--setopt=disable_excludes=*' advisory info --json --available
    # As far as a whole upgrade gets; not the newest of everything or nothing.
    frame whole resolve --setopt=best=False upgrade
fi
printf '@@done\n'
