namespace PatchWindow;

/// <summary>What someone said about a patch.</summary>
public enum ApprovalVerdict
{
    /// <summary>It may be applied, whatever the policy's approval rule says.</summary>
    Approved,

    /// <summary>It may not.</summary>
    Denied,
}
