using System.Globalization;
using System.Net;

namespace PatchWindow.Fleet.Preflight;

/// <summary>A network of IP addresses: <c>10.1.0.0/16</c>, <c>fd00:1::/64</c> (RFC 4632 §3.1, RFC 4291 §2.3).</summary>
public sealed class Network
{
    private readonly byte[] address;
    private readonly int length;
    private readonly string text;

    private Network(byte[] address, int length, string text) => (this.address, this.length, this.text) = (address, length, text);

    /// <summary>The network that a text names; null where it names none.</summary>
    public static Network? Parse(string text)
    {
        var parts = text.Trim().Split('/');
        if (parts.Length > 2 || !IPAddress.TryParse(parts[0], out var ip) || !(parts[0].Contains('.') || parts[0].Contains(':'))) return null;
        var bytes = ip.GetAddressBytes();
        var length = bytes.Length * 8;
        if (parts.Length == 2 && !(int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out length) && length <= bytes.Length * 8)) return null;
        return new Network(bytes, length, text.Trim());
    }

    public bool Contains(IPAddress other)
    {
        var bytes = (other.IsIPv4MappedToIPv6 ? other.MapToIPv4() : other).GetAddressBytes();
        if (bytes.Length != address.Length) return false;
        for (var bit = 0; bit < length; bit++)
        {
            var mask = 0x80 >> (bit % 8);
            if ((bytes[bit / 8] & mask) != (address[bit / 8] & mask)) return false;
        }

        return true;
    }

    public override string ToString() => text;
}
