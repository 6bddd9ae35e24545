namespace Leadglass.Exposure.External;

/// <summary>Whose export named a service.</summary>
public enum ExternalSource
{
    /// <summary>Shodan, which looks from the Internet.</summary>
    Shodan,

    /// <summary>Censys, which looks from the Internet.</summary>
    Censys,

    /// <summary>FOFA, which looks from the Internet.</summary>
    Fofa,

    /// <summary>masscan, run by somebody from somewhere.</summary>
    Masscan,

    /// <summary>naabu, run by somebody from somewhere.</summary>
    Naabu,

    /// <summary>zgrab2, run by somebody from somewhere.</summary>
    Zgrab,

    /// <summary>nmap, run by somebody from somewhere.</summary>
    Nmap,
}
