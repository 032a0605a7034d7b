namespace PatchWindow.Fleet.Decisions;

/// <summary>What a person says of one version of one package on one host, checked alike whatever it is.</summary>
/// <param name="Noun">What it makes: <c>deferral</c>.</param>
/// <param name="Done">What is done to the patch: <c>deferred</c>.</param>
/// <param name="Why">What a reason says: <c>why it has to wait</c>.</param>
internal sealed record PatchWord(string Noun, string Done, string Why)
{
    /// <summary>What is wrong with a wish, whichever host it is for; null where nothing is.</summary>
    public Finding? FaultOf(PendingPatch patch, DateTimeOffset? until, string reason, DateTimeOffset now)
    {
        if (IsNoName(patch.Name) || IsNoName(patch.Version))
        {
            return Refuse(patch, "PatchNameInvalid", FindingKind.InvalidArgument,
                $"{Article} {Noun} is for one version of one package, both by their full names.", "Pipe in what Get-PendingPatch writes.");
        }

        if (string.IsNullOrWhiteSpace(reason))
            return Refuse(patch, "ReasonMissing", FindingKind.InvalidArgument, $"{Article} {Noun} needs a reason.", $"Say {Why}.");
        return until <= now
            ? Refuse(patch, char.ToUpperInvariant(Noun[0]) + Noun.Substring(1) + "InThePast", FindingKind.InvalidArgument,
                $"{MomentText.Format(until.Value)} is over already.", "Give a moment in the future.")
            : null;
    }

    /// <summary>The finding that says why it was not done.</summary>
    public Finding Refuse(PendingPatch patch, string code, FindingKind kind, string reason, string? suggestion) => new()
    {
        Code = code,
        Kind = kind,
        HostName = patch.Host,
        Path = $"{patch.Host} {patch.Name} {patch.Version}".TrimEnd(),
        Message = $"'{patch.Name}' on '{patch.Host}' was not {Done}. {reason}",
        Suggestion = suggestion,
    };

    private string Article => Noun[0] == 'a' ? "An" : "A";

    private static bool IsNoName(string text) => string.IsNullOrWhiteSpace(text) || text.IndexOfAny(['*', '?']) >= 0;
}
