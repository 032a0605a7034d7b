# "name=evr" as dnf's own word for it: name-evr, and behind it the architecture where the name has one.
specs() {
    for word in "$@"; do
        name=${word%%=*} version=${word#*=} arch=
        # Only an installed "name.arch" is one: a name may have a dot in it.
        if rpm -q --qf '%{NAME}.%{ARCH}\n' -- "$name" 2>/dev/null | grep -qxF -- "$name"; then
            arch=.${name##*.} name=${name%.*}
        fi
        printf '%s-%s%s\n' "$name" "$version" "$arch"
    done
}
