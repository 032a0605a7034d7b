namespace PatchWindow.Fleet.Tests.Simulator;

/// <summary>What goes wrong in histories, and what people and calendars do to them.</summary>
internal enum FaultKind
{
    /// <summary>A runner ends at once, between two effects or within a transaction's answer.</summary>
    RunnerKilled,

    /// <summary>A runner stands still, and goes on later as if nothing had been: its machine slept, or was moved.</summary>
    RunnerPaused,

    /// <summary>Others come between two transactions of a runner.</summary>
    RunnerOvertaken,

    /// <summary>A runner's clock is wrong by up to half a minute.</summary>
    ClockSkew,

    /// <summary>Several runners work at once.</summary>
    SeveralRunners,

    /// <summary>What is asked does not reach the host.</summary>
    RequestLost,

    /// <summary>What is asked reaches the host when nobody counts on it any more.</summary>
    RequestLate,

    /// <summary>The host does what is asked, and its answer is lost.</summary>
    AnswerLost,

    /// <summary>A host cannot be reached for a while.</summary>
    HostCutOff,

    /// <summary>A runner reaches no host for a while.</summary>
    RunnerCutOff,

    /// <summary>A host reboots by itself while packages are being installed.</summary>
    HostRebooted,

    /// <summary>A host that was rebooted stays away for longer than anybody waits.</summary>
    HostStaysAway,

    /// <summary>Packages are still being installed when the window ends.</summary>
    SlowApply,

    /// <summary>The package manager fails.</summary>
    PackageFailure,

    /// <summary>The package manager says that all is well, and it is not.</summary>
    PackageMissing,

    /// <summary>A hook fails.</summary>
    HookFailed,

    /// <summary>The store answers nobody, or not one runner, for a while.</summary>
    StoreAway,

    /// <summary>A change is made, and the one who made it hears of a failure.</summary>
    CommitUnknown,

    /// <summary>The clock is set forward or back within a window.</summary>
    ClockChange,

    /// <summary>A freeze takes time from a window.</summary>
    Freeze,

    /// <summary>A person stops a run.</summary>
    RunStopped,

    /// <summary>A person lets a stopped run go on, or has failed hosts tried again.</summary>
    RunResumed,

    /// <summary>A person installs something, with the window or against it.</summary>
    InstalledByHand,

    /// <summary>A person ends a runner with Ctrl+C.</summary>
    RunnerCancelled,
}
