# The pending patches of this host, from the package lists it has. For any user; changes nothing; works under a lock.

# How many package lists there are, and how many seconds ago apt-get update last ran. That takes the folder "partial" into
# possession anew each time (apt 2.6); the lists themselves have the repository's times, and stay where nothing is new.
lists() {
    folder=/var/lib/apt/lists
    case $settings in *[Dd][Ii][Rr]*)
        # "folder='/var/lib/apt/lists/'", made to be evaluated, which nothing from a host is.
        folder=$(apt-config shell folder Dir::State::lists/d | sed "s/^folder='//; s/'\$//") || return
        ;;
    esac
    count=0
    set +f
    for list in "$folder"/*; do
        case ${list##*/} in lock | partial | auxfiles | '*') ;; *) count=$((count + 1)) ;; esac
    done
    printf %s "$count"
    ran=$(stat -c %Z "$folder/partial" 2>/dev/null) && printf ' %s' $(($(date +%s) - ran))
    echo
}
frame upgrade plan dist-upgrade
upgrade=${frame_text:-}
frame lists lists
frame architecture echo "$native"

# What of it is asked for further, word by word: no program is started for what the shell can read itself.
pending='' names='' kept='' files=' ' section=''
read_plan() {
    for line in $1; do
        case $line in
        "   "*" ("*" => "*")")
            case $section in plan | kept) ;; *) continue ;; esac
            name=${line#   }
            name=${name%% *}
            version=${line##* => }
            names="$names$newline$name"
            pending="$pending$newline$name=${version%)}"
            [ "$section" = plan ] || kept="$kept$newline$name"
            ;;
        "' "*)
            file=${line#"' "}
            files="$files${file%% *} "
            ;;
        "The following packages will be upgraded:" | "The following packages will be DOWNGRADED:") section=plan ;;
        "The following packages have been kept back:" | "The following upgrades have been deferred due to phasing:") section=kept ;;
        [!\ ]*) section= ;;
        esac
    done
}

# Those of "name=version"… that are not among the files to download, whose sizes are known: name_version_architecture.deb.
without_file() {
    for word in "$@"; do
        name=${word%%=*} version=${word#*=}
        case $version in *:*) version=${version%%:*}%3a${version#*:} ;; esac
        case $files in
        *" ${name%%:*}_${version}_"*) ;;
        *) printf '%s\n' "$word" ;;
        esac
    done
}

sizes() {
    ask apt-cache show -- "$@" | grep -E '^(Package|Version|Architecture|Size): '
}

# Asked for them by name, apt says what stands in their way. That it refuses is no error here.
why() {
    ask apt-get -s -q -o APT::Get::Show-User-Simulation-Note=false --only-upgrade install -- "$@" 2>/dev/null
}

# One word a line, and no line is a pattern: set -f is on.
IFS=$newline
read_plan "$upgrade"
if [ -n "$names" ]; then
    # What apt-mark showhold answers, without its building apt's cache again.
    # shellcheck disable=SC2016,SC2086 # ${...} is dpkg-query's own format; one word a package.
    frame installed dpkg-query -W -f='${db:Status-Want}\t${Package}\t${Architecture}\n' -- $names
    # Every source by its release file, and every version of each pending package by its sources.
    frame sources ask apt-cache policy
    # shellcheck disable=SC2086 # One word a package.
    frame versions ask apt-cache policy -- $names
    # shellcheck disable=SC2086 # One word a package.
    unsized=$(without_file $pending)
    # shellcheck disable=SC2086 # One word a package.
    [ -z "$unsized" ] || frame sizes sizes $unsized
    # shellcheck disable=SC2086 # One word a package.
    [ -z "$kept" ] || frame kept why $kept
fi
