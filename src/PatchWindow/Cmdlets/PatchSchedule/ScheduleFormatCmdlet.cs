using System.Management.Automation;
using PatchWindow.Completion;
using PatchWindow.Core.Conversions;
using PatchWindow.Core.Outcomes;

namespace PatchWindow.Cmdlets;

/// <summary>What the two conversions share: the format, and what becomes of a loss.</summary>
public abstract class ScheduleFormatCmdlet : PatchWindowCmdlet
{
    private IScheduleFormat? format;

    /// <summary>How the text is written: Text, RRule, ICalendar, Cron, OnCalendar, AwsSsm, AzureMaintenance, GcpOsConfig, Gke, ConfigMgr or Zincati.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ArgumentCompleter(typeof(ScheduleFormatCompleter))]
    [ValidateNotNullOrEmpty]
    public string Format { get; set; } = "";

    /// <summary>Makes a loss an error (ConversionLoss), and writes nothing for what cannot be converted without one.</summary>
    [Parameter]
    public SwitchParameter Strict { get; set; }

    private protected IScheduleFormat ScheduleFormat => format ?? throw new InvalidOperationException("The format is found when the pipeline begins.");

    protected override void BeginProcessing()
    {
        if (!ScheduleFormats.Find(Format).TryGet(out format, out var problem)) ThrowTerminatingError(ErrorRecords.From(problem));
    }

    /// <summary>The value of a conversion, its losses said; nothing where there is none to go on with.</summary>
    private protected bool TryTake<T>(Outcome<Conversion<T>> outcome, out T? value)
        where T : class
    {
        value = null;
        if (!outcome.TryGet(out var conversion, out var problem))
        {
            WriteFinding(problem);
            return false;
        }

        // What is given beside the text is not lost.
        var losses = conversion.Losses.Where(l => l.Path is null || !MyInvocation.BoundParameters.ContainsKey(l.Path)).ToArray();
        foreach (var loss in losses) WriteFinding(Strict ? loss with { Severity = FindingSeverity.Error } : loss);
        if (Strict && losses.Length > 0) return false;
        value = conversion.Value;
        return true;
    }
}
