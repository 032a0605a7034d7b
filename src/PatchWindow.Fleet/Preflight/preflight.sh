# What there is to know of this host before it is patched. For any user; changes nothing. What a command cannot tell is left out.
have() { command -v "$1" >/dev/null 2>&1; }
system() { sed -n 's/^PRETTY_NAME="\{0,1\}\([^"]*\)"\{0,1\}$/\1/p' /etc/os-release 2>/dev/null; }
privilege() {
    [ "$(id -u)" = 0 ] && echo root && return
    sudo -n true 2>/dev/null && echo sudo && return
    echo none
}
started() { awk '$1 == "btime" { print $2 }' /proc/stat; }
room() {
    # One line a file system: free kilobytes and where it is.
    df -Pk / /boot /var/cache /var/lib /tmp 2>/dev/null | awk 'NR > 1 && !seen[$6]++ { print $4, $6 }'
}
rivals() {
    if have apt-config; then
        # "APT::Periodic::Unattended-Upgrade "1";"
        apt-config dump 2>/dev/null | sed -n 's/^APT::Periodic::\(Enable\|Update-Package-Lists\|Unattended-Upgrade\) "\(.*\)";$/periodic \1 \2/p'
        have unattended-upgrade && echo 'program unattended-upgrade'
    fi
    for config in /etc/dnf/automatic.conf /etc/yum/yum-cron.conf; do
        [ -r "$config" ] && sed -n "s#^[[:space:]]*apply_updates[[:space:]]*[=:][[:space:]]*\([A-Za-z0-9]*\).*#automatic $config \1#p" "$config"
    done
    if have systemctl && [ -d /run/systemd/system ]; then
        for unit in unattended-upgrades.service apt-daily.timer apt-daily-upgrade.timer dnf-automatic.timer dnf-automatic-install.timer \
            dnf5-automatic.timer yum-cron.service packagekit-offline-update.service transactional-update.timer os-update.timer; do
            state=$(systemctl is-enabled "$unit" 2>/dev/null)
            [ "$state" = enabled ] && echo "unit $unit"
        done
    fi
    for name in unattended-upgr packagekitd dnf-automatic yum-cron; do
        for process in /proc/[0-9]*; do
            [ "$(cat "$process/comm" 2>/dev/null)" = "$name" ] && echo "process $name ${process##*/}"
        done
    done
    return 0
}
set +f
frame system system
frame privilege privilege
frame boot cat /proc/sys/kernel/random/boot_id
frame started started
frame room room
frame rivals rivals
set -f
frame clock date +%s
printf '@@done\n'
