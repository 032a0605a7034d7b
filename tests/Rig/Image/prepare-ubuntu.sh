# Makes a base system one of Ubuntu's. Runs in a network of its own; $1 is the base system, $2 the folder with the repositories, $3 that of
# the rig's keys, $4 the words for apt-get install, $5 the architecture that some of them are of besides its own.
set -eu
base=$1 repositories=$2 keys=$3
here=$(dirname "$0")
ip link set lo up
mount -t proc proc "$base/proc"
for device in null zero random urandom; do
    touch "$base/dev/$device" 2>/dev/null || true
    mount --bind "/dev/$device" "$base/dev/$device"
done
echo '127.0.0.1 localhost repo.rig' >"$base/etc/hosts"
# An image that was bootstrapped and never booted has no number of its own, by which phased updates are decided.
echo 0123456789abcdef0123456789abcdef >"$base/etc/machine-id"
chroot "$base" dpkg --add-architecture "$5"
python3 "$here/repository.py" "$repositories" 127.0.0.1 8000 &
server=$!
until ss -Hltn 'sport = :8000' | grep -q .; do kill -0 $server; done
sh "$here/prepare-apt.sh" "$base" "$repositories" "$4"
kill $server
sh "$here/prepare-accounts.sh" "$base" "$keys"
umount "$base/proc" "$base/dev/null" "$base/dev/zero" "$base/dev/random" "$base/dev/urandom"
