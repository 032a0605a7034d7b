using System.Management.Automation;

namespace Sample;

/// <summary>What every cmdlet here can do.</summary>
public abstract class SampleCmdlet : PSCmdlet
{
    /// <summary>The configuration file to read.</summary>
    /// <remarks>Environment variables count on top of it.</remarks>
    /// <value>the machine's own</value>
    [Parameter]
    public string? ConfigurationPath { get; set; }

    /// <summary>How many at most.</summary>
    public virtual int First { get; set; }
}
