# A step on its host: work that goes on whatever becomes of the connection and of whoever began it, and that whoever comes next finds by
# its name. $1 is what is wanted, "begin" or "follow", $2 the step's name; the rest are words for the work, which the function "work" prints
# as a script. Either way the answer comes when the work has ended.
#
#   steps/lock           held (flock) by the one step that works on this host
#   steps/running        its name
#   steps/NAME/work.sh   what it runs, detached
#   steps/NAME/lock      held for as long as it runs, and free with its process, however that ends: whoever waits for it sleeps until then
#   steps/NAME/exit      "running", then the exit code, written in its place, so that a full disk has room for it
#   steps/NAME/output    what it printed
#   steps/NAME/journal   "SECONDS begun BOOT", "SECONDS ended CODE"
#
# DPKG_ROOT is dpkg's own variable for another root.
steps=${DPKG_ROOT:-}/var/lib/patchwindow/steps
wanted=$1 name=$2
shift 2
place=$steps/$name

# say STATE WORD...: how the step stands, which ends the answer.
say() {
    frame step printf '%s\n' "$*"
    printf '@@done\n'
    exit 0
}

# prepare EXIT: the folder of a step, complete, under a name that nobody asks for yet.
prepare() {
    new=$steps/.$name.$$
    fault=$({ (umask 022 && mkdir -p "$steps") && chmod 700 "$steps" && rm -rf "$new" && mkdir "$new" &&
        : >"$new/lock" && : >"$new/output" && : >"$new/journal" && printf '%s\n' "$1" >"$new/exit" && work >"$new/work.sh"; } 2>&1) && return
    rm -rf "$new"
    say failed "$fault"
}

# Taking a name is one move (rename(2) replaces no folder that has something in it), so that of all who begin or settle a step one does.
take() {
    mv -T "$new" "$place" 2>/dev/null && return
    rm -rf "$new"
    return 1
}

begin() {
    # Begun once, it is never begun again.
    [ ! -e "$place" ] || say known
    prepare running
    exec 9>"$steps/lock"
    if ! flock -n 9; then
        rm -rf "$new"
        say busy "$(cat "$steps/running" 2>/dev/null)"
    fi
    exec 8<"$new/lock"
    flock -n 8 || say failed "$new/lock cannot be locked"
    printf '%s begun %s\n' "$(date +%s)" "$(cat /proc/sys/kernel/random/boot_id)" >"$new/journal"
    take || say known
    printf '%s\n' "$name" >"$steps/running"
    # A month later nobody asks any more.
    find "$steps" -mindepth 1 -maxdepth 1 -type d -mtime +30 -exec rm -rf {} +
    # A session of its own: no hangup and no terminal's Ctrl+C reaches it. It takes both locks over.
    setsid sh "$place/work.sh" "$place" "$@" </dev/null >>"$place/output" 2>&1 &
    exec 8<&- 9>&-
}

follow() {
    if [ ! -e "$place" ]; then
        # What is still on its way begins it no more: the name is taken.
        prepare never
        ! take || say absent
    fi
    exec 8<"$place/lock"
    flock -s 8
    IFS= read -r code <"$place/exit"
    case $code in
    running) say died "$(cat "$place/journal")" ;;
    never*) say absent ;;
    esac
    frame journal cat "$place/journal"
    # The end of it has the reason.
    frame output tail -c 1000000 "$place/output"
    # shellcheck disable=SC2086 # One word with blanks behind it.
    say ended $code
}

need flock
need setsid
case $wanted in begin) begin "$@" ;; esac
follow
