using System.Management.Automation;

namespace Sample;

/// <summary>Gets the crops
/// of a field; &lt;none&gt; &amp; "all" are answers too.</summary>
/// <remarks>
/// <para>Use it with <see cref="RemoveCropCmdlet"/>, or with <c>Where-Object</c>. It knows
/// <see cref="Sample.Ripeness"/>, <see cref="Sample.Ripeness.Ripe">what is ripe</see>, <see cref="Sample.Ripeness.Green"/>,
/// <see cref="Name"/> and <see cref="SampleCmdlet.ConfigurationPath"/>; never <see langword="null"/>.
/// More at <see href="https://example.org/crops">the farm</see>.</para>
/// A paragraph without a tag,
///
/// and one after a blank line:
/// <list type="bullet">
/// <item>first</item>
/// <item><term>second</term><description>has a
/// meaning</description></item>
/// </list>
/// <code>
/// if ($true) {
///     Get-Crop
/// }
/// </code>
/// </remarks>
/// <example>
/// <para>Everything that grows.</para>
/// <code>Get-Crop</code>
/// <para>It writes <see cref="Crop"/> objects.</para>
/// <para>Names come first.</para>
/// </example>
/// <example>
/// <para>This introduction is too long to be the title of an example, and that is why it is not one.</para>
/// <code>
/// Get-Crop -Name 'w*' |
///     Remove-Crop -WhatIf
///
/// Get-Crop
/// </code>
/// </example>
/// <example>
/// <title>Ripe ones</title>
/// <para>Taken from one field.</para>
/// <para>No more than two.</para>
/// <code>Get-Crop north -Ripeness Ripe |
///     Remove-Crop</code>
/// </example>
/// <seealso cref="RemoveCropCmdlet"/>
/// <seealso href="https://example.org/help">Online Version</seealso>
[Cmdlet(VerbsCommon.Get, "Crop", DefaultParameterSetName = "Name")]
[OutputType(typeof(Crop))]
[OutputType(typeof(DateTime), typeof(string[]))]
[OutputType("Sample.Other")]
public sealed class GetCropCmdlet : SampleCmdlet
{
    /// <summary>The names; <c>*</c> stands for anything.</summary>
    [Parameter(Position = 0, ParameterSetName = "Name", ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards, Alias("CropName", "cn")]
    public string[] Name { get; set; } = [];

    /// <summary>Crops to look at again.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Crop", ValueFromPipeline = true)]
    public Crop[] InputObject { get; set; } = [];

    /// <summary>Only what is so far.</summary>
    [Parameter]
    public Ripeness? Ripeness { get; set; }

    /// <summary>Only crops of that colour.</summary>
    [Parameter, ValidateSet("Red", "Blue")]
    public string? Colour { get; set; }

    [Parameter(ParameterSetName = "Name", HelpMessage = "Only what was sown since.")]
    public DateTime? Since { get; set; }

    /// <summary>With the rotten ones.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    [Parameter(DontShow = true)]
    public SwitchParameter Internal { get; set; }

    /// <inheritdoc/>
    /// <value>10</value>
    [Parameter]
    public override int First { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var name in Name)
            WriteObject(new Crop { Name = name });
    }
}
