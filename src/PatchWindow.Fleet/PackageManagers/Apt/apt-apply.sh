# Installs exactly these versions in one transaction. $1 is a word that nobody else knows, for the end mark; then
# "name=version"... Output is passed on as it comes; its last line is "@@end WORD CODE".
mark=$1
shift
APT_LISTCHANGES_FRONTEND=none
export APT_LISTCHANGES_FRONTEND
if ! command -v apt-get >/dev/null 2>&1; then
    printf '@@end %s 127\n' "$mark"
    exit 127
fi

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
    # The line before may lack its end.
    printf '\n@@end %s %s\n' "$mark" "$code"
}

# Nobody reads any more when PatchWindow was killed. This loop then goes on reading, so that no maintainer script dies
# of a broken pipe; it ends at the mark, because a service that a postinst started may hold the pipe for ever.
relay() {
    trap '' PIPE
    while IFS= read -r line; do
        printf '%s\n' "$line" 2>/dev/null
        case $line in "@@end $mark "*) break ;; esac
    done
}

install "$@" 2>&1 | relay
