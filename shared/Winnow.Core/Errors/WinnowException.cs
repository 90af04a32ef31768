namespace Winnow.Core.Errors;

/// <summary>An error that the caller can do something about: it has a stable code and a text that names the thing, the value, the limit and the next step.</summary>
/// <remarks>
/// HTTP answers it as problem+json with <see cref="Code"/>. It is never retried. Failure details of an activity keep only the type and the
/// first line of the message, so <see cref="Exception.Message"/> is one line that ends with the code: <c>text [code]</c>.
/// </remarks>
public class WinnowException : Exception
{
    /// <param name="code">Stable, kebab-case, from <see cref="ErrorCodes"/>.</param>
    /// <param name="detail">What failed, the value, and the next step; one line.</param>
    /// <param name="innerException">The cause, where there is one.</param>
    public WinnowException(string code, string detail, Exception? innerException = null)
        : base($"{OneLine(detail)} [{code}]", innerException) => (Code, Detail) = (code, OneLine(detail));

    /// <summary>The stable code of this error.</summary>
    public string Code { get; }

    /// <summary>The text for people, without the code.</summary>
    public string Detail { get; }

    /// <summary>Takes a message of this type apart again; false when it is not one.</summary>
    public static bool TryParse(string message, out string code, out string detail)
    {
        var start = message.LastIndexOf(" [", StringComparison.Ordinal);
        var isOurs = start > 0 && message.EndsWith(']');
        code = isOurs ? message[(start + 2)..^1] : "";
        detail = isOurs ? message[..start] : message;
        return isOurs;
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
