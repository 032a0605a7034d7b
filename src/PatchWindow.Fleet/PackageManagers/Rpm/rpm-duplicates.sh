# Two versions of a package that allows one: an upgrade was ended before the old one was taken away.
duplicates() {
    rpm -qa --qf '%{NAME}.%{ARCH}\n' | grep -v -e '^kernel' -e '^gpg-pubkey' -e '^installonly' | sort | uniq -d
}

# Takes the older ones from rpm's database and leaves the files, which are the newest's.
drop_older() {
    for package in $(duplicates); do
        rpm -q --qf '%{BUILDTIME} %{NAME}-%{VERSION}-%{RELEASE}.%{ARCH}\n' -- "$package" | sort -n | sed '$d; s/^[0-9]* //' |
            while IFS= read -r old; do rpm -e --justdb --nodeps --noscripts -- "$old"; done
    done
}
