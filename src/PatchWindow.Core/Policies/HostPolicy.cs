namespace PatchWindow.Core.Policies;

/// <summary>
/// Which policy decides about a host: one, none, or none for certain because one of its policies is faulty or several claim it.
/// Whatever needs a host's policy asks for it here, so that no two answers differ.
/// </summary>
/// <param name="Whole">The policies without a fault whose targets match the host.</param>
/// <param name="Faulty">The faulty policies whose targets match the host, or may.</param>
public sealed record HostPolicy(IReadOnlyList<CompiledPolicy> Whole, IReadOnlyList<FaultyPolicy> Faulty)
{
    /// <summary>The policy that decides; null where none does.</summary>
    public CompiledPolicy? Policy => Faulty.Count == 0 && Whole.Count == 1 ? Whole[0] : null;

    /// <summary>Whether no policy claims the host, whole or faulty.</summary>
    public bool IsNone => Faulty.Count == 0 && Whole.Count == 0;

    /// <summary>The names of all policies that claim the host.</summary>
    public IEnumerable<string> Names => Whole.Select(p => p.Name).Concat(Faulty.Select(p => p.Name)).OrderBy(n => n, StringComparer.OrdinalIgnoreCase);
}
