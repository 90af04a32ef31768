using Microsoft.DurableTask;
using Winnow.Core.Errors;

namespace Winnow.Functions.Common;

/// <summary>Why a run failed.</summary>
/// <param name="Code">Stable code; <c>run-failed</c> when the cause is not one that the caller can mend.</param>
/// <param name="Message">What failed and the next step.</param>
public sealed record RunError(string Code, string Message)
{
    private const string RunFailed = "run-failed";

    /// <summary>Finds the cause in the failure of an orchestration, however deep it happened.</summary>
    public static RunError From(TaskFailureDetails failure)
    {
        var cause = failure;
        while (!cause.IsCausedBy<WinnowException>() && cause.InnerFailure is { } inner)
        {
            cause = inner;
        }

        return WinnowException.TryParse(cause.ErrorMessage, out var code, out var detail) ? new(code, detail) : new(RunFailed, cause.ErrorMessage);
    }
}
