using System.Management.Automation;

namespace PatchWindow.Cmdlets;

/// <summary>Findings about hosts are shown by host: of policies there is nothing to say.</summary>
internal static class HostFindingView
{
    public static void Write(Cmdlet cmdlet, Finding finding)
    {
        var shown = new PSObject(finding);
        shown.TypeNames.Insert(0, typeof(Finding).FullName + "#Host");
        cmdlet.WriteObject(shown);
    }
}
