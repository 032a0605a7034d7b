# What every script for dnf 4 begins with. dnf has no output for machines; it is asked through its own library, by the Python that it
# runs with itself (RHEL 8 has one of its own for that).
need dnf-3
need_rpm_packages
dnf_python() { "$(head -n 1 "$(command -v dnf-3)" | sed 's/^#! *//; s/ .*//')" "$@"; }
