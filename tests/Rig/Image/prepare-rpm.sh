# Where rpm and dnf find their packages in the base system $1.
set -eu
base=$1
mkdir -p "$base/etc/rpm" "$base/etc/yum.repos.d" "$base/etc/dnf/vars"
# On Debian rpm keeps its database in the user's home.
echo '%_dbpath /var/lib/rpm' >"$base/etc/rpm/macros.dbpath"
printf '[rig]\nname=Rig\nbaseurl=http://repo.rig:8000/rpm/\nenabled=1\ngpgcheck=0\nmetadata_expire=never\n' >"$base/etc/yum.repos.d/rig.repo"
echo 1 >"$base/etc/dnf/vars/releasever"
