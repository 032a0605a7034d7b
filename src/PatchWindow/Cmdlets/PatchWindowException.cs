namespace PatchWindow;

/// <summary>The exception inside PatchWindow's error records; the record's TargetObject is the <see cref="Finding"/>.</summary>
public sealed class PatchWindowException : Exception
{
    public PatchWindowException()
    {
    }

    public PatchWindowException(string message)
        : base(message)
    {
    }

    public PatchWindowException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
