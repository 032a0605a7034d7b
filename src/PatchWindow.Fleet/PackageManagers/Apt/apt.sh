# What every script that asks apt begins with. apt can be on a system whose packages are another's; then dpkg knows of none.
need apt-get
if ! [ -s "${DPKG_ADMINDIR:-/var/lib/dpkg}/status" ]; then
    printf '@@missing\n|packages of dpkg\n@@end 127\n@@done\n'
    exit 0
fi
