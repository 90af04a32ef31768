using Microsoft.DurableTask;
using Winnow.Core.Errors;
using Winnow.Functions.Common;

namespace Winnow.Functions.Tests.Common;

public sealed class RunErrorTests
{
    [Fact]
    public void From_WinnowExceptionDeepInside_GivesItsCodeAndText()
    {
        var cause = new WinnowException(ErrorCodes.InvalidModel, "The model cannot be read.");
        var failure = TaskFailureDetails.FromException(new InvalidOperationException("outer", new InvalidOperationException("middle", cause)));

        Assert.Equal(new RunError(ErrorCodes.InvalidModel, "The model cannot be read."), RunError.From(failure));
    }

    [Fact]
    public void From_AnyOtherException_GivesTheInnermostText() =>
        Assert.Equal(
            new RunError("run-failed", "disk full"),
            RunError.From(TaskFailureDetails.FromException(new InvalidOperationException("outer", new IOException("disk full")))));

    [Fact]
    public void RunProgress_Of_EstimatesTheRestFromTheAverage()
    {
        var start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

        Assert.Equal(new RunProgress("label", 20, 100, 1, 2, 40), RunProgress.Of("label", 20, 100, 1, start, start.AddSeconds(10)));
        Assert.Null(RunProgress.Of("label", 0, 100, 0, start, start).EtaSeconds);
    }
}
