using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Winnow.Cli.Up;

/// <summary>Finds TCP ports on the loopback address.</summary>
public static class Ports
{
    /// <summary>The wanted port, or when it is taken the next free one of the hundred after it, or any free one.</summary>
    public static int Choose(int wanted)
    {
        var taken = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(endpoint => endpoint.Port).ToHashSet();
        for (var port = wanted; port < wanted + 100; port++)
        {
            if (!taken.Contains(port) && CanListen(port))
            {
                return port;
            }
        }

        using var any = new TcpListener(IPAddress.Loopback, 0);
        any.Start();
        return ((IPEndPoint)any.LocalEndpoint).Port;
    }

    private static bool CanListen(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
