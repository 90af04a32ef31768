namespace Winnow.Storage.Messages;

/// <summary>How the files of a request are listed.</summary>
public enum RequestSourceKind
{
    /// <summary>A listing that the app wrote itself: its addresses have been checked when the message came.</summary>
    Checked,

    /// <summary>A manifest of the sender's.</summary>
    Manifest,

    /// <summary>All blobs whose names begin so.</summary>
    Prefix,
}
