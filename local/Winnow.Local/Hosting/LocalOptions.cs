using System.ComponentModel.DataAnnotations;

namespace Winnow.Local.Hosting;

/// <summary>Settings of the local runtime: section <c>Local</c>. Azure knows none of them.</summary>
public sealed class LocalOptions
{
    public const string SectionName = "Local";

    /// <value>The TCP port of the HTTP functions; 0 takes a free one. Default 7071, as Core Tools.</value>
    [Range(0, 65535)]
    public int Port { get; set; } = 7071;

    /// <value>The IP address to listen on. Default 127.0.0.1.</value>
    [Required]
    public string Address { get; set; } = "127.0.0.1";

    /// <value>The SQLite file of the durable task hub; blob receipts and timers are kept beside it. Default <c>.winnow/taskhub.db</c>.</value>
    [Required]
    public string TaskHubPath { get; set; } = Path.Combine(".winnow", "taskhub.db");

    /// <value>A file that receives the address of the HTTP functions once they are served, for whoever started the app. Default none.</value>
    public string? AddressFile { get; set; }

    /// <value>Seconds between two scans of a container in which something was new. Default 1; an idle container waits up to five times as long.</value>
    [Range(0.01, 3600)]
    public double BlobPollSeconds { get; set; } = 1;

    /// <value>Seconds before the second try of a failed blob; every further try waits twice as long. Default 1.</value>
    [Range(0, 3600)]
    public double BlobRetrySeconds { get; set; } = 1;

    /// <value>Whether callers of HTTP functions must show a key. Default: off on a loopback address, as in Core Tools, and on elsewhere.</value>
    public bool? RequireKeys { get; set; }

    /// <value>The keys that are accepted.</value>
    public LocalKeys Keys { get; set; } = new();

    /// <value>Whether every orchestration turn starts with a full replay, which finds non-deterministic code. Default false.</value>
    public bool ReplayEveryTurn { get; set; }
}
