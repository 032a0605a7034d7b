using System.Text.RegularExpressions;
using PatchWindow.Core.Text;

namespace PatchWindow.Fleet.PackageManagers.Own;

/// <summary>How a package is said as one word of a command: <c>{name}={version}</c>, with both filled in. It stays one word.</summary>
public sealed class PackageWord
{
    private static readonly Regex Placeholder = new(@"\{(?<word>[^{}]*)\}", RegexOptions.CultureInvariant);
    private readonly string template;

    private PackageWord(string template) => this.template = template;

    public static PackageWord Default { get; } = new("{name}={version}");

    /// <summary>The word that a template describes; null where it cannot be one.</summary>
    /// <param name="template">What somebody wrote.</param>
    /// <param name="fault">What is wrong with it.</param>
    public static PackageWord? Parse(string template, out string fault)
    {
        fault = "";
        var words = Placeholder.Matches(template).Cast<Match>().Select(m => m.Groups["word"].Value).ToList();
        if (words.Find(w => w is not ("name" or "version")) is { } unknown)
            fault = $"'{{{unknown}}}' is not known in it.{NearestWord.Question(NearestWord.To(unknown, ["name", "version"]))}";
        else if (!words.Contains("name")) fault = "it has no {name}, so no package would be named";
        else if (template.Any(char.IsControl)) fault = "it has a control character";
        return fault.Length == 0 ? new PackageWord(template) : null;
    }

    /// <summary>The word for one package. What is filled in is not looked at again.</summary>
    public string Of(PackageVersion package) =>
        Placeholder.Replace(template, m => m.Groups["word"].Value == "name" ? package.Name : package.Version);

    public override string ToString() => template;
}
