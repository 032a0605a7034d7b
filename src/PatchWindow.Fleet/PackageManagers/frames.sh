# Frames what commands print, so that the reader can tell output that ended from output that was cut short: "@@name",
# each line behind a bar, "@@end CODE"; after the last frame "@@done". Prepended to every script that lists or asks.
newline='
'

# frame NAME COMMAND...: runs the command; its output stays in $frame_text, its exit code in $frame_code.
frame() {
    frame_name=$1
    shift
    frame_text=$("$@")
    frame_code=$?
    printf '@@%s\n' "$frame_name"
    if [ ${#frame_text} -gt 1000000 ]; then
        printf '%s\n' "$frame_text" | sed 's/^/|/'
    elif [ -n "$frame_text" ]; then
        # The shell's own hand, which starts no program; empty lines are left out.
        frame_blanks=$IFS
        IFS=$newline
        # shellcheck disable=SC2086 # One word a line.
        printf '|%s\n' $frame_text
        IFS=$frame_blanks
    fi
    printf '@@end %s\n' "$frame_code"
}

# need PROGRAM: ends the script with the frame "missing" where the host does not have the program.
need() {
    command -v "$1" >/dev/null 2>&1 && return
    printf '@@missing\n|%s\n@@end 127\n@@done\n' "$1"
    exit 0
}
