using PatchWindow.Fleet.Transports.Ssh;

namespace PatchWindow.Fleet.Tests.Transports;

public sealed class ControlSocketsTests
{
    [Fact]
    public void Roots_connections_are_not_where_another_user_could_put_some_though_sudo_left_the_variable()
    {
        Assert.SkipWhen(Environment.UserName != "root" || !Directory.Exists("/run"), "Needs root, and /run.");
        var before = Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR");
        var theirs = Directory.CreateTempSubdirectory("patchwindow-runtime-").FullName;
        try
        {
            Environment.SetEnvironmentVariable("XDG_RUNTIME_DIR", theirs);

            Assert.StartsWith("/run/patchwindow/", new ControlSockets().PathFor(new ManagedHost { Name = "web01" }, new SshSettings()), StringComparison.Ordinal);
            Assert.Empty(Directory.EnumerateFileSystemEntries(theirs));
        }
        finally
        {
            Environment.SetEnvironmentVariable("XDG_RUNTIME_DIR", before);
            Directory.Delete(theirs, recursive: true);
        }
    }
}
