# The base system of Ubuntu hosts: noble as it was released, but for apt and Ubuntu's own client, which are its newest; and Ubuntu's lists of
# what it has since, for tests of the real thing. $1 is the folder to fill, $2 Debian's mirror, from which Ubuntu's keys come. Ends with 69 where the packages cannot be had.
set -eu
target=$1 mirror=$2
# Ubuntu has the other architectures elsewhere.
case $(dpkg --print-architecture) in
amd64) archive=http://archive.ubuntu.com/ubuntu ;;
*) archive=http://ports.ubuntu.com/ubuntu-ports ;;
esac

# Debian has Ubuntu's keys, in its suite forky. The age of an index that may be a still picture of one day is not checked.
keys=/mnt/keys.d
mkdir -p $keys/lists/partial $keys/cache/archives/partial
echo "deb $mirror forky main" >$keys/sources.list
ask() {
    program=$1
    shift
    timeout 300 "$program" -q -o Dir::Etc::sourcelist=$keys/sources.list -o Dir::Etc::sourceparts=/dev/null -o Dir::State::lists=$keys/lists \
        -o Dir::Cache=$keys/cache -o Acquire::Check-Valid-Until=false -o Acquire::Languages=none -o Acquire::http::Timeout=20 \
        -o Acquire::Retries=1 -o APT::Sandbox::User=root -o APT::Update::Error-Mode=any \
        -o Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled=false "$@"
}
(cd $keys && ask apt-get update && ask apt-get download ubuntu-keyring) >/dev/null || exit 69
for package in "$keys"/*.deb; do dpkg-deb -x "$package" $keys/root; done
keyring=$keys/root/usr/share/keyrings/ubuntu-archive-keyring.gpg

timeout 900 mmdebstrap --variant=apt --keyring=$keyring \
    --aptopt='Acquire::http::Timeout "20"' --aptopt='Acquire::Retries "1"' \
    --include=openssh-server,sudo,passwd,python3-minimal,procps,iproute2,ubuntu-pro-client \
    --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
    --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='force-unsafe-io' \
    noble "$target" "deb [signed-by=$keyring] $archive noble main" >/dev/null || exit 69

mkdir -p "$target/srv/ubuntu/sources" "$target/srv/ubuntu/lists/partial"
for suite in noble noble-updates noble-security; do
    echo "deb $archive $suite main" >>"$target/srv/ubuntu/sources/ubuntu.list"
done
cp /etc/resolv.conf "$target/etc/resolv.conf"
newest() {
    DEBIAN_FRONTEND=noninteractive chroot "$target" apt-get -q -o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts=/srv/ubuntu/sources \
        -o Dir::State::lists=/srv/ubuntu/lists -o Acquire::Languages=none -o APT::Update::Error-Mode=any "$@" >/dev/null
}
newest update && newest -y install apt ubuntu-pro-client && newest clean || exit 69
rm "$target/etc/apt/apt.conf.d/99mmdebstrap"
