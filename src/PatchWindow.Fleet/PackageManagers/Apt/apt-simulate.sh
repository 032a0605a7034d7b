# What installing exactly these versions ("name=version"...) would do. Changes nothing.
simulate() {
    known "$@" 2>&1 || return
    # -y as the installation has it: what apt refuses to do unasked, it then refuses here too.
    plan -y --only-upgrade install -- "$@" 2>&1
}
frame simulate simulate "$@"
printf '@@done\n'
