# Who holds a lock on one of these files, as "number command"; nothing where nobody does. Kernel's record locks (fcntl), which rpm and dnf 5
# take: a query reads under one, a transaction writes.
writer_of() {
    for file in "$@"; do
        inode=$(stat -c %i "$file" 2>/dev/null) || continue
        holder=$(awk -v inode=":$inode" '$4 == "WRITE" && substr($6, length($6) - length(inode) + 1) == inode { print $5; exit }' /proc/locks)
        [ -n "$holder" ] || continue
        printf '%s %s\n' "$holder" "$(tr '\0' ' ' <"/proc/$holder/cmdline" 2>/dev/null | cut -c1-60)"
        return
    done
}
