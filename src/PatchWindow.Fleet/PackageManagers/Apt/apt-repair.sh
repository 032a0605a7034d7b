# Finishes what an interrupted installation left half-done: configures what was unpacked, brings in what is missing, and removes
# nothing. Configuration files that the admin changed stay.
command -v apt-get >/dev/null 2>&1 || exit 127

repair() {
    # Of a package that lacks what it depends on dpkg only says so, and apt brings that in; until dpkg has gone over what was left, apt
    # does nothing. What neither of them can do apt ends with.
    dpkg --force-confdef --force-confold --configure -a
    apt-get -y -q -o DPkg::Lock::Timeout=60 \
        -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold -o Dpkg::Use-Pty=0 \
        --no-remove --fix-broken install
}

repair
