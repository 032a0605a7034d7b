namespace PatchWindow.Console;

/// <summary>How a pipeline ended.</summary>
internal enum PipelineEnd
{
    Completed,

    /// <summary>A terminating error, which has been shown.</summary>
    Failed,

    /// <summary>Stopped by a signal.</summary>
    Stopped,
}
