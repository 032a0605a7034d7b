# Fetches the package lists anew. A repository that does not answer is an error: by itself apt warns and ends with 0 (RIG.md, apt).
refresh() {
    apt-get -q -o APT::Update::Error-Mode=any -o DPkg::Lock::Timeout=60 update 2>&1
}
frame user id -u
frame refresh refresh
printf '@@done\n'
