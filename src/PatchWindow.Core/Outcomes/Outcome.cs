using System.Diagnostics.CodeAnalysis;

namespace PatchWindow.Core.Outcomes;

/// <summary>
/// What an operation came to: a value, or a finding that says why there is none. Outcomes that a user can meet travel as
/// these; exceptions are for broken code and broken disks.
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
public readonly struct Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, Finding? problem)
    {
        this.value = value;
        Problem = problem;
    }

    /// <summary>Why there is no value; null when there is one.</summary>
    public Finding? Problem { get; }

    /// <summary>Whether there is a value.</summary>
    public bool IsSuccess => Problem is null;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public T Value => Problem is null ? value! : throw new InvalidOperationException(Problem.Message);

    /// <summary>The value if there is one.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T result, [NotNullWhen(false)] out Finding? problem)
    {
        result = value;
        problem = Problem;
        return problem is null;
    }

    internal static Outcome<T> From(T value) => new(value, null);

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Finding problem) => new(default, problem);
}
