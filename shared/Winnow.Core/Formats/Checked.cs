using System.Diagnostics.CodeAnalysis;
using Winnow.Core.Ingestion;

namespace Winnow.Core.Formats;

/// <summary>The outcome of a check: the value, or the refusal that says why there is none.</summary>
/// <param name="Value">What was found; null when refused.</param>
/// <param name="Refusal">Why not; null when all is well.</param>
public readonly record struct Checked<T>(T? Value, Refusal? Refusal)
    where T : class
{
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsOk => Refusal is null;

    public static implicit operator Checked<T>(T value) => new(value, null);

    public static implicit operator Checked<T>(Refusal refusal) => new(null, refusal);
}
