# The base system, from Debian's main suite alone: what the other suites have since is then really pending. $1 is the folder to fill,
# $2 the suite, $3 the mirror, $4 the folder with this machine's own sources.
# python3-apt is what ansible's apt module goes by, which bench/Fleet measures.
set -eu
target=$1 suite=$2 mirror=$3 sources=$4
mmdebstrap --quiet --variant=apt \
    --include=openssh-server,sudo,python3-minimal,python3-apt,csh,rpm,createrepo-c,dnf,zypper,procps,iproute2 \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='force-unsafe-io' \
    "$suite" "$target" "deb $mirror $suite main" >/dev/null

# What Debian itself has pending for it, for tests of the real thing.
mkdir -p "$target/srv/debian/sources" "$target/srv/debian/lists/partial"
cp "$sources"/* "$target/srv/debian/sources/"
cp /etc/resolv.conf "$target/etc/resolv.conf"
chroot "$target" apt-get -q -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts=/srv/debian/sources \
    -o Dir::State::lists=/srv/debian/lists update >/dev/null
