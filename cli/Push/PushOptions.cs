namespace Winnow.Cli.Push;

/// <summary>What is pushed where.</summary>
public sealed record PushOptions
{
    /// <value>The folder; symbolic links and hidden files in it are left out.</value>
    public required string Folder { get; init; }

    public required string Dataset { get; init; }

    /// <value>Goes before every path; ends with <c>/</c>, or is empty. Default empty.</value>
    public string Prefix { get; init; } = "";

    /// <value>Uploads at once. Default 16.</value>
    public int Parallelism { get; init; } = 16;

    /// <value>Remembers what was pushed; null remembers nothing.</value>
    public string? JournalPath { get; init; }

    /// <value>Whether files are pushed although the journal knows them. Default false.</value>
    public bool Force { get; init; }
}
