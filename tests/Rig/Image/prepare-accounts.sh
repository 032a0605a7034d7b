# The accounts of a base system and its server for SSH. $1 is the base system, $2 the folder of the rig's keys.
set -eu
base=$1 keys=$2

# Accounts: with sudo, with a sudo that asks, without, without a shell, with another shell, and with a startup file that talks.
for user in patch asks plain csh noisy; do chroot "$base" useradd -m -s /bin/bash $user; done
chroot "$base" useradd -m -s /usr/sbin/nologin nologin
chroot "$base" usermod -s /bin/csh csh
# Without PAM sshd lets nobody in whose password is locked, which is another thing than having none that fits.
for user in patch asks plain csh noisy nologin; do chroot "$base" usermod -p '*' $user; done
printf 'patch ALL=(root) NOPASSWD: ALL\nnoisy ALL=(root) NOPASSWD: ALL\ncsh ALL=(root) NOPASSWD: ALL\nasks ALL=(root) ALL\n' >"$base/etc/sudoers.d/rig"
chmod 440 "$base/etc/sudoers.d/rig"
printf 'echo "Welcome to the machine"\necho "Authorized use only" >&2\n' >"$base/tmp/talk"
cat "$base/tmp/talk" "$base/home/noisy/.bashrc" >"$base/tmp/bashrc"
mv "$base/tmp/bashrc" "$base/home/noisy/.bashrc"
rm "$base/tmp/talk"
for user in root patch asks plain nologin csh noisy; do
    home=/home/$user
    [ $user != root ] || home=/root
    mkdir -p "$base$home/.ssh"
    cp "$keys/client.pub" "$base$home/.ssh/authorized_keys"
    chroot "$base" chown -R $user "$home/.ssh"
    chmod 700 "$base$home/.ssh"
done
rm -f "$base"/etc/ssh/ssh_host_*
cat >"$base/etc/ssh/sshd_config" <<'SSHD'
HostKey /etc/ssh/rig_key
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
UseDNS no
MaxStartups 500
MaxSessions 100
PrintMotd no
AcceptEnv LANG LC_*
SSHD
