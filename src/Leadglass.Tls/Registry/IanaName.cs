using System.Text;

namespace Leadglass.Tls.Registry;

/// <summary>Names of codes as IANA writes them, from the names of enumeration members: <c>HandshakeFailure</c> is <c>handshake_failure</c>.</summary>
public static class IanaName
{
    /// <summary>The name of an alert, such as <c>protocol_version</c>; the code where the registry has none.</summary>
    /// <param name="alert">A code from the wire.</param>
    public static string Of(AlertDescription alert) => Enum.IsDefined(alert) ? Underscored(alert.ToString()) : $"{(byte)alert}";

    /// <summary>The name of an extension, such as <c>key_share</c>; the code where the registry has none.</summary>
    /// <param name="extension">A code from the wire.</param>
    public static string Of(ExtensionType extension) => Enum.IsDefined(extension) ? Underscored(extension.ToString()) : $"{(ushort)extension}";

    private static string Underscored(string member)
    {
        var name = new StringBuilder(member.Length + 4);
        foreach (var character in member)
        {
            if (char.IsAsciiLetterUpper(character) && name.Length > 0)
                name.Append('_');
            name.Append(char.ToLowerInvariant(character));
        }
        return name.ToString();
    }
}
