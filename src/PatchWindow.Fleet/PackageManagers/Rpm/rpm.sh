# A tool for rpm's packages can be on a system whose packages are another's; then nothing is in rpm's database. One that cannot be read is
# another matter, which whatever is asked next tells of.
need_rpm_packages() {
    rpm_fault=$(rpm -q --whatprovides /bin/sh 2>&1 >/dev/null) && return
    rpm_place=$(rpm --eval '%{_dbpath}' 2>/dev/null)
    for rpm_database in "$rpm_place/rpmdb.sqlite" "$rpm_place/Packages.db" "$rpm_place/Packages"; do
        case $rpm_fault in *rror:*) [ -s "$rpm_database" ] && return ;; esac
    done
    printf '@@missing\n|packages of rpm\n@@end 127\n@@done\n'
    exit 0
}
