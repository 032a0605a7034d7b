namespace PatchWindow.Core.Policies.Checks;

/// <summary>A freeze that lets work pass which the policy does not have.</summary>
internal sealed class FreezeAllowCheck : IPolicyCheck
{
    private const string Code = "FreezeAllowsNothing";

    public IReadOnlyList<string> Codes => [Code];

    public IEnumerable<Finding> Check(TestedPolicy tested)
    {
        for (var i = 0; i < tested.Source.Freezes.Count; i++)
        {
            var allow = tested.Source.Freezes[i].Allow;
            if ((allow & FreezePass.Emergency) != 0 && tested.Policy.Emergency is null)
            {
                yield return Say(i, "emergencies, and the policy says of no patch that it is one",
                    "Add \"emergency\": { \"when\": \"exploited or severity = Critical\", \"within\": \"24h\" }, or take the word out.");
            }

            if ((allow & FreezePass.Immediate) != 0 && tested.Source.Mode != PolicyMode.Immediate)
            {
                yield return Say(i, "what is applied at once, and the policy's mode is Scheduled",
                    "Take the word out, or write \"mode\": \"immediate\" in the policy.");
            }
        }
    }

    private static Finding Say(int index, string what, string suggestion) => new()
    {
        Code = Code,
        Severity = FindingSeverity.Warning,
        Path = $"freezes:{index}:allow",
        Message = $"The freeze lets pass {what}: nothing passes by it.",
        Suggestion = suggestion,
    };
}
