# Fetches the metadata anew. zypper ends with 4 where a repository does not answer, and with 106 where it left one out (RIG.md, zypper).
refresh() { zypper --non-interactive refresh 2>&1; }
frame user id -u
frame refresh refresh
printf '@@done\n'
