# Installs exactly these versions ("name=evr"...) in one transaction.
if ! command -v dnf-3 >/dev/null 2>&1; then
    ended 127
    exit 127
fi

# "name=evr" as dnf's own word for it: name-evr, and behind it the architecture where the name has one.
specs() {
    for word in "$@"; do
        name=${word%%=*} version=${word#*=} arch=
        # Only an installed "name.arch" is one: a name may have a dot in it.
        if [ "${name%.*}" != "$name" ] && ! rpm -q --quiet "$name" --qf '' 2>/dev/null; then :; fi
        if rpm -q --qf '%{NAME}.%{ARCH}\n' -- "$name" 2>/dev/null | grep -qxF -- "$name"; then
            arch=.${name##*.} name=${name%.*}
        fi
        printf '%s-%s%s\n' "$name" "$version" "$arch"
    done
}

install() {
    # shellcheck disable=SC2046 # One word a package; set -f is on.
    dnf -y --setopt=exit_on_lock=True --setopt=best=True --setopt=clean_requirements_on_remove=False \
        --setopt=install_weak_deps=False upgrade -- $(specs "$@")
    ended $?
}

install "$@" 2>&1 | relay
