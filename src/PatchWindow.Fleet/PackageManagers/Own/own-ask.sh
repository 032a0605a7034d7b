# Runs a command of the configuration, whose words are this script's arguments. exec takes no functions and no builtins for it.
run() { exec "$@"; }
frame answer run "$@"
printf '@@done\n'
