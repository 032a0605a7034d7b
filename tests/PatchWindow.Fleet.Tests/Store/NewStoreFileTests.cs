using System.Runtime.InteropServices;
using PatchWindow.Fleet.Store;
using PatchWindow.Fleet.Store.Sqlite;

namespace PatchWindow.Fleet.Tests.Store;

/// <summary>The modes of what is made for a store.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed partial class NewStoreFileTests : IDisposable
{
    private const UnixFileMode Folders = (UnixFileMode)0b111_101_101, Files = (UnixFileMode)0b110_100_100;
    private readonly StoreFile file = new();

    public void Dispose() => file.Dispose();

    [Fact]
    public void A_new_store_can_be_read_by_everyone_and_written_by_its_owner_whatever_the_umask()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        foreach (var umask in new[] { 0b000_111_111, 0b000_000_000 })
        {
            var path = Path.Combine(file.Folder, $"umask-{umask}", "a", "patchwindow.db");
            var before = SetUmask(umask);
            try
            {
                SqliteStore.Open("Data Source=" + path).Dispose();
            }
            finally
            {
                _ = SetUmask(before);
            }

            Assert.Equal(Folders, File.GetUnixFileMode(Path.Combine(file.Folder, $"umask-{umask}")));
            Assert.Equal(Folders, File.GetUnixFileMode(Path.Combine(file.Folder, $"umask-{umask}", "a")));
            Assert.Equal(Files, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public void The_mode_of_what_is_there_is_left_to_its_admin()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        const UnixFileMode fileMode = (UnixFileMode)0b110_110_000, folderMode = (UnixFileMode)0b111_000_000;
        file.Open().Dispose();
        File.SetUnixFileMode(file.Path, fileMode);
        File.SetUnixFileMode(file.Folder, folderMode);
        file.Open().AddDeferral(StoreSamples.Deferral());
        Assert.Equal((fileMode, folderMode), (File.GetUnixFileMode(file.Path), File.GetUnixFileMode(file.Folder)));
    }

    [LibraryImport("libc", EntryPoint = "umask")]
    private static partial int SetUmask(int mask);
}
