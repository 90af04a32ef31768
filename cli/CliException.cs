namespace Winnow.Cli;

/// <summary>An error that the user can do something about: shown as message and code, without a stack trace.</summary>
/// <param name="code">Stable, kebab-case.</param>
/// <param name="message">What failed, the value, and the next step.</param>
/// <param name="innerException">The cause, where there is one.</param>
public class CliException(string code, string message, Exception? innerException = null) : Exception(message, innerException)
{
    public string Code { get; } = code;
}
