# Makes a base system one that hosts of the rig stand on: what the script prepare-$5.sh installs in it from the rig's repositories, accounts, and a
# server for SSH. Runs in a network of its own; $1 is the base system, $2 the folder with the repositories, $3 that of the rig's keys, $4 the words
# for apt-get install, $6 the architecture that some of them are of besides its own.
set -eu
base=$1 repositories=$2 keys=$3 packages=$4 name=$5 foreign=$6
here=$(dirname "$0")
ip link set lo up
mount -t proc proc "$base/proc"
mkdir -p "$base/srv/repositories"
mount --bind "$repositories" "$base/srv/repositories"
for device in null zero random urandom; do
    touch "$base/dev/$device" 2>/dev/null || true
    mount --bind "/dev/$device" "$base/dev/$device"
done
echo '127.0.0.1 localhost repo.rig' >"$base/etc/hosts"
python3 "$here/repository.py" "$repositories" 127.0.0.1 8000 &
server=$!
until ss -Hltn 'sport = :8000' | grep -q .; do kill -0 $server; done
sh "$here/prepare-$name.sh" "$base" "$repositories" "$packages" "$foreign"
kill $server
sh "$here/prepare-accounts.sh" "$base" "$keys"
umount "$base/proc" "$base/srv/repositories" "$base/dev/null" "$base/dev/zero" "$base/dev/random" "$base/dev/urandom"
