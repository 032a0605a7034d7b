# What every script for dnf 5 begins with.
need dnf5
need_rpm_packages
# Advisories carry times, which 5.2 prints in the host's own zone.
TZ=UTC
export TZ
# Since 5.4 a mere question waits for another's transaction; the versions before know neither that lock nor the option.
case $(dnf5 --help 2>/dev/null) in *--skip-file-locks*) nolock=--skip-file-locks ;; *) nolock= ;; esac
# ask WORDS...: dnf 5 on the metadata that root has fetched, whoever asks, and not on a copy of the user's own; it fetches none, writes none,
# and does not pass over a repository that has none.
ask() {
    # shellcheck disable=SC2086 # One word or none.
    dnf5 -q --cacheonly --setopt=cachedir=/var/cache/libdnf5 --setopt=build_cache=False --setopt=skip_if_unavailable=False \
        '--setopt=*.skip_if_unavailable=False' $nolock "$@"
}
# resolve WORDS...: what dnf 5 would do, as the table that it shows before it asks; what it remarks stands below, behind "! ".
resolve() {
    remarks=$(mktemp) || return
    ask --setopt=install_weak_deps=False --setopt=clean_requirements_on_remove=False --assumeno "$@" 2>"$remarks"
    resolve_code=$?
    sed 's/^/! /' "$remarks"
    # Told not to, it ends with 1.
    ! grep -q '^Operation aborted' "$remarks" || resolve_code=0
    rm -f "$remarks"
    return $resolve_code
}
# Names of packages that are there for several architectures.
several() { rpm -qa --qf '%{NAME} %{ARCH}\n' | sort -u | cut -d ' ' -f 1 | uniq -d; }
