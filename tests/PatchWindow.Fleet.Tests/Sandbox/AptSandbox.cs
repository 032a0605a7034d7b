using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace PatchWindow.Sandbox;

/// <summary>
/// A private world for the real apt and dpkg: a root of its own in a temporary folder, package repositories in files,
/// and packages of a few bytes with every kind of update that PatchWindow has to tell apart. Nothing outside the folder
/// changes, nothing is downloaded, and it works for root and for a plain user.
/// <para>
/// apt obeys <c>APT_CONFIG</c>; dpkg, which does not read that, obeys <c>DPKG_ROOT</c> and <c>DPKG_ADMINDIR</c> (dpkg
/// 1.21 and later). All three are in <see cref="Environment"/>. The file needs the base class library only, so that
/// other test projects can compile it in.
/// </para>
/// </summary>
public sealed class AptSandbox : IDisposable
{
    // The packages are built and the 1.0 versions installed once in a process; a sandbox is a copy of that root.
    private static readonly Lazy<Template> Shared = new(() => new Template());

    private AptSandbox(string folder)
    {
        Folder = folder;
        Root = Path.Combine(folder, "root");
        Environment = new Dictionary<string, string>
        {
            ["APT_CONFIG"] = Path.Combine(folder, "apt.conf"),
            ["DPKG_ROOT"] = Root,
            ["DPKG_ADMINDIR"] = Path.Combine(Root, "var/lib/dpkg"),
        };
    }

    /// <summary>Why no sandbox can be made on this machine; null when one can.</summary>
    public static string? WhyNot { get; } = FindWhyNot();

    /// <summary>This machine's architecture in Debian's words, such as amd64.</summary>
    public static string Architecture => Shared.Value.Architecture;

    /// <summary>The second architecture that the sandbox has packages of.</summary>
    public static string ForeignArchitecture => Shared.Value.ForeignArchitecture;

    /// <summary>The folder with the repositories, one a suite; all sandboxes read the same.</summary>
    public static string Repositories => Shared.Value.Repositories;

    /// <summary>The sandbox's own folder; tests may put their things beside the root.</summary>
    public string Folder { get; }

    /// <summary>What takes the place of / for apt and dpkg.</summary>
    public string Root { get; }

    /// <summary>The variables that lead apt and dpkg here.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>A fresh sandbox: everything at its old version, updates pending, nothing broken.</summary>
    public static AptSandbox Create()
    {
        if (WhyNot is { } reason)
            throw new InvalidOperationException(reason);
        var sandbox = new AptSandbox(Directory.CreateTempSubdirectory("patchwindow-apt-").FullName);
        CopyFolder(Path.Combine(Shared.Value.Folder, "root"), sandbox.Root);
        WriteConfiguration(sandbox.Folder, Architecture, ForeignArchitecture);
        return sandbox;
    }

    /// <summary>A path inside the root: <c>In("run/reboot-required")</c>.</summary>
    public string In(string path) => Path.Combine(Root, path);

    /// <summary>Runs a program in the sandbox, as a test's own hand: exit code and everything it printed.</summary>
    public (int ExitCode, string Output) Run(string program, params string[] arguments)
    {
        using var process = Start(program, arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + error.Result);
    }

    /// <summary>Starts a program in the sandbox.</summary>
    public Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        start.Environment["LC_ALL"] = "C";
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        start.Environment["SOURCE_DATE_EPOCH"] = AptSandboxPackages.Built;
        var process = Process.Start(start) ?? throw new InvalidOperationException(program);
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Runs a program that must succeed.</summary>
    public string Must(string program, params string[] arguments)
    {
        var (code, output) = Run(program, arguments);
        return code == 0 ? output : throw new InvalidOperationException($"{program} ended with {code}: {output}");
    }

    /// <summary>The installed version of a package and its state, by dpkg's own word: <c>ii 1.0</c>.</summary>
    public string StateOf(string package) =>
        Run("dpkg-query", "-W", "-f=${db:Status-Abbrev}${Version}", package).Output.Replace("  ", " ").Trim();

    /// <summary>
    /// Makes the update of pw-slow wait in its postinst. To be called before it is installed;
    /// <see cref="WaitForSlowAsync"/> then returns when the postinst has got there.
    /// </summary>
    public void MakeSlowWait() => Must("mkfifo", In("run/pw-slow"));

    /// <summary>Waits until the postinst of pw-slow waits; disposing the result lets it go on.</summary>
    public async Task<FileStream> WaitForSlowAsync() =>
        // Opening a fifo for writing blocks until someone reads it.
        await Task.Run(() => new FileStream(In("run/pw-slow"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            .WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Offers the patches of <see cref="AptSandboxPackages.Entangled"/> too.</summary>
    public void Offer()
    {
        File.AppendAllText(In("etc/apt/sources.list"), $"deb [trusted=yes] file:{Repositories}/{AptSandboxPackages.Entangled.Folder} ./\n");
        _ = Must("apt-get", "-q", "update");
    }

    /// <summary>Gives the sandbox repositories of its own, for tests that break them; returns their folder.</summary>
    public string OwnRepositories()
    {
        var own = Path.Combine(Folder, "repositories");
        CopyFolder(Repositories, own);
        File.WriteAllText(In("etc/apt/sources.list"), File.ReadAllText(In("etc/apt/sources.list")).Replace(Repositories, own));
        _ = Must("apt-get", "-q", "update");
        return own;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException)
        {
            // A process that a test left behind still writes; the temporary folder is cleaned by the system.
        }
    }

    private static string? FindWhyNot()
    {
        if (!OperatingSystem.IsLinux())
            return "The apt sandbox needs Linux with apt and dpkg.";
        var path = (System.Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        foreach (var program in new[] { "apt-get", "apt-cache", "apt-mark", "dpkg", "dpkg-deb", "dpkg-query", "mkfifo" })
        {
            if (!path.Any(folder => File.Exists(Path.Combine(folder, program))))
                return $"The apt sandbox needs {program}, which this machine does not have: it is not a Debian or Ubuntu system.";
        }
        return null;
    }

    private static void WriteConfiguration(string folder, string architecture, string foreign)
    {
        var root = Path.Combine(folder, "root");
        File.WriteAllText(Path.Combine(folder, "apt.conf"),
            $$"""
            Dir "{{root}}";
            Dir::State::status "{{root}}/var/lib/dpkg/status";
            Dir::Log "{{root}}/var/log/apt";
            Dir::Bin::dpkg "dpkg";
            DPkg::Options { "--root={{root}}"; "--force-not-root"; "--force-script-chrootless"; "--force-bad-path"; "--force-unsafe-io"; };
            APT::Architecture "{{architecture}}";
            APT::Architectures { "{{architecture}}"; "{{foreign}}"; };
            APT::Sandbox::User "";

            """);
    }

    private static void CopyFolder(string from, string to)
    {
        _ = Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from))
            CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    /// <summary>The repositories and a root with all old versions installed.</summary>
    private sealed class Template
    {
        public Template()
        {
            Folder = Directory.CreateTempSubdirectory("patchwindow-apt-template-").FullName;
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Folder, recursive: true);
            Repositories = Path.Combine(Folder, "repositories");
            var sandbox = new AptSandbox(Folder);
            Architecture = sandbox.Must("dpkg", "--print-architecture").Trim();
            ForeignArchitecture = Architecture == "i386" ? "amd64" : "i386";
            MakeRoot(sandbox);
            foreach (var suite in AptSandboxPackages.Suites.Append(AptSandboxPackages.Entangled))
                Publish(sandbox, suite);
            _ = sandbox.Must("apt-get", "-q", "update");
            _ = sandbox.Must("apt-get",
                ["-q", "-y", "install", .. AptSandboxPackages.Installed(Architecture, ForeignArchitecture)]);
            _ = sandbox.Must("apt-mark", "hold", "pw-held");
            File.WriteAllText(sandbox.In("etc/pw-conf.conf"), "changed by the admin\n");
        }

        public string Folder { get; }

        public string Repositories { get; }

        public string Architecture { get; }

        public string ForeignArchitecture { get; }

        private void MakeRoot(AptSandbox sandbox)
        {
            string[] folders =
            [
                "run", "var/lib/dpkg/info", "var/lib/dpkg/updates", "var/lib/dpkg/triggers", "var/lib/apt/lists/partial",
                "var/cache/apt/archives/partial", "var/log/apt", "etc/apt/apt.conf.d", "etc/apt/preferences.d",
                "etc/apt/sources.list.d", "etc/apt/trusted.gpg.d",
            ];
            foreach (var folder in folders)
                _ = Directory.CreateDirectory(sandbox.In(folder));
            File.WriteAllText(sandbox.In("var/lib/dpkg/status"), "");
            File.WriteAllText(sandbox.In("var/lib/dpkg/arch"), $"{Architecture}\n{ForeignArchitecture}\n");
            File.WriteAllLines(sandbox.In("etc/apt/sources.list"), AptSandboxPackages.Suites.Select(
                suite => $"deb [trusted=yes] file:{Repositories}/{suite.Folder} ./"));
            WriteConfiguration(Folder, Architecture, ForeignArchitecture);
        }

        private void Publish(AptSandbox sandbox, AptSandboxSuite suite)
        {
            var folder = Directory.CreateDirectory(Path.Combine(Repositories, suite.Folder)).FullName;
            var index = new StringBuilder();
            foreach (var package in suite.Packages)
            {
                var architecture = package.Architecture
                    .Replace("native", Architecture).Replace("foreign", ForeignArchitecture);
                var file = $"{package.Name}_{package.Version.Replace(":", "%3a")}_{architecture}.deb";
                Build(sandbox, package, architecture, Path.Combine(folder, file));
                var bytes = File.ReadAllBytes(Path.Combine(folder, file));
                _ = index.Append(package.Control(architecture)).Append(CultureInfo.InvariantCulture,
                    $"Filename: ./{file}\nSize: {bytes.Length}\nSHA256: {Hash(bytes)}\n\n");
            }
            var packages = Encoding.UTF8.GetBytes(index.ToString());
            File.WriteAllBytes(Path.Combine(folder, "Packages"), packages);
            File.WriteAllText(Path.Combine(folder, "Release"),
                $"Origin: PatchWindow\n{suite.Release}Date: Thu, 01 Jan 2026 00:00:00 UTC\n"
                + $"SHA256:\n {Hash(packages)} {packages.Length} Packages\n");
        }

        private void Build(AptSandbox sandbox, AptSandboxPackage package, string architecture, string file)
        {
            var tree = Path.Combine(Folder, "build");
            var control = Directory.CreateDirectory(Path.Combine(tree, "DEBIAN")).FullName;
            File.WriteAllText(Path.Combine(control, "control"), package.Control(architecture));
            var share = Directory.CreateDirectory(Path.Combine(tree, "usr/share/doc", package.Name)).FullName;
            // The same bytes in every architecture, or dpkg refuses to install both.
            File.WriteAllText(Path.Combine(share, "version"), package.Version + "\n");
            if (package.Conffile is { } conffile)
            {
                _ = Directory.CreateDirectory(Path.Combine(tree, "etc"));
                File.WriteAllText(Path.Combine(tree, "etc", package.Name + ".conf"), conffile);
                File.WriteAllText(Path.Combine(control, "conffiles"), $"/etc/{package.Name}.conf\n");
            }
            if (package.Triggers is { } triggers)
                File.WriteAllText(Path.Combine(control, "triggers"), triggers);
            if (package.Postinst is { } postinst)
            {
                var script = Path.Combine(control, "postinst");
                File.WriteAllText(script, "#!/bin/sh\n" + postinst);
                if (!OperatingSystem.IsWindows())
                    File.SetUnixFileMode(script, (UnixFileMode)0b111_101_101);
            }
            _ = sandbox.Must("dpkg-deb", "--build", "--root-owner-group", "-Znone", tree, file);
            Directory.Delete(tree, recursive: true);
        }

        private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
