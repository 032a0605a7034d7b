namespace PatchWindow.Fleet.Configuration;

/// <summary>A key that no reader asked for.</summary>
/// <param name="Word">The key.</param>
/// <param name="Meant">The nearest known word; null where none is near.</param>
/// <param name="Finding">What was reported about it.</param>
internal sealed record UnknownWord(string Word, string? Meant, Finding Finding);
