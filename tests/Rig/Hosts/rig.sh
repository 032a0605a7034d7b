# The rig's own world: mounts, processes and a network that end with it. Told to end by the end of its input. $1 is the image.
set -eu
mount --make-rprivate /
mount -t tmpfs -o mode=755,size=90% rig /mnt
mkdir /mnt/hosts /mnt/ssh /mnt/base
zstd -dcq "$1" | tar -C /mnt -xf - --numeric-owner --xattrs --xattrs-include='*'
mount -t tmpfs -o mode=755 tmpfs /run
mkdir /run/netns /run/lock
ip link set lo up
# By itself a bridge has the lowest address of its ports: with each new host it could be another, and hosts that know the old one would
# get no answer until they ask again.
ip link add bridge0 address 02:00:00:00:00:01 type bridge
ip link set bridge0 up
echo ready
# A shell that waits takes up whatever ends in here without its parent; a program that only reads would let it stay for ever.
exec 3<&0
cat <&3 >/dev/null &
wait $!
