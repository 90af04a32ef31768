namespace Winnow.Core.Errors;

/// <summary>An error that the caller can do something about: it has a stable code and a message that names the thing, the value, the limit and the next step.</summary>
/// <remarks>HTTP answers it as problem+json with <see cref="Code"/>; a run that fails with it carries the code in its failure. It is never retried.</remarks>
public class WinnowException : Exception
{
    /// <param name="code">Stable, kebab-case, from <see cref="ErrorCodes"/>.</param>
    /// <param name="message">What failed, the value, and the next step.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public WinnowException(string code, string message, Exception? innerException = null)
        : base(message, innerException) => Code = code;

    /// <summary>The stable code of this error.</summary>
    public string Code { get; }
}
