# What every script for zypper begins with.
need zypper
need_rpm_packages
# Another one's lock is not waited for (libzypp's own variable for it, in seconds).
ZYPP_LOCK_TIMEOUT=0
export ZYPP_LOCK_TIMEOUT
# Output for machines, nothing asked, and nothing fetched unless asked to.
zypp() { zypper --xmlout --non-interactive --no-refresh "$@"; }
