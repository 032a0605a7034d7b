# Installs exactly these versions ("name=version"...) in one transaction.
APT_LISTCHANGES_FRONTEND=none
export APT_LISTCHANGES_FRONTEND
command -v apt-get >/dev/null 2>&1 || exit 127

# apt takes a package that is asked for by name to be wanted by hand, and autoremove would never take it away again.
# What came in as a dependency stays that (apt 2.6: install name=version drops the mark even with --only-upgrade).
# shellcheck disable=SC2046 # One word a package; set -f is on.
auto=$(apt-mark showauto -- $(names "$@") 2>/dev/null)

install() {
    # A patch replaces a package and never takes another away (--no-remove). --only-upgrade keeps apt from installing
    # a package that is asked for and absent; what the new versions depend on comes in all the same, as the simulation
    # said. A conffile that the admin changed stays (RIG.md: without these a prompt ends the transaction half-way). The lock
    # is waited for a minute. dpkg needs no terminal of its own.
    known "$@" &&
        apt-get -y -q -o DPkg::Lock::Timeout=60 \
            -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold -o Dpkg::Use-Pty=0 \
            --no-remove --only-upgrade install -- "$@"
    code=$?
    if [ -n "$auto" ]; then
        # shellcheck disable=SC2086 # One word a package; set -f is on.
        apt-mark -o DPkg::Lock::Timeout=60 auto -- $auto >/dev/null
    fi
    return "$code"
}

install "$@"
