# Finishes what an interrupted transaction left: dnf 4 has no journal to go on from, so what it can do is done: rpm's database is
# rebuilt where it cannot be read, and the older ones of packages that are there twice are taken away.
if ! command -v dnf-3 >/dev/null 2>&1; then
    ended 127
    exit 127
fi

repair() {
    if ! mend_database; then
        ended 1
        return
    fi
    dnf -y --setopt=exit_on_lock=True --setopt=clean_requirements_on_remove=False remove --duplicates
    code=$?
    # "No duplicated packages found for removal." is no fault.
    [ $code -ne 1 ] || [ -n "$(duplicates)" ] || code=0
    ended $code
}

repair 2>&1 | relay
