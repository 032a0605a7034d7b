using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.PackageManagers.Apt;
using PatchWindow.Fleet.Transports;
using PatchWindow.Sandbox;

namespace PatchWindow.Fleet.Tests.PackageManagers.Apt;

/// <summary>A test against the real apt and dpkg, in a sandbox of its own.</summary>
public abstract class AptSandboxTest : IDisposable
{
    protected AptSandboxTest()
    {
        Assert.SkipWhen(AptSandbox.WhyNot is not null, AptSandbox.WhyNot ?? "");
        Box = AptSandbox.Create();
        Transport = new LocalTransport(Box.Environment);
    }

    protected const string Host = "web01";

    protected AptSandbox Box { get; }

    protected ITransport Transport { get; }

    protected AptPackageManager Apt { get; } = new();

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Box.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A name that no step on the host has.</summary>
    protected static string NewStep() => "test-" + Guid.NewGuid().ToString("N");

    protected static PackageVersion[] Packages(params string[] words) =>
        [.. words.Select(word => new PackageVersion(word.Split('=')[0], word.Split('=')[1]))];

    /// <summary>
    /// A transport on which a shell script stands before the real program of that name; <c>real</c> calls that.
    /// </summary>
    protected ITransport WithShim(string program, string script)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Box.Folder, "shims")).FullName;
        var file = Path.Combine(folder, program);
        File.WriteAllText(file, $"#!/bin/sh\nreal() {{ PATH=${{PATH#*:}} {program} \"$@\"; }}\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
        return WithPath(folder + ":" + Environment.GetEnvironmentVariable("PATH"));
    }

    protected ITransport WithPath(string path) =>
        new LocalTransport(new Dictionary<string, string>(Box.Environment) { ["PATH"] = path });
}
