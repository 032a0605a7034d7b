# Prepended to the scripts that take "name=version"... as arguments.

# names WORD...: the names, one a line. Debian's names and versions hold no "=" but the one between them.
names() {
    for word in "$@"; do
        printf '%s\n' "${word%%=*}"
    done
}

# Every package must be known to dpkg: a name that apt does not know it takes for a regular expression, in which the dot
# of "pw.sec" stands for anything, and it would install pw-sec. What is unknown here could not be patched anyway.
known() {
    # shellcheck disable=SC2046 # One word a package; set -f is on.
    dpkg-query -W -- $(names "$@") >/dev/null
}
