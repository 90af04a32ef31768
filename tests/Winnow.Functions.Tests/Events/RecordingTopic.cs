using System.Collections.Concurrent;
using Winnow.Core.Events;

namespace Winnow.Functions.Tests.Events;

/// <summary>A broker with duplicate detection that can be away, or fail after it has taken an event.</summary>
public sealed class RecordingTopic : IEventTopic
{
    private readonly ConcurrentDictionary<string, byte> _known = new();
    private volatile bool _isAway;
    private volatile bool _losesAnswers;

    /// <summary>Whether sending fails.</summary>
    public bool IsAway
    {
        get => _isAway;
        set => _isAway = value;
    }

    /// <summary>Whether an event is taken, and its sender then gets an error: as if one of both had crashed.</summary>
    public bool LosesAnswers
    {
        get => _losesAnswers;
        set => _losesAnswers = value;
    }

    /// <summary>How often an event was sent, known ones included.</summary>
    public int Sends { get; private set; }

    /// <summary>What subscribers get, in order.</summary>
    public ConcurrentQueue<OutboxEvent> Events { get; } = new();

    public Task SendAsync(OutboxEvent happened, CancellationToken cancellationToken)
    {
        if (IsAway)
            throw new IOException("The broker is away.");
        Sends++;
        if (_known.TryAdd(happened.Id, 0))
            Events.Enqueue(happened);
        return LosesAnswers ? Task.FromException(new IOException("The answer was lost.")) : Task.CompletedTask;
    }
}
