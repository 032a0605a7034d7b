namespace PatchWindow.Fleet.Runs;

/// <summary>What can happen to a step; <see cref="StepMachine"/> has what follows from it.</summary>
public enum StepEvent
{
    /// <summary>A runner made it the one in progress on its host.</summary>
    Claimed,

    /// <summary>The host is fit, and the plan still holds.</summary>
    Fit,

    /// <summary>The host cannot take it, or could not be asked; nothing was touched.</summary>
    Unfit,

    /// <summary>It is not to be done any more: cancelled, its window closed, its plan expired.</summary>
    Withdrawn,

    /// <summary>Its runner is gone, or ends, and had touched nothing: another one may take it.</summary>
    Released,

    /// <summary>The host is told to begin.</summary>
    Sent,

    /// <summary>The host says that it began nothing, and will not any more.</summary>
    NotBegun,

    /// <summary>The work ended on the host, well or not, or was broken off there.</summary>
    Ended,

    /// <summary>A hook was run; the step stays where it is.</summary>
    Noted,

    /// <summary>The host is told to reboot.</summary>
    Rebooted,

    /// <summary>The host answers again; whether with another boot id, its entry says.</summary>
    Returned,

    /// <summary>The host shows what was to be there, and nothing failed on the way.</summary>
    Proved,

    /// <summary>The host does not show it, or something failed on the way.</summary>
    Disproved,

    /// <summary>Its runner is gone, or the host does not tell what became of the work.</summary>
    Lost,
}
