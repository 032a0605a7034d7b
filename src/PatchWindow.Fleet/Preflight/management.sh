# Where this host can be managed from, as far as it can tell: its addresses, its VLANs, what listens. Changes nothing.
addresses() { ip -o addr show scope global; }
vlans() { ip -d -o link show | sed -n 's/^[0-9]*: \([^:@]*\)[:@].* vlan protocol \([^ ]*\) id \([0-9]*\).*/\1 \3/p'; }
listeners() {
    # Bare kernel tables: for any user, without a program for it. State 0A listens.
    awk 'FNR > 1 && $4 == "0A" { print $2 }' /proc/net/tcp /proc/net/tcp6 2>/dev/null | sort -u
}
forwarding() { cat /proc/sys/net/ipv4/ip_forward /proc/sys/net/ipv6/conf/all/forwarding 2>/dev/null; return 0; }
frame addresses addresses
frame vlans vlans
frame listeners listeners
frame forwarding forwarding
connection() { echo "${SSH_CONNECTION:-}"; }
frame connection connection
printf '@@done\n'
