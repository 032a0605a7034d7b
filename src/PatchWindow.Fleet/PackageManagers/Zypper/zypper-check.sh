# Whether this host could install something now. Changes nothing.
frame user id -u
frame boot cat /proc/sys/kernel/random/boot_id
# zypper's own lock is a file with the number of the process (libzypp, ZYppFactory): asked for anything, it says who.
check() { zypper --non-interactive --no-refresh locks 2>&1; }
frame check check
frame duplicates duplicates
frame database rpm -q --whatprovides /bin/sh
printf '@@done\n'
