# The state of these packages, by name, and whether the host wants a reboot.
need dpkg-query
frame architecture dpkg --print-architecture
if [ $# -gt 0 ]; then
    # shellcheck disable=SC2016 # ${...} is dpkg-query's own format.
    frame packages dpkg-query -W -f='${Package}\t${Architecture}\t${Version}\t${Status}\n' -- "$@"
fi
# DPKG_ROOT is dpkg's own variable for another root; maintainer scripts write below it too.
reboot() {
    for file in "${DPKG_ROOT:-}/run/reboot-required" "${DPKG_ROOT:-}/var/run/reboot-required"; do
        if [ -e "$file" ]; then
            echo yes
            return
        fi
    done
    echo no
}
frame reboot reboot
printf '@@done\n'
