namespace PatchWindow.Console.Tests;

/// <summary>
/// A checkout with the real build.ps1 and a toolchain that writes in no time what the real one writes in minutes: what
/// is tested here is when build.ps1 calls it, and what it runs.
/// </summary>
internal sealed class Checkout : IDisposable
{
    private const string Dotnet =
        """
        #!/bin/sh
        echo "$PWD: dotnet $*" >> "$CALLS"
        case $1 in
        build)
            for word in "$@"; do
                case $word in
                -p:StageFolder=*)
                    module=${word#-p:StageFolder=}
                    mkdir -p "$module/dependencies/net10.0" "$module/en-US"
                    for file in PatchWindow.psd1 dependencies/net10.0/NodaTime.dll dependencies/net10.0/files.txt en-US/help.xml; do
                        echo "$file" > "$module/$file"
                    done ;;
                esac
            done ;;
        exec) printf '<assemblies><assembly passed="1" failed="0" errors="0" skipped="0" /></assemblies>' > "$4" ;;
        esac
        """;

    private const string Mono =
        """
        #!/bin/sh
        echo "$PWD: mono $*" >> "$CALLS"
        if [ -z "$MONO_CRASH_NOFILE" ]; then echo crash > mono_crash.json; fi
        printf '<assemblies><assembly passed="1" failed="0" errors="0" skipped="0" /></assemblies>' > "$3"
        exit "${MONO_EXIT:-0}"
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly InstalledConsole _console;
    private readonly string _name;

    /// <param name="name">Its path below a temporary folder.</param>
    public Checkout(InstalledConsole console, string name = "checkout")
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the toolchain's stand-ins are scripts for sh");
        (_console, _name) = (console, name);
        Write("build.ps1", File.ReadAllText(Path.Combine(Repository(), "build.ps1")));
        Write("Directory.Build.props", "<Project><PropertyGroup><Version>1.2.3</Version></PropertyGroup></Project>");
        foreach (var file in new[] { "Directory.Packages.props", "PatchWindow.psd1", "LICENSE", "CHANGELOG.md", "src/PatchWindow/Code.cs" })
            Write(file, file);
        Program("dotnet", Dotnet);
        Program("mono", Mono);
        // So that nothing is installed on the machine of whoever tests.
        foreach (var tool in new[] { "script", "shellcheck", "apt-get" })
            Program(tool, "#!/bin/sh\nexit 1");
    }

    public string Module => At("out/PatchWindow/1.2.3");

    /// <summary>What was called so far, each with the folder it was called in.</summary>
    public string[] Calls => File.Exists(CallsFile) ? File.ReadAllLines(CallsFile) : [];

    private string CallsFile => Path.Combine(_folder.Path, "calls");

    public string At(string path) => Path.Combine(_folder.Path, _name, path);

    public void Write(string path, string text) => _folder.Write(Path.Combine(_name, path), text);

    /// <summary>A test project, and the programs that builds have left of it.</summary>
    public void AddTests(string name, string properties, params string[] programs)
    {
        Write($"tests/{name}/{name}.csproj", $"<Project><PropertyGroup>{properties}</PropertyGroup></Project>");
        foreach (var program in programs)
            Write($"out/artifacts/bin/{name}/{program}", "");
    }

    public Outcome Build(params string[] arguments) => Run([], arguments);

    public Outcome Run((string Name, string Value)[] environment, params string[] arguments) => _console.Run(
        [At("build.ps1"), .. arguments], "",
        [
            ("PATH", Path.Combine(_folder.Path, "programs") + ":" + Environment.GetEnvironmentVariable("PATH")),
            ("CALLS", CallsFile),
            .. environment,
        ]);

    public void Dispose() => _folder.Dispose();

    private static string Repository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "PatchWindow.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"There is no PatchWindow.sln above {AppContext.BaseDirectory}.");
    }

    private void Program(string name, string text)
    {
        var path = _folder.Write(Path.Combine("programs", name), text.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
