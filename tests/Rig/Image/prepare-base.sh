# Makes the base system the rig's: its own repositories, the old versions installed, accounts, and a server for SSH. Runs in a network
# of its own, with the repositories in $2; $1 is the base system, $3 the folder of the rig's keys.
set -eu
base=$1 repositories=$2 keys=$3
ip link set lo up
mount -t proc proc "$base/proc"
mount --bind "$repositories" "$base/srv/repositories"
for device in null zero random urandom; do
    touch "$base/dev/$device" 2>/dev/null || true
    mount --bind "/dev/$device" "$base/dev/$device"
done

# Packages for rpm: NAME VERSION AND-THE-REST-OF-ITS-SPEC.
cat >"$base/tmp/rpms.sh" <<'RPMS'
set -eu
build() {
    name=$1 version=$2 extra=$3
    printf 'Name: %s\nVersion: %s\nRelease: 1\nSummary: %s\nLicense: MIT\nBuildArch: noarch\n%s\n%%description\nA package of the rig.\n%s\n%%files\n' \
        "$name" "$version" "$name" "$extra" "${4:-}" >/tmp/spec
    rpmbuild -bb --define '_rpmdir /tmp/rpms' /tmp/spec >/tmp/rpmbuild.log 2>&1 || { cat /tmp/rpmbuild.log >&2; exit 1; }
}
mkdir -p /tmp/rpms
build rig-base 1 'Provides: /bin/sh
Provides: /bin/bash'
for version in 1.0 1.1 1.2 2.0; do build pw-app $version ''; done
for version in 1 2; do
    build pw-sec $version ''
    build pw-held $version ''
    build pw-reboot $version ''
    build pw-other $version ''
done
build pw-lib 1 ''
build pw-newdep 1 ''
build pw-newdep 2 'Requires: pw-lib'
build pw-broken 1 ''
build pw-broken 2 'Requires: nothing-provides-this'
build pw-fail 1 ''
build pw-fail 2 '' '%post
echo pw-fail breaks >&2
exit 1'
build pw-prefail 1 ''
build pw-prefail 2 '' '%pre
echo pw-prefail refuses >&2
exit 1'
build pw-slow 1 ''
build pw-slow 2 '' '%post
[ ! -p /run/pw-slow ] || cat /run/pw-slow'
mkdir -p /srv/rpms/old /srv/rpms/new
mv /tmp/rpms/noarch/rig-base-1-1.noarch.rpm /tmp/rpms/noarch/pw-app-1.0-1.noarch.rpm /srv/rpms/old/
for name in sec held reboot other newdep broken fail prefail slow; do mv /tmp/rpms/noarch/pw-$name-1-1.noarch.rpm /srv/rpms/old/; done
mv /tmp/rpms/noarch/*.rpm /srv/rpms/new/
cd /srv/rpms
createrepo_c --quiet . >/dev/null
cat >/tmp/updateinfo.xml <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<updates>
  <update from="rig@example.org" status="final" type="security" version="1">
    <id>PW-2026:0001</id><title>pw-sec security update</title><severity>Important</severity>
    <issued date="2026-09-01 10:00:00"/><updated date="2026-09-01 10:00:00"/>
    <references><reference href="https://example.org/CVE-2026-1001" id="CVE-2026-1001" title="CVE-2026-1001" type="cve"/>
      <reference href="https://example.org/CVE-2026-1002" id="CVE-2026-1002" title="CVE-2026-1002" type="cve"/></references>
    <pkglist><collection short="rig"><name>rig</name>
      <package name="pw-sec" version="2" release="1" epoch="0" arch="noarch"><filename>pw-sec-2-1.noarch.rpm</filename></package>
    </collection></pkglist>
  </update>
  <update from="rig@example.org" status="final" type="bugfix" version="1">
    <id>PW-2026:0002</id><title>pw-reboot bug fix</title><severity>Low</severity>
    <issued date="2026-09-02 10:00:00"/>
    <references/>
    <pkglist><collection short="rig"><name>rig</name>
      <package name="pw-reboot" version="2" release="1" epoch="0" arch="noarch"><filename>pw-reboot-2-1.noarch.rpm</filename><reboot_suggested>1</reboot_suggested></package>
    </collection></pkglist>
  </update>
  <update from="rig@example.org" status="final" type="enhancement" version="1">
    <id>PW-2026:0003</id><title>pw-app 2.0</title>
    <issued date="2026-09-03 10:00:00"/>
    <references/>
    <pkglist><collection short="rig"><name>rig</name>
      <package name="pw-app" version="2.0" release="1" epoch="0" arch="noarch"><filename>pw-app-2.0-1.noarch.rpm</filename></package>
    </collection></pkglist>
  </update>
</updates>
XML
modifyrepo_c --mdtype=updateinfo /tmp/updateinfo.xml repodata >/dev/null 2>&1
RPMS
sh "$(dirname "$0")/prepare-rpm.sh" "$base"
chroot "$base" sh /tmp/rpms.sh
chroot "$base" sh -c 'rpm -i --nodeps --ignorearch /srv/rpms/old/*.rpm'
rm -rf "$base/tmp/rpms" "$base/tmp/rpms.sh" "$base/tmp/spec" "$base/tmp/rpmbuild.log" "$base/tmp/updateinfo.xml" "$base/root/rpmbuild"
mkdir -p "$repositories/rpm"
cp -a "$base/srv/rpms/." "$repositories/rpm/"
rm -rf "$base/srv/rpms"

# Its own repositories.
echo '127.0.0.1 repo.rig' >>"$base/etc/hosts"
mkdir -p "$base/etc/zypp/repos.d"
printf '[rig]\nname=Rig\nbaseurl=http://repo.rig:8000/rpm/\nenabled=1\ngpgcheck=0\nautorefresh=0\ntype=rpm-md\n' >"$base/etc/zypp/repos.d/rig.repo"
python3 "$(dirname "$0")/repository.py" "$repositories" 127.0.0.1 8000 &
server=$!
until ss -Hltn 'sport = :8000' | grep -q .; do kill -0 $server; done
sh "$(dirname "$0")/prepare-apt.sh" "$base" "$repositories" "$4"
chroot "$base" dnf -q makecache >/dev/null
chroot "$base" zypper --quiet --non-interactive refresh >/dev/null
kill $server

mkdir -p "$keys"
ssh-keygen -q -t ed25519 -N '' -C rig -f "$keys/client"
for number in $(seq 0 119); do ssh-keygen -q -t ed25519 -N '' -C "rig$number" -f "$keys/host$number"; done
sh "$(dirname "$0")/prepare-accounts.sh" "$base" "$keys"
umount "$base/proc" "$base/srv/repositories" "$base/dev/null" "$base/dev/zero" "$base/dev/random" "$base/dev/urandom"
