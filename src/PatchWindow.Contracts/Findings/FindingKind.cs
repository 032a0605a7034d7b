namespace PatchWindow;

/// <summary>The kind of fault a finding reports; each becomes the PowerShell error category of the same name.</summary>
public enum FindingKind
{
    InvalidData,
    InvalidArgument,
    ObjectNotFound,
    ResourceUnavailable,
    ResourceBusy,
    PermissionDenied,
    LimitsExceeded,
    OperationStopped,
    OperationTimeout,
    NotInstalled,
    InvalidOperation,
    ReadError,
    WriteError,
    NotImplemented,
}
