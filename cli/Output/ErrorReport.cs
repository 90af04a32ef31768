using System.Text.Json;
using Azure;
using Azure.Messaging.ServiceBus;
using Spectre.Console;

namespace Winnow.Cli.Output;

/// <summary>Turns what went wrong in a command into a message, a code and an exit code.</summary>
public static class ErrorReport
{
    /// <summary>Writes the error to stderr, and as <c>{ "ok": false, "error": { code, message } }</c> to stdout when the caller wants JSON.</summary>
    public static int Write(CliConsole console, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && cancellationToken.IsCancellationRequested)
        {
            console.Notes.Line("cancelled");
            console.WriteJson(new { Ok = false, Error = new { Code = "cancelled", Message = "Stopped before the end." } });
            return ExitCodes.Cancelled;
        }

        var (code, message) = Describe(exception);
        if (console.IsLive)
        {
            console.Notes.MarkupLineInterpolated($"[red]error:[/] {message} [grey]({code})[/]");
        }
        else
        {
            // One line, however long: logs and scripts read it.
            console.Notes.Line($"error: {message} ({code})");
        }

        console.WriteJson(new { Ok = false, Error = new { Code = code, Message = message } });
        return ExitCodes.Error;
    }

    /// <summary>A stable code and a message with the next step.</summary>
    public static (string Code, string Message) Describe(Exception exception) => exception switch
    {
        CliException known => (known.Code, known.Message),
        RequestFailedException storage => (storage.ErrorCode ?? "storage-failed", $"Storage answered: {FirstLine(storage.Message)}"),
        ServiceBusException bus => DescribeBus(bus),
        AggregateException { InnerExceptions: [RequestFailedException first, ..] } =>
            ("storage-unreachable", $"Storage cannot be reached: {FirstLine(first.Message)} Start it with 'winnow up', or check --storage."),
        FormatException => ("invalid-connection-string", $"The storage connection string cannot be read: {exception.Message} Check --storage."),
        UnauthorizedAccessException or IOException => ("io-error", exception.Message),
        JsonException => ("unexpected-answer", $"The app sent something that is not the expected JSON: {exception.Message} Is --url a Winnow app?"),
        _ => ("unexpected-error", $"{exception.GetType().Name}: {FirstLine(exception.Message)}"),
    };

    private static (string Code, string Message) DescribeBus(ServiceBusException error) => error.Reason switch
    {
        ServiceBusFailureReason.ServiceCommunicationProblem or ServiceBusFailureReason.ServiceTimeout => (
            "bus-unreachable", $"Service Bus cannot be reached: {FirstLine(error.Message)} Start the local endpoint with 'winnow up', or check --connection."),
        ServiceBusFailureReason.MessagingEntityNotFound => (
            "unknown-entity", $"Service Bus has no such queue, topic or subscription: {FirstLine(error.Message)} Check --subscription and --connection."),
        ServiceBusFailureReason.MessageSizeExceeded => (
            "message-too-large", $"The message is too large: {FirstLine(error.Message)} Put the content into a blob and send its address."),
        _ => ("bus-failed", $"Service Bus answered: {FirstLine(error.Message)}"),
    };

    private static string FirstLine(string text)
    {
        var end = text.IndexOfAny(['\r', '\n']);
        return end < 0 ? text : text[..end];
    }
}
