# The pending patches of this host, from the metadata it has. For any user; changes nothing.
list() {
    dnf_python - <<'PYTHON'
import os
import hawkey
import dnf
import dnf.rpm

# What plugins print is none of the answer.
answer = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8", errors="backslashreplace")
os.dup2(2, 1)

KINDS = {hawkey.ADVISORY_SECURITY: "security", hawkey.ADVISORY_BUGFIX: "bugfix", hawkey.ADVISORY_ENHANCEMENT: "enhancement",
         hawkey.ADVISORY_NEWPACKAGE: "enhancement"}


def line(*words):
    # No word of rpm's has a tab or a line's end; whatever has shall not become two.
    print("\t".join("" if word is None else str(word).replace("\t", " ").replace("\n", " ") for word in words), file=answer)


base = dnf.Base()
base.conf.read()
# The metadata that root has fetched, whoever asks.
base.conf.cachedir = "/var/cache/dnf"
base.conf.cacheonly = True
# As far as a whole upgrade gets; not the newest of everything or nothing, which Red Hat's dnf.conf asks for.
base.conf.best = False
base.conf.substitutions["releasever"] = dnf.rpm.detect_releasever("/") or ""
base.conf.substitutions.update_from_etc("/")
base.init_plugins()
base.pre_configure_plugins()
base.read_all_repos()
base.configure_plugins()
for repo in base.repos.iter_enabled():
    repo.skip_if_unavailable = False
base.fill_sack()
for repo in base.repos.iter_enabled():
    line("repository", repo.id, int(repo._repo.getAge()) if hasattr(repo._repo, "getAge") else "")

installed = {}
# exclude= hides what is installed too.
for package in base.sack.query(flags=hawkey.IGNORE_EXCLUDES).installed():
    installed.setdefault(package.name, {})[package.arch] = package
offered = {}
for package in base.sack.query(flags=hawkey.IGNORE_EXCLUDES).upgrades():
    offered.setdefault((package.name, package.arch), []).append(package)
allowed = set(base.sack.query().upgrades())

base.upgrade_all()
base.resolve()
chosen = {(package.name, package.arch): package for package in base.transaction.install_set}


def why(package):
    """What stands in the way of a package that dnf leaves out."""
    goal = hawkey.Goal(base.sack)
    selector = hawkey.Selector(base.sack)
    selector.set(pkg=[package])
    goal.install(select=selector)
    if goal.run():
        return "dnf leaves it out of a whole upgrade"
    return "; ".join(rule for rules in goal.problem_rules() for rule in rules)


for (name, arch), packages in sorted(offered.items()):
    able = [package for package in packages if package in allowed]
    newest = max(able or packages)
    taken = chosen.get((name, arch))
    held = "it is excluded (exclude= or versionlock)" if not able else None
    if not held and taken is None:
        held = why(newest)
    package = taken or newest
    old = installed.get(name, {}).get(arch) or max(installed[name].values())
    several = len(installed[name]) > 1
    line("pending", name + "." + arch if several else name, old.evr, package.evr, arch, package.reponame, package.downloadsize,
         len({other.evr for other in packages}), held)
    for advisory in [advisory for other in packages if other <= package for advisory in other.get_advisories(hawkey.EQ)]:
        line("advisory", name + "." + arch if several else name, advisory.id, KINDS.get(advisory.type, "other"), advisory.severity,
             advisory.updated.strftime("%Y-%m-%dT%H:%M:%SZ") if advisory.updated else "",
             ",".join(reference.id for reference in advisory.references if reference.type == hawkey.REFERENCE_CVE))
PYTHON
}
frame list list
printf '@@done\n'
