# Makes the base system $1 one with dnf 5: the old versions installed, the metadata fetched.
set -eu
base=$1
sh "$(dirname "$0")/prepare-rpm.sh" "$base"
chroot "$base" sh -c 'rpm -i --nodeps --ignorearch /srv/repositories/rpm/old/*.rpm'
# Debian's dnf5 has a plugin on that keeps a repository of what was installed, by a program that is not there: every transaction ends with 1.
sed -i 's/^enabled = host-only/enabled = false/' "$base/etc/dnf/libdnf5-plugins/local.conf"
chroot "$base" dnf5 -q --setopt=*.skip_if_unavailable=False makecache >/dev/null
