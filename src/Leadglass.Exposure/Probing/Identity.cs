using System.Reflection;

namespace Leadglass.Exposure.Probing;

/// <summary>How Leadglass introduces itself, so that administrators find it in their logs.</summary>
public static class Identity
{
    /// <summary>Calling AE title.</summary>
    public const string AETitle = "LEADGLASS";

    /// <summary>Program version, for example <c>0.1.0</c>.</summary>
    public static string Version { get; } =
        typeof(Identity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";
}
