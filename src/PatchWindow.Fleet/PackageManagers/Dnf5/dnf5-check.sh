# Whether this host could install something now. Changes nothing.
frame user id -u
frame boot cat /proc/sys/kernel/random/boot_id
frame lock lock
frame duplicates duplicates
frame database rpm -q --whatprovides /bin/sh
printf '@@done\n'
