namespace PatchWindow.Sandbox;

/// <summary>A package of the sandbox.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Architecture">all, native or foreign.</param>
/// <param name="Fields">More lines of its control file.</param>
/// <param name="Postinst">The body of its postinst.</param>
/// <param name="Conffile">The text of its conffile /etc/NAME.conf.</param>
/// <param name="Triggers">Its triggers file.</param>
internal sealed record AptSandboxPackage(
    string Name, string Version, string Architecture = "all", string Fields = "", string? Postinst = null, string? Conffile = null,
    string? Triggers = null)
{
    public string Control(string architecture) =>
        $"Package: {Name}\nVersion: {Version}\nArchitecture: {architecture}\nMaintainer: PatchWindow <patchwindow@example.org>\n"
        + $"{Fields}Description: a package to test with\n";
}

/// <summary>A repository of the sandbox.</summary>
/// <param name="Folder">Its folder's name.</param>
/// <param name="Release">What its Release file says of it.</param>
/// <param name="Packages">What it offers.</param>
internal sealed record AptSandboxSuite(string Folder, string Release, AptSandboxPackage[] Packages);

/// <summary>What the sandbox's repositories offer: one package for each thing that can be true of an update.</summary>
internal static class AptSandboxPackages
{
    /// <summary>
    /// When all of them were built, in seconds since 1970: the same version in two suites is then the same file, whatever second each was made in.
    /// </summary>
    public const string Built = "1767225600";

    // Waits while there is a fifo for it to read, then has something to say: who listens no more must not kill it.
    private const string Slow =
        "[ ! -p \"$DPKG_ROOT/run/pw-slow\" ] || cat \"$DPKG_ROOT/run/pw-slow\"\n/bin/echo 'pw-slow: one' || exit 4\n/bin/echo 'pw-slow: two' || exit 4\n";

    private const string Reboot =
        "mkdir -p \"$DPKG_ROOT/run\"\n: >\"$DPKG_ROOT/run/reboot-required\"\necho pw-reboot >>\"$DPKG_ROOT/run/reboot-required.pkgs\"\n";

    private static readonly AptSandboxPackage MultiOrigin = new("pw-multi", "2.0");

    public static readonly AptSandboxSuite[] Suites =
    [
        new("stable", "Label: PatchWindow\nSuite: stable\nCodename: stable\nVersion: 1\n",
        [
            new("pw-sec", "1.0"),
            new("pw-fix", "1.0"),
            new("pw-plain", "1.0"),
            new("pw-plain", "1.1"),
            new("pw-held", "1.0"),
            new("pw-kept", "1.0"),
            new("pw-fail", "1.0"),
            new("pw-conf", "1.0", Conffile: "the package's first\n"),
            new("pw-multi", "1.0"),
            MultiOrigin,
            new("pw-needs", "1.0"),
            new("pw-new", "1.0"),
            new("pw-swallowed", "1.0"),
            new("pw-swallowed", "3.0"),
            new("pw-epoch", "1:1.0"),
            new("pw-reboot", "1.0"),
            new("pw-slow", "1.0"),
            new("pw-victim", "1.0"),
            new("pw-drags", "1.0"),
            new("pw-drag", "1.0"),
            new("pw-hurts", "1.0"),
            new("pw-ousts", "1.0"),
            new("pw-fires", "1.0"),
            new("pw-watch", "1.0", Postinst: "[ \"$1\" != triggered ] || exit 3\n", Triggers: "interest-noawait pw-event\n"),
            new("pw-lib", "1.0", "native", "Multi-Arch: same\n"),
            new("pw-lib", "1.0", "foreign", "Multi-Arch: same\n"),
        ]),
        new("stable-updates", "Label: PatchWindow\nSuite: stable-updates\nCodename: stable-updates\nVersion: 1-updates\n",
        [
            new("pw-fix", "1.1"),
            new("pw-epoch", "2:0.5-1~deb12u1"),
        ]),
        new("stable-security", "Label: PatchWindow-Security\nSuite: stable-security\nCodename: stable-security\nVersion: 1\n",
        [
            new("pw-sec", "2.0"),
            new("pw-held", "2.0"),
            new("pw-kept", "2.0", Fields: "Depends: pw-missing (>= 2)\n"),
            new("pw-fail", "2.0", Postinst: "echo 'pw-fail: no'\nexit 3\n"),
            new("pw-conf", "2.0", Conffile: "the package's second\n"),
            MultiOrigin,
            new("pw-needs", "2.0", Fields: "Depends: pw-new\n"),
            new("pw-swallowed", "2.0"),
            new("pw-reboot", "2.0", Postinst: Reboot),
            new("pw-slow", "2.0", Postinst: Slow),
            new("pw-lib", "2.0", "native", "Multi-Arch: same\n"),
            new("pw-lib", "2.0", "foreign", "Multi-Arch: same\n"),
        ]),
        // Not offered by itself, like backports: what it has must be asked for by version.
        new("experimental", "Label: PatchWindow\nSuite: experimental\nCodename: experimental\nVersion: 2\nNotAutomatic: yes\n",
        [
            new("pw-plain", "9.0", Fields: "Conflicts: pw-victim\n"),
            new("pw-victim", "9.0+"),
        ]),
    ];

    /// <summary>
    /// Published and not in sources.list until <see cref="AptSandbox.Offer"/>: patches that do more than replace their package.
    /// </summary>
    public static readonly AptSandboxSuite Entangled = new(
        "entangled", "Label: PatchWindow\nSuite: entangled\nCodename: entangled\nVersion: 1\n",
        [
            new("pw-drags", "2.0", Fields: "Depends: pw-drag (>= 2.0), pw-new\n"),
            new("pw-drag", "2.0"),
            new("pw-hurts", "2.0", Fields: "Depends: pw-hurt\n"),
            new("pw-hurt", "1.0", Postinst: "exit 3\n"),
            new("pw-ousts", "2.0", Fields: "Conflicts: pw-victim\n"),
            new("pw-fires", "2.0", Triggers: "activate-noawait pw-event\n"),
        ]);

    /// <summary>What is installed in a fresh sandbox, for apt-get's command line.</summary>
    public static string[] Installed(string native, string foreign) =>
    [
        "pw-sec=1.0", "pw-fix=1.0", "pw-plain=1.0", "pw-held=1.0", "pw-kept=1.0", "pw-fail=1.0", "pw-conf=1.0", "pw-multi=1.0",
        "pw-needs=1.0", "pw-swallowed=1.0", "pw-epoch=1:1.0", "pw-reboot=1.0", "pw-slow=1.0", "pw-victim=1.0",
        "pw-drags=1.0", "pw-drag=1.0", "pw-hurts=1.0", "pw-ousts=1.0", "pw-fires=1.0", "pw-watch=1.0",
        $"pw-lib:{native}=1.0", $"pw-lib:{foreign}=1.0",
    ];
}
