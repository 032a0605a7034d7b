# Installs exactly these versions ("name=edition"...) in one transaction.
ZYPP_LOCK_TIMEOUT=60
export ZYPP_LOCK_TIMEOUT
command -v zypper >/dev/null 2>&1 || exit 127

install() {
    zypper --non-interactive --no-refresh install --no-recommends --auto-agree-with-licenses --no-force-resolution -- "$@"
    code=$?
    # A reboot, or zypper itself to be run again, is wanted after work that was done well.
    case $code in 102 | 103) code=0 ;; esac
    return $code
}

install "$@"
