# Installs exactly these versions ("name=edition"...) in one transaction.
ZYPP_LOCK_TIMEOUT=60
export ZYPP_LOCK_TIMEOUT
if ! command -v zypper >/dev/null 2>&1; then
    ended 127
    exit 127
fi

install() {
    zypper --non-interactive --no-refresh install --no-recommends --auto-agree-with-licenses --no-force-resolution -- "$@"
    code=$?
    # A reboot, or zypper itself to be run again, is wanted after work that was done well.
    case $code in 102 | 103) code=0 ;; esac
    ended $code
}

install "$@" 2>&1 | relay
