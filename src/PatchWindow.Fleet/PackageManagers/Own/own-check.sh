# What every host that something is applied on must be: one where this user is root. Its boot id is FreeBSD's time of boot where there
# is no Linux.
boot() { cat /proc/sys/kernel/random/boot_id 2>/dev/null || sysctl -n kern.boottime; }
frame user id -u
frame boot boot
printf '@@done\n'
