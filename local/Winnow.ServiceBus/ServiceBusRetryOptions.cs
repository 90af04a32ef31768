namespace Azure.Messaging.ServiceBus;

/// <summary>How transient failures are tried again.</summary>
public class ServiceBusRetryOptions
{
    /// <value>Default <see cref="ServiceBusRetryMode.Exponential"/>.</value>
    public ServiceBusRetryMode Mode { get; set; } = ServiceBusRetryMode.Exponential;

    /// <value>Tries after the first. From 0 to 100; default 3.</value>
    public int MaxRetries
    {
        get;
        set => field = value is >= 0 and <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxRetries is from 0 to 100.");
    } = 3;

    /// <value>The wait before the first retry, which exponential waits start from. From 1 ms to 5 min; default 0.8 s.</value>
    public TimeSpan Delay
    {
        get;
        set => field = value >= TimeSpan.FromMilliseconds(1) && value <= TimeSpan.FromMinutes(5)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "Delay is from 1 ms to 5 min.");
    } = TimeSpan.FromSeconds(0.8);

    /// <value>The longest wait. Default 60 s.</value>
    public TimeSpan MaxDelay
    {
        get;
        set => field = value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "MaxDelay is not negative.");
    } = TimeSpan.FromMinutes(1);

    /// <value>How long one try may take. Up to an hour; default 60 s.</value>
    public TimeSpan TryTimeout
    {
        get;
        set => field = value > TimeSpan.Zero && value <= TimeSpan.FromHours(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "TryTimeout is above zero and at most an hour.");
    } = TimeSpan.FromMinutes(1);
}
