# Finishes what an interrupted transaction left: dnf 5 has no journal to go on from, so what it can do is done: rpm's database is
# rebuilt where it cannot be read, and the older ones of packages that are there twice are taken away.
if ! command -v dnf5 >/dev/null 2>&1; then
    ended 127
    exit 127
fi

repair() {
    if ! mend_database; then
        ended 1
        return
    fi
    code=0
    if [ -n "$(duplicates)" ]; then
        # It installs the newest anew, for which a repository must still have it.
        dnf5 -y --setopt=clean_requirements_on_remove=False remove --duplicates
        code=$?
        if [ $code -ne 0 ]; then
            drop_older
            [ -n "$(duplicates)" ] || code=0
        fi
    fi
    ended $code
}

repair 2>&1 | relay
