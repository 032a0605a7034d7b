# Prepended to scripts that change the host and must not be ended half-way. $1 is a word that nobody else knows, for the end mark.
# What the script prints is passed on as it comes ("... 2>&1 | relay"); the last line is "@@end WORD CODE".
mark=$1
shift

# ended CODE: the end mark. The line before may lack its end.
ended() {
    printf '\n@@end %s %s\n' "$mark" "$1"
}

# Nobody reads any more when PatchWindow was killed. This loop then goes on reading, so that no maintainer script dies
# of a broken pipe; it ends at the mark, because a service that a postinst started may hold the pipe for ever.
relay() {
    trap '' PIPE
    while IFS= read -r line; do
        printf '%s\n' "$line" 2>/dev/null
        case $line in "@@end $mark "*) break ;; esac
    done
}
