# Reboots this host, unless it is in another boot than $1 already: whoever asks twice reboots it once.
state() {
    current=$(cat /proc/sys/kernel/random/boot_id) || return
    if [ "$current" != "$1" ]; then
        echo other
    elif [ "$(id -u)" -ne 0 ]; then
        echo unprivileged
    elif [ -d /run/systemd/system ]; then
        later systemctl reboot
    elif command -v reboot >/dev/null 2>&1; then
        later reboot
    else
        echo impossible
    fi
}
# In a session of its own, and a moment later: the answer is to be on its way before the network goes.
later() {
    # shellcheck disable=SC2016 # The inner shell's.
    setsid sh -c 'sleep 1; exec "$@"' reboot "$@" </dev/null >/dev/null 2>&1 &
    echo sent
}
frame state state "$1"
printf '@@done\n'
