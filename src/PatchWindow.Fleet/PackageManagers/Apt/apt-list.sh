# The pending patches of this host, from the package lists it has. For any user; changes nothing; works under a lock.

# -V prints one package a line, "   name (old => new)", for what would be upgraded and for what is kept back.
frame upgrade apt-get -s -q -V -o APT::Get::Show-User-Simulation-Note=false dist-upgrade
plan=${frame_text:-}
pending=$(printf '%s\n' "$plan" | sed -n 's/^   \([^ ]*\) ([^ ]* => \([^ ]*\))$/\1=\2/p' | sort -u)

# What apt-mark showhold answers, without its building apt's cache again.
# shellcheck disable=SC2016 # ${...} is dpkg-query's own format.
frame installed dpkg-query -W -f='${db:Status-Want}\t${Package}\t${Architecture}\n'
frame architecture dpkg --print-architecture

# How many package lists there are, and how many seconds ago apt-get update last ran. That takes the folder "partial" into
# possession anew each time (apt 2.6); the lists themselves have the repository's times, and stay where nothing is new.
lists() {
    # "folder='/var/lib/apt/lists/'", made to be evaluated, which nothing from a host is.
    folder=$(apt-config shell folder Dir::State::lists/d | sed "s/^folder='//; s/'\$//") || return
    # shellcheck disable=SC2010 # Counted, not used as names.
    printf '%s' "$(ls -A "$folder" 2>/dev/null | grep -cvxE 'lock|partial|auxfiles')"
    ran=$(stat -c %Z "$folder/partial" 2>/dev/null) && printf ' %s' $(($(date +%s) - ran))
    echo
}
frame lists lists

sizes() {
    apt-cache show -- "$@" | grep -E '^(Package|Version|Architecture|Size): |^$'
}

if [ -n "$pending" ]; then
    # Every source by its release file, and every version of each pending package by its sources.
    frame sources apt-cache policy
    # shellcheck disable=SC2046 # One word a package; set -f keeps them from matching files.
    frame versions apt-cache policy -- $(printf '%s\n' "$pending" | sed 's/=.*//')
    # shellcheck disable=SC2086 # One word a package.
    frame sizes sizes $pending
fi

kept=$(printf '%s\n' "$plan" |
    sed -n '/^The following packages have been kept back:$/,/^[^ ]/ s/^   \([^ ]*\) (.*/\1/p')
# Asked for them by name, apt says what stands in their way. That it refuses is no error here.
why() {
    apt-get -s -q -o APT::Get::Show-User-Simulation-Note=false --only-upgrade install -- "$@" 2>/dev/null
}

if [ -n "$kept" ]; then
    # shellcheck disable=SC2086 # One word a package.
    frame kept why $kept
fi
printf '@@done\n'
