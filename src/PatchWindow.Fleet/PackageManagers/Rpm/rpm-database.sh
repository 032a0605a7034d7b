# Packages that may be there in several versions, as kernels and their modules: by what they provide (dnf.conf(5), installonlypkgs;
# zypp.conf, multiversion), and by what the admin wrote there.
several_allowed() {
    # shellcheck disable=SC2046 # One word a package or provide; set -f is on.
    rpm -q --qf '%{NAME}.%{ARCH}\n' --whatprovides -- 'installonlypkg(kernel)' 'installonlypkg(kernel-module)' 'installonlypkg(vm)' \
        'multiversion(kernel)' $(sed -n -e 's/^[[:space:]]*installonlypkgs[[:space:]]*=//p' -e 's/^[[:space:]]*multiversion[[:space:]]*=//p' \
        /etc/dnf/dnf.conf /etc/zypp/zypp.conf 2>/dev/null | tr ',' ' ' | sed 's/provides://g') 2>/dev/null
}

# Two versions of a package that allows one: an upgrade was ended before the old one was taken away.
duplicates() {
    rpm -qa --qf '%{NAME}.%{ARCH}\n' | grep -v -e '^kernel' -e '^gpg-pubkey' -e '^installonly' | grep -vxF -e "$(several_allowed)" | sort | uniq -d
}

# Takes the older ones from rpm's database and leaves the files, which are those of the one that was installed last: not always of the
# one that was built last, and of rebuilds the time of building can be the same.
drop_older() {
    for package in $(duplicates); do
        rpm -q --qf '%{INSTALLTIME} %{NAME}-%{VERSION}-%{RELEASE}.%{ARCH}\n' -- "$package" | sort -s -n -k 1,1 | sed '$d; s/^[0-9]* //' |
            while IFS= read -r old; do rpm -e --justdb --nodeps --noscripts -- "$old"; done
    done
}

# Rebuilds rpm's database where it cannot be read. Of one that stays so nothing can be repaired.
mend_database() {
    rpm -qa >/dev/null 2>&1 || rpm --rebuilddb
}
