# Which boot this is.
frame boot cat /proc/sys/kernel/random/boot_id
printf '@@done\n'
