# What installing exactly these versions ("name=edition"...) would do. Changes nothing.
installed() {
    for word in "$@"; do
        rpm -q -- "${word%%=*}" || return
    done
}
frame installed installed "$@"
frame simulate zypp install --dry-run --no-recommends -- "$@"
printf '@@done\n'
