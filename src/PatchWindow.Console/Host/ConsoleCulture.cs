using System.Globalization;

namespace PatchWindow.Console;

/// <summary>
/// The invariant culture, which is the only one here (no ICU is needed), for text in English: the engine breaks lines
/// between words for six languages that it knows by their two letters, and anywhere for all others.
/// </summary>
internal sealed class ConsoleCulture() : CultureInfo("", useUserOverride: false)
{
    public override string TwoLetterISOLanguageName => "en";
}
