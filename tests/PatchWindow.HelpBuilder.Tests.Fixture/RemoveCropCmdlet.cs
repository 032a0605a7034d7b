using System.Collections;
using System.Management.Automation;

namespace Sample;

/// <summary>Removes crops.</summary>
/// <example><code>Get-Crop | Remove-Crop</code></example>
[Cmdlet(VerbsCommon.Remove, "Crop", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(void))]
public class RemoveCropCmdlet : SampleCmdlet
{
    /// <summary>How soon.</summary>
    [Parameter(Position = 1, ParameterSetName = "Soon"), Parameter(Mandatory = true, ParameterSetName = "Late")]
    public TimeSpan In { get; set; }

    /// <summary>The crop.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string Name { get; set; } = "";

    /// <summary>Not before.</summary>
    [Parameter(ParameterSetName = "Late")]
    public Dictionary<string, int?>? After { get; set; }

    /// <summary>Everything else.</summary>
    [Parameter(ValueFromRemainingArguments = true)]
    public object[] Rest { get; set; } = [];

    /// <inheritdoc cref="Name"/>
    [Parameter]
    public Hashtable? Twin { get; set; }

    /// <summary>Why.</summary>
    [Parameter(Mandatory = true)]
    public string Reason { get; set; } = "";

    protected override void ProcessRecord() => ShouldProcess(Name);
}

/// <inheritdoc/>
/// <remarks>Its own words; the rest is inherited.</remarks>
/// <example><code>Clear-Crop</code></example>
[Cmdlet(VerbsCommon.Clear, "Crop", DefaultParameterSetName = "None", HelpUri = "https://example.org/clear")]
public sealed class ClearCropCmdlet : RemoveCropCmdlet
{
    public override int First { get; set; }
}
