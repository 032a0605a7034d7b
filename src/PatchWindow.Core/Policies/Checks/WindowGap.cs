using NodaTime;
using PatchWindow.Core.Windows;

namespace PatchWindow.Core.Policies.Checks;

/// <summary>A time in which no step can start.</summary>
/// <param name="Start">The last moment before it at which one could; the beginning of the time looked at where none could.</param>
/// <param name="End">The start of the next window; the end of the time looked at where none follows.</param>
/// <param name="Before">The window that it follows; null where none is known.</param>
/// <param name="After">The window that ends it; null where none follows.</param>
internal sealed record WindowGap(Instant Start, Instant End, Opening? Before, Opening? After)
{
    public Duration Length => End - Start;

    /// <summary>The freezes that take windows away in it.</summary>
    public IReadOnlyList<CompiledFreeze> Freezes { get; init; } = [];
}
