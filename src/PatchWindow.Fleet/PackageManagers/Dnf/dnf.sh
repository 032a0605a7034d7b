# What every script for dnf 4 begins with. dnf has no output for machines; it is asked through its own library, by the Python that it
# runs with itself (RHEL 8 has one of its own for that).
need dnf-3
# dnf can be on a system whose packages are another's; then nothing is in rpm's database.
if [ -z "$(rpm -q --whatprovides /bin/sh --qf '%{NAME}' 2>/dev/null | grep -v '^no package\|^file ')" ]; then
    printf '@@missing\n|packages of rpm\n@@end 127\n@@done\n'
    exit 0
fi
python=$(head -n 1 "$(command -v dnf-3)" | sed 's/^#! *//; s/ .*//')
