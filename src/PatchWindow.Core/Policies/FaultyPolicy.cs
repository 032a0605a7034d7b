namespace PatchWindow.Core.Policies;

/// <summary>
/// A policy that cannot be gone by because something in it is wrong. It is kept for the hosts it aims at: without it they would
/// fall to another policy that nobody meant for them.
/// </summary>
/// <param name="Name">The policy's name.</param>
/// <param name="Targets">The hosts it aims at; <see cref="TargetFilter.Everything"/> where that cannot be told.</param>
/// <param name="Fault">The first thing that is wrong with it.</param>
public sealed record FaultyPolicy(string Name, TargetFilter Targets, Finding Fault);
