#!/bin/sh
# A PostgreSQL server that ends, with all it wrote, at the end of its input: also where whoever started it was killed.
# $1: the folder of the programs; $2: an empty folder of its own; $3: a free port; $4: the password of the account patchwindow.
set -eu
programs=$1 folder=$2 port=$3

# PostgreSQL does not run as root.
as() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

printf %s "$4" >"$folder/password"
if [ "$(id -u)" = 0 ]; then chown -R postgres "$folder"; fi
as "$programs/initdb" -D "$folder/data" -U patchwindow --pwfile="$folder/password" --auth=scram-sha-256 -E UTF8 --locale=C.UTF-8 --no-sync >"$folder/log" 2>&1
as "$programs/postgres" -D "$folder/data" -p "$port" -k "$folder" -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=250 \
    -c client_min_messages=warning </dev/null >>"$folder/log" 2>&1 &
server=$!
until "$programs/pg_isready" -q -h 127.0.0.1 -p "$port"; do kill -0 "$server"; done
echo ready
cat >/dev/null
kill -INT "$(head -n 1 "$folder/data/postmaster.pid")" 2>/dev/null || :
wait "$server" || :
rm -rf "$folder"
