namespace PatchWindow.Core.Policies;

/// <summary>Checks a rollout and makes it ready to answer.</summary>
internal static class RolloutCompiler
{
    /// <summary>The compiled rollout; what cannot be used of it is reported, and its policy is faulty.</summary>
    /// <param name="rollout">The rollout as written; null for none.</param>
    /// <param name="findings">Receives what is wrong; Path is the place within the policy.</param>
    public static CompiledRollout Compile(Rollout? rollout, ICollection<Finding> findings)
    {
        if (rollout is null) return CompiledRollout.None;
        var rings = new List<CompiledRing>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < rollout.Rings.Count; i++)
        {
            if (rollout.Rings[i] is { } ring) rings.Add(Compile(ring, i, names, findings));
            else findings.Add(PolicyParts.Unset($"rollout:rings:{i}", "ring"));
        }

        for (var i = 0; i < rollout.Budgets.Count; i++)
        {
            if (rollout.Budgets[i] is null) findings.Add(PolicyParts.Unset($"rollout:budgets:{i}", "budget"));
        }

        return new CompiledRollout(rollout, rings.Count > 0 ? rings : CompiledRollout.None.Rings);
    }

    private static CompiledRing Compile(Ring ring, int index, HashSet<string> names, ICollection<Finding> findings)
    {
        var place = $"rollout:rings:{index}";
        if (ring.Name.Trim().Length == 0)
        {
            findings.Add(new Finding
            {
                Code = "RingNameMissing", Path = place + ":name", Message = $"The ring {index} has no name.", Suggestion = "Call it, for instance, canary.",
            });
        }
        else if (!names.Add(ring.Name))
        {
            findings.Add(new Finding
            {
                Code = "RingDuplicate", Path = place + ":name", Message = $"Two rings are called '{ring.Name}'.", Suggestion = "Give each ring a name of its own.",
            });
        }

        PolicyParts.RefuseNegative(ring.Soak, place + ":soak", "A soak time", "2h", findings);
        var targets = TargetFilter.Everything;
        if (ring.Targets.Trim().Length > 0 && !TargetFilter.Parse(ring.Targets).TryGet(out targets!, out var problem))
            findings.Add(problem with { Path = place + ":targets" });
        return new CompiledRing(ring, targets ?? TargetFilter.Nothing);
    }
}
