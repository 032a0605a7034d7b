# Finishes what an interrupted installation left half-done: configures what was unpacked, brings in what is missing, and removes
# nothing. Configuration files that the admin changed stay.
if ! command -v apt-get >/dev/null 2>&1; then
    ended 127
    exit 127
fi

repair() {
    # apt takes dpkg's lock and waits for it; dpkg alone would not.
    dpkg --force-confdef --force-confold --configure -a
    code=$?
    if [ "$code" -eq 0 ]; then
        apt-get -y -q -o DPkg::Lock::Timeout=60 \
            -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold -o Dpkg::Use-Pty=0 \
            --no-remove --fix-broken install
        code=$?
    fi
    ended "$code"
}

repair 2>&1 | relay
