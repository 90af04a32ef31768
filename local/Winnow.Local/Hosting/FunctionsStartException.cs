namespace Winnow.Local.Hosting;

/// <summary>The app cannot start: a function or a setting is wrong. The message lists every problem found.</summary>
public sealed class FunctionsStartException : Exception
{
    public FunctionsStartException(IReadOnlyList<string> problems)
        : base($"The function app cannot start: {(problems.Count == 1 ? problems[0] : string.Join("", problems.Select(text => $"{Environment.NewLine}- {text}")))}") =>
        Problems = problems;

    public IReadOnlyList<string> Problems { get; }
}
