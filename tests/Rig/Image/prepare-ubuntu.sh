# Makes the base system $1 one of Ubuntu's: $2 is the folder with the repositories, $3 the words for apt-get install, $4 the architecture that
# some of them are of besides its own.
set -eu
base=$1
# An image that was bootstrapped and never booted has no number of its own, by which phased updates are decided.
echo 0123456789abcdef0123456789abcdef >"$base/etc/machine-id"
chroot "$base" dpkg --add-architecture "$4"
sh "$(dirname "$0")/prepare-apt.sh" "$base" "$2" "$3"
