using System.Net;
using System.Net.Sockets;

namespace Winnow.Azurite.Internal;

/// <summary>The ports of the three services.</summary>
internal readonly record struct AzuritePorts(int Blob, int Queue, int Table)
{
    /// <summary>Takes the wanted ports that are free, and free ones for the others.</summary>
    /// <remarks>All three are held while choosing, so that they differ; whoever takes one right after makes the start fail, and it is tried again.</remarks>
    public static AzuritePorts Choose(AzuriteOptions options)
    {
        using var blob = Hold(options.BlobPort);
        using var queue = Hold(options.QueuePort);
        using var table = Hold(options.TablePort);
        return new AzuritePorts(PortOf(blob), PortOf(queue), PortOf(table));
    }

    private static TcpListener Hold(int wanted)
    {
        var listener = new TcpListener(IPAddress.Loopback, wanted);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException) when (wanted != 0)
        {
            listener.Dispose();
            return Hold(0);
        }
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;
}
