using System.ComponentModel.DataAnnotations;

namespace Winnow.Functions.Messages;

/// <summary>Settings of requests that come as messages, section <c>Messages</c>.</summary>
public sealed class MessagesOptions
{
    public const string SectionName = "Messages";

    /// <value>
    /// What messages may name: addresses of hosts (<c>https://account.blob.core.windows.net</c>) or containers, with commas between them.
    /// Default: empty, which is this app's own storage account without the containers of the app and of the runtime.
    /// </value>
    public string AllowedSources { get; set; } = "";

    /// <value>Pages of 200 files of a request that are copied at the same time. Default: 4.</value>
    [Range(1, 100)]
    public int CopyWindow { get; set; } = 4;

    /// <value>Seconds between two looks whether the files of a request have been ingested. Default: 5.</value>
    [Range(0.1, 3600)]
    public double PollSeconds { get; set; } = 5;
}
