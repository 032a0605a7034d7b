# Finishes what an interrupted transaction left: dnf 5 has no journal to go on from, so what it can do is done: rpm's database is
# rebuilt where it cannot be read, and the older ones of packages that are there twice are taken away.
command -v dnf5 >/dev/null 2>&1 || exit 127

repair() {
    mend_database || return
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
    return $code
}

repair
