# Installs exactly these versions ("name=evr"...) in one transaction.
command -v dnf5 >/dev/null 2>&1 || exit 127

install() {
    # dnf 5 waits for ever for its own lock, and of rpm's says only that the transaction failed.
    holder=$(lock)
    if [ -n "$holder" ]; then
        printf 'already locked by %s\n' "$holder"
        return 200
    fi
    # By the metadata that was simulated with, however old; only packages are fetched.
    # shellcheck disable=SC2046 # One word a package; set -f is on.
    dnf5 -y --setopt=best=True --setopt=clean_requirements_on_remove=False --setopt=install_weak_deps=False \
        --setopt=skip_if_unavailable=False '--setopt=*.skip_if_unavailable=False' \
        --setopt=metadata_expire=never '--setopt=*.metadata_expire=never' upgrade -- $(specs "$@")
}

install "$@"
