# The base system of hosts with dnf 5, which Debian has from its suite forky on. $1 is the folder to fill, $2 the mirror. Ends with 69 where
# the mirror cannot be had.
set -eu
target=$1 mirror=$2
# The index of a suite that is not released yet is valid for a week only, and a mirror of this machine may be a still picture of one day:
# signatures are checked, its age is not.
timeout 900 mmdebstrap --variant=apt \
    --aptopt='Acquire::Check-Valid-Until "false"' --aptopt='Acquire::http::Timeout "20"' --aptopt='Acquire::Retries "1"' \
    --include=openssh-server,openssh-client,sudo,passwd,python3-minimal,csh,rpm,dnf5,procps,iproute2 \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='force-unsafe-io' \
    forky "$target" "deb $mirror forky main" >/dev/null || exit 69
