using PatchWindow.Core.Outcomes;
using PatchWindow.Fleet.PackageManagers;
using PatchWindow.Fleet.PackageManagers.HostSteps;
using PatchWindow.Fleet.Transports;

namespace PatchWindow.Fleet.Runs;

/// <summary>How the work of a step ended on its host, as far as that can be told.</summary>
/// <param name="Kind">How certain it is.</param>
/// <param name="Fault">What went wrong; null where the package manager ended well.</param>
internal sealed record StepEnd(StepEndKind Kind, Finding? Fault)
{
    /// <summary>Reads what a package manager answers to having been told to apply, or to having been asked for the end of that.</summary>
    public static StepEnd Of(string host, IPackageManager packageManager, Outcome<HostOutput> answer)
    {
        if (answer.TryGet(out var output, out var problem))
            return new(StepEndKind.Ended, output.ExitCode == 0 ? null : packageManager.Explain(host, output));
        return new(
            HostStepProblems.IsUntouched(problem) ? StepEndKind.NotBegun
            : HostStepProblems.IsCertain(problem) ? StepEndKind.BrokenOff
            : StepEndKind.Lost,
            problem);
    }
}

/// <summary>How certain the end of a step's work is.</summary>
internal enum StepEndKind
{
    /// <summary>The package manager ended, well or not.</summary>
    Ended,

    /// <summary>Nothing was begun, and will not be any more.</summary>
    NotBegun,

    /// <summary>It was broken off on the host, and is not at work any more.</summary>
    BrokenOff,

    /// <summary>The host does not tell; it may still be at work.</summary>
    Lost,
}
