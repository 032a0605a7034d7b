# Follows apt-list.sh: what Ubuntu's own client has on this host, of which elsewhere nothing is asked.

# What Ubuntu Pro has besides, where its service is not enabled on this host: Ubuntu's client keeps the lists of that in a root of their own
# (ubuntu-pro-client, get_esm_apt_pkg_cache). apt reads them in a tenth of the time that the client takes. It reads the system's own
# configuration too, whose default release that root does not have, and refuses to work where it names one.
pro=/var/lib/ubuntu-advantage/apt-esm
pro_root="-o${newline}Dir=$pro${newline}-o${newline}Dir::State::status=/var/lib/dpkg/status${newline}-o${newline}Dir::Cache::pkgcache=${newline}-o${newline}Dir::Cache::srcpkgcache=${newline}-o${newline}APT::Default-Release="
has_pro_lists() (
    set +f
    for list in "$pro"/var/lib/apt/lists/*_Packages*; do
        [ ! -e "$list" ] || exit 0
    done
    exit 1
)
if [ -d "$pro" ] && has_pro_lists; then
    # shellcheck disable=SC2086 # One word a line.
    frame pro plan $pro_root dist-upgrade
    listed=$names names=''
    read_plan "$frame_text"
    if [ -n "$names" ]; then
        # shellcheck disable=SC2086 # One word a line.
        frame pro-sources ask apt-cache $pro_root policy
        # shellcheck disable=SC2086 # One word a line, one word a package.
        frame pro-versions ask apt-cache $pro_root policy -- $names
    fi
    names="$listed$names"
fi

# What "pro cves" found when root last ran it (uaclient, VulnerabilityResultCache): how many seconds ago, and of each pending package in which
# version which CVE is mended.
# Without it nothing is started. The file has whole descriptions, which stay here.
cves=/var/lib/ubuntu-advantage/vulnerability-data
cves_program='
import json, os, sys, time
def word(value):
    text = "" if value is None else str(value)
    if any(c <= " " or c == "\x7f" for c in text): raise ValueError("not a word: %r" % text)
    return text
def rows(path, names):
    with open(path, encoding="utf-8") as file:
        yield [str(int(time.time() - os.fstat(file.fileno()).st_mtime))]
        told = json.load(file)
    for name in sorted({n.split(":")[0] for n in names}):
        for cve in told["packages"].get(name, {"cves": []})["cves"]:
            if cve["fix_version"] is None: continue
            about = told["vulnerabilities"][cve["name"]]
            notices = " ".join(word(n["name"]) for n in about.get("related_usns") or [])
            yield [name, word(cve["fix_version"]), word(cve["name"]), word(about.get("ubuntu_priority")), word(about.get("cvss_score")), notices]
try:
    for row in list(rows(sys.argv[1], sys.argv[2:])): print("\t".join(row))
except Exception as why:
    sys.exit("%s: %s: %s" % (sys.argv[1], type(why).__name__, why))
'
if [ -d "$cves" ] && [ -n "$names" ]; then
    release=''
    while IFS= read -r line; do
        case $line in VERSION_CODENAME=*) release=${line#*=} ;; esac
    done </etc/os-release
    IFS=$newline
    # shellcheck disable=SC2086 # One word a package.
    [ ! -e "$cves/$release/cves/vulnerability-result.json" ] ||
        frame pro-cves timeout 20 python3 -I -S -c "$cves_program" "$cves/$release/cves/vulnerability-result.json" $names
fi
printf '@@done\n'
