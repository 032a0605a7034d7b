# Whether the host itself says that it wants a reboot, whoever wrote so.
reboot() {
    for file in /run/reboot-required /var/run/reboot-required /run/reboot-needed; do
        if [ -e "$file" ]; then
            echo yes
            return
        fi
    done
    echo no
}
frame answer reboot
printf '@@done\n'
