# Prepended to the scripts that ask apt more than once, or what it would do.

# What apt's own configuration says of folders and architectures. Only where it says something is apt asked: that takes as long as a
# question about packages.
settings=$(grep -rhsiE 'Architectures|Dir::State|RootDir|Dir([^:a-z]|$)' /etc/apt/apt.conf /etc/apt/apt.conf.d)
[ -z "${APT_CONFIG:-}" ] || settings="$settings Dir Architectures"

# apt asks dpkg for the architectures each time it starts, unless it is told them (apt.conf(5), APT::Architectures).
native=$(dpkg --print-architecture)
architectures=''
case $settings in
*[Aa][Rr][Cc][Hh][Ii][Tt][Ee][Cc][Tt][Uu][Rr][Ee][Ss]*) ;;
*)
    for architecture in $native $(dpkg --print-foreign-architectures); do
        architectures="$architectures$newline-o${newline}APT::Architectures::=$architecture"
    done
    ;;
esac
# ask PROGRAM WORD...: asks one of apt's programs.
ask() {
    program=$1
    shift
    # shellcheck disable=SC2086 # One word a line.
    "$program" $architectures "$@"
}

# plan WORD...: what apt-get would do. -V prints one package a line, "   name (old => new)", for what would be upgraded and for what is
# kept back. --print-uris neither locks nor asks, and leaves out what takes -s most of its time: finding the order. It fails where
# there is no room to download, which is no reason not to tell.
plan() {
    told=$(ask apt-get -q -V --print-uris "$@" 2>/dev/null) ||
        told=$(ask apt-get -s -q -V -o APT::Get::Show-User-Simulation-Note=false "$@")
    code=$?
    # Of an address, "'https://user:password@host/…' file size hash", only what stands behind it is of use.
    IFS=$newline
    for line in $told; do
        case $line in "'"*"' "*) line="' ${line##*"' "}" ;; esac
        printf '%s\n' "$line"
    done
    return $code
}
