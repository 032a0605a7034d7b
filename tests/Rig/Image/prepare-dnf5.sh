# Makes a base system one with dnf 5: the old versions installed, the metadata fetched, accounts, and a server for SSH. Runs in a network of
# its own; $1 is the base system, $2 the folder with the repositories, $3 that of the rig's keys.
set -eu
base=$1 repositories=$2 keys=$3
here=$(dirname "$0")
ip link set lo up
mount -t proc proc "$base/proc"
mkdir -p "$base/srv/repositories"
mount --bind "$repositories" "$base/srv/repositories"
for device in null zero random urandom; do
    touch "$base/dev/$device" 2>/dev/null || true
    mount --bind "/dev/$device" "$base/dev/$device"
done
sh "$here/prepare-rpm.sh" "$base"
chroot "$base" sh -c 'rpm -i --nodeps --ignorearch /srv/repositories/rpm/old/*.rpm'
# Debian's dnf5 has a plugin on that keeps a repository of what was installed, by a program that is not there: every transaction ends with 1.
sed -i 's/^enabled = host-only/enabled = false/' "$base/etc/dnf/libdnf5-plugins/local.conf"
echo '127.0.0.1 localhost repo.rig' >"$base/etc/hosts"
python3 "$here/repository.py" "$repositories" 127.0.0.1 8000 &
server=$!
until ss -Hltn 'sport = :8000' | grep -q .; do kill -0 $server; done
chroot "$base" dnf5 -q --setopt=*.skip_if_unavailable=False makecache >/dev/null
kill $server
sh "$here/prepare-accounts.sh" "$base" "$keys"
umount "$base/proc" "$base/srv/repositories" "$base/dev/null" "$base/dev/zero" "$base/dev/random" "$base/dev/urandom"
