using System.Runtime.CompilerServices;
using Azure.Messaging.ServiceBus;

namespace Winnow.Cli.Bus;

/// <summary>Reads the events of a subscription, with or without taking them out of it.</summary>
public sealed class EventTail(ServiceBusReceiver receiver)
{
    private const int PageSize = 100;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Shows what is in the subscription, oldest first, and leaves it there for others.</summary>
    /// <param name="follow">Whether to go on with what comes.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async IAsyncEnumerable<BusEvent> PeekAsync(bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var next = 0L;
        while (true)
        {
            var page = await receiver.PeekMessagesAsync(PageSize, next, cancellationToken);
            foreach (var message in page)
            {
                next = message.SequenceNumber + 1;
                yield return BusEvent.From(message);
            }

            if (page.Count == 0)
            {
                if (!follow)
                    yield break;
                await Task.Delay(s_pause, cancellationToken);
            }
        }
    }

    /// <summary>Takes events out of the subscription, oldest first, each once the caller asks for the next one.</summary>
    /// <param name="follow">Whether to go on with what comes.</param>
    /// <param name="cancellationToken">Ends the reading; an event that was shown last may come again.</param>
    public async IAsyncEnumerable<BusEvent> TakeAsync(bool follow, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await receiver.ReceiveMessagesAsync(1, TimeSpan.FromSeconds(2), cancellationToken);
            foreach (var message in page)
            {
                yield return BusEvent.From(message);
                await receiver.CompleteMessageAsync(message, cancellationToken);
            }

            if (page.Count == 0 && !follow)
                yield break;
        }
    }
}
