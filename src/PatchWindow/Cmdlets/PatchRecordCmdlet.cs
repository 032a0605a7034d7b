using System.Management.Automation;
using PatchWindow.Completion;
using PatchWindow.Core.Text;

namespace PatchWindow.Cmdlets;

/// <summary>What the records of people's words about patches are asked by: hosts, or patches in hand, and those that hold or all.</summary>
public abstract class PatchRecordCmdlet : ConfiguredCmdlet
{
    /// <summary>The parameter set of names.</summary>
    protected const string HostSet = "Host";

    private const string PatchSet = "Patch";

    /// <summary>The names of the hosts. Without it, all of them.</summary>
    [Parameter(Position = 0, ParameterSetName = HostSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Host")]
    [SupportsWildcards]
    [TextArgument(typeof(ManagedHost))]
    [ArgumentCompleter(typeof(HostNameCompleter))]
    public string[] HostName { get; set => field = value ?? []; } = [];

    /// <summary>The patches that are wanted, as Get-PendingPatch writes them; a deferral or an approval stands for the patch it is of.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PatchSet, ValueFromPipeline = true)]
    [PatchArgument]
    public PendingPatch[] Patch { get; set; } = [];

    /// <summary>Lists those that do not hold any more as well.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <summary>Whether a record is of a host, or of a patch, that is asked about.</summary>
    protected bool IsWanted(string host, string name, string version) => ParameterSetName == HostSet
        ? Asked(HostName, host)
        : Array.Exists(Patch, p => string.Equals(p.Host, host, StringComparison.OrdinalIgnoreCase) && p.Name == name && p.Version == version);

    /// <summary>Whether a name matches any of the patterns, or there are none.</summary>
    protected static bool Asked(string[] patterns, string value) =>
        patterns.Length == 0 || Array.Exists(patterns, p => Wildcard.Matches(p, value));
}
