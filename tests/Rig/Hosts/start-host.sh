# Starts the host $1: a file system of its own over the base, in its network namespace, with process numbers, mounts and a name of its
# own. $2 is the folder of all hosts, $3 the base, $4 the rig's keys, $5 the host's name, $6 its address, $7 the repositories' address; what
# follows are programs of the base that it does not have.
set -eu
number=$1 folder=$2/$1 base=$3 keys=$4 name=$5 address=$6 repositories=$7
root=$folder/root
if ! [ -d "$root" ]; then
    mkdir -p "$folder/upper" "$folder/work" "$root"
    mount -t overlay -o "lowerdir=$base,upperdir=$folder/upper,workdir=$folder/work" overlay "$root"
    printf '127.0.0.1 localhost\n%s %s\n%s repo.rig\n' "$address" "$name" "$repositories" >"$root/etc/hosts"
    echo "$name" >"$root/etc/hostname"
    cp "$keys/host$number" "$root/etc/ssh/rig_key"
    chmod 600 "$root/etc/ssh/rig_key"
    shift 7
    for program; do rm -f "$root/usr/bin/$program"; done
fi
cat /proc/sys/kernel/random/uuid >"$folder/boot"
date +%s >"$folder/booted"

# The first process of the host: it takes up what others leave behind, and with it the host ends.
cat >"$folder/init" <<INIT
mount -t proc proc $root/proc
mount -t tmpfs -o mode=755 tmpfs $root/run
mount -t tmpfs -o mode=755 tmpfs $root/dev
for device in null zero full random urandom tty; do
    : >$root/dev/\$device
    mount --bind /dev/\$device $root/dev/\$device
done
mkdir $root/dev/pts $root/dev/shm $root/run/sshd $root/run/lock
mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts $root/dev/pts
ln -s pts/ptmx $root/dev/ptmx
ln -s /proc/self/fd $root/dev/fd
mount --bind $folder/boot $root/proc/sys/kernel/random/boot_id
hostname $name
# The server listens some time after its program has ended, and then writes its number down.
exec chroot $root sh -c '/usr/sbin/sshd && until [ -s /run/sshd.pid ]; do :; done; : >/run/rig-ready; sleep infinity & wait \$!'
INIT
nsenter --net="/run/netns/h$number" unshare --mount --pid --uts --fork --kill-child sh "$folder/init" </dev/null >"$folder/log" 2>&1 &
echo $! >"$folder/outer"
