# The installed versions of these packages, by name, and whether the host wants a reboot.
need rpm
packages() {
    # Of a database that it cannot read rpm says that nothing is installed.
    rpm -q --whatprovides /bin/sh >/dev/null || return
    rpm -q --qf '%{NAME}\t%{ARCH}\t%|EPOCH?{%{EPOCH}:}:{}|%{VERSION}-%{RELEASE}\n' -- "$@" | grep -v 'is not installed$'
    return 0
}
if [ $# -gt 0 ]; then
    frame packages packages "$@"
fi
# What needs-restarting goes by: a package without which nothing starts anew, installed since the start (dnf-plugins-core 4,
# needs_restarting.py).
reboot() {
    if [ -e /run/reboot-required ] || [ -e /run/reboot-needed ]; then
        echo yes
        return
    fi
    started=$(awk '$1 == "btime" { print $2 }' /proc/stat)
    rpm -q --qf '%{INSTALLTIME}\n' kernel kernel-core kernel-rt kernel-default glibc linux-firmware systemd dbus dbus-broker dbus-daemon microcode_ctl 2>/dev/null |
        awk -v started="$started" '/^[0-9]+$/ && $1 > started { found = 1 } END { print found ? "yes" : "no" }'
}
frame reboot reboot
printf '@@done\n'
