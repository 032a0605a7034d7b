# Fetches the metadata anew. A repository that does not answer is an error: by itself dnf leaves it out and ends with 0 (RIG.md, dnf).
refresh() {
    dnf -q --setopt=skip_if_unavailable=False --setopt=*.skip_if_unavailable=False --setopt=exit_on_lock=True --refresh makecache 2>&1
}
frame user id -u
frame refresh refresh
printf '@@done\n'
