# Whether this host could install something now. Changes nothing.
need dpkg-query
frame user id -u
frame boot cat /proc/sys/kernel/random/boot_id
# Half-installed packages by their state: dpkg --audit also lists packages that merely lack a file of checksums, and
# apt-get check is content with a package whose postinst failed.
# shellcheck disable=SC2016 # ${...} is dpkg-query's own format.
frame states dpkg-query -W -f='${db:Status-Abbrev}\t${binary:Package}\n'
# Takes dpkg's locks the way an installation does, and gives them back: apt itself tells who holds them, that dpkg was
# interrupted, or that dependencies are broken. Only a simulation goes by without (RIG.md, apt).
check() {
    apt-get -q -o DPkg::Lock::Timeout=0 check 2>&1
}
frame check check
printf '@@done\n'
