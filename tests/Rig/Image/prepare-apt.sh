# The rig's own apt repositories on a base system, and the old versions of what they have installed. $1 is the base system, $2 the folder
# with the repositories, which are served at repo.rig already; $3 the words for apt-get install.
set -eu
base=$1 repositories=$2
rm -f "$base/etc/apt/sources.list" "$base"/etc/apt/sources.list.d/*
for suite in "$repositories"/apt/*/; do
    suite=${suite%/} suite=${suite##*/}
    # The last one is for tests that ask for it.
    [ "$suite" = entangled ] || echo "deb [trusted=yes] http://repo.rig:8000/apt/$suite ./" >>"$base/etc/apt/sources.list"
done
chroot "$base" apt-get -q -o APT::Update::Error-Mode=any update >/dev/null
# shellcheck disable=SC2086 # One word a package.
DEBIAN_FRONTEND=noninteractive chroot "$base" apt-get -q -y install $3 >/dev/null
chroot "$base" apt-mark hold pw-held >/dev/null
echo 'changed by the admin' >"$base/etc/pw-conf.conf"
