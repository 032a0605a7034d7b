# What runs detached: the work, and behind it how it ended. What the work starts holds none of the locks: a service that a package's script
# started would hold them for ever.
place=$1
shift
(
    @@work@@
) 8<&- 9>&-
code=$?
printf '%-7s\n' "$code" 1<>"$place/exit"
sync "$place/exit" 2>/dev/null
printf '%s ended %s\n' "$(date +%s)" "$code" >>"$place/journal"
