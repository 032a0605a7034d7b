# What installing exactly these versions ("name=evr"...) would do. Changes nothing.
simulate() {
    dnf_python - "$@" <<'PYTHON'
import os
import sys
import hawkey
import dnf
import dnf.exceptions
import dnf.rpm

# What plugins print is none of the answer.
answer = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8", errors="backslashreplace")
os.dup2(2, 1)

base = dnf.Base()
base.conf.read()
base.conf.cachedir = "/var/cache/dnf"
base.conf.cacheonly = True
base.conf.substitutions["releasever"] = dnf.rpm.detect_releasever("/") or ""
base.conf.substitutions.update_from_etc("/")
base.init_plugins()
base.pre_configure_plugins()
base.read_all_repos()
base.configure_plugins()
base.fill_sack()
wanted = []
for word in sys.argv[1:]:
    name, _, evr = word.partition("=")
    found = [p for p in base.sack.query().available().filter(evr=evr) if name in (p.name, p.name + "." + p.arch)]
    if not list(base.sack.query(flags=hawkey.IGNORE_EXCLUDES).installed().filter(name=[name, name.rpartition(".")[0]])):
        print("Error: not installed: " + name, file=answer)
        sys.exit(1)
    if not found:
        hidden = [p for p in base.sack.query(flags=hawkey.IGNORE_EXCLUDES).available().filter(evr=evr) if name in (p.name, p.name + "." + p.arch)]
        print("Error: " + ("excluded: " if hidden else "no such version: ") + word, file=answer)
        sys.exit(1)
    wanted.append(found[0])
    base.package_upgrade(found[0])
try:
    base.resolve(allow_erasing=False)
except dnf.exceptions.DepsolveError as error:
    print("Error: dependencies: " + " ".join(str(error).split()), file=answer)
    sys.exit(1)
for package in wanted:
    # By itself dnf leaves out what it cannot install, and is content.
    if package not in base.transaction.install_set:
        goal = hawkey.Goal(base.sack)
        selector = hawkey.Selector(base.sack)
        selector.set(pkg=[package])
        goal.install(select=selector)
        goal.run()
        rules = "; ".join(rule for rules in goal.problem_rules() for rule in rules)
        print("Error: dependencies: " + (rules or "dnf leaves out " + str(package)), file=answer)
        sys.exit(1)
# As the list names them: a kernel that is there twice is no package for two architectures.
archs = {}
for package in base.sack.query(flags=hawkey.IGNORE_EXCLUDES).installed():
    archs.setdefault(package.name, set()).add(package.arch)
several = {name for name, its in archs.items() if len(its) > 1}
for package in base.transaction.install_set:
    print("install\t%s\t%s" % (package.name + ("." + package.arch if package.name in several else ""), package.evr), file=answer)
kept = {package.name for package in base.transaction.install_set}
for package in base.transaction.remove_set:
    if package.name not in kept:
        print("remove\t" + package.name, file=answer)
PYTHON
}
frame simulate simulate "$@"
printf '@@done\n'
