namespace PatchWindow.HelpBuilder;

/// <summary>Writes only what changed, so that nothing downstream of the help is built again for nothing.</summary>
internal static class OutputFile
{
    public static bool Write(string path, ReadOnlySpan<byte> content)
    {
        if (File.Exists(path) && content.SequenceEqual(File.ReadAllBytes(path)))
            return false;

        _ = Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllBytes(path, content);
        return true;
    }
}
