# Runs a command of the configuration that changes the host, whose words are this script's arguments.
apply() {
    (exec "$@")
    ended $?
}

apply "$@" 2>&1 | relay
