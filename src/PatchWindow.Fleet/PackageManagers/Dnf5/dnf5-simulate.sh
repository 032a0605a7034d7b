# What installing exactly these versions ("name=evr"...) would do. Changes nothing.
# The versions that are there now.
installed() {
    for word in "$@"; do
        name=${word%%=*}
        rpm -q --qf "$name"'\t%|EPOCH?{%{EPOCH}:}:{}|%{VERSION}-%{RELEASE}\n' -- "$name" 2>/dev/null | grep -v 'is not installed$'
    done
    return 0
}
# shellcheck disable=SC2046 # One word a package; set -f is on.
simulate() { resolve --setopt=best=True upgrade -- $(specs "$@"); }
frame installed installed "$@"
frame several several
frame simulate simulate "$@"
printf '@@done\n'
