# Installs exactly these versions ("name=evr"...) in one transaction.
command -v dnf-3 >/dev/null 2>&1 || exit 127

install() {
    # shellcheck disable=SC2046 # One word a package; set -f is on.
    dnf -y --setopt=exit_on_lock=True --setopt=best=True --setopt=clean_requirements_on_remove=False \
        --setopt=install_weak_deps=False upgrade -- $(specs "$@")
}

install "$@"
