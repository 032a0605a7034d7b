namespace PatchWindow.Tests.Session;

/// <summary>What the staged manifest exports, for tables of cases: read before there is an engine.</summary>
internal static class Manifest
{
    public static string[] Cmdlets { get; } =
    [
        .. File.ReadAllLines(StagedModule.Manifest)
            .SkipWhile(line => !line.Contains("CmdletsToExport")).Skip(1)
            .TakeWhile(line => !line.Trim().StartsWith(')'))
            .Select(line => line.Trim(' ', '\'', ',')),
    ];
}
