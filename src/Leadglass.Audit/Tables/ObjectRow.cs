using Leadglass.Audit.Messages;

namespace Leadglass.Audit.Tables;

/// <summary>An object of a table.</summary>
/// <param name="What">What it is, as a person would say.</param>
/// <param name="Min">How many at least.</param>
/// <param name="Max">How many at most.</param>
/// <param name="TypeCode">ParticipantObjectTypeCode.</param>
/// <param name="Role">ParticipantObjectTypeCodeRole; <see langword="null"/> if left open.</param>
/// <param name="IdTypes">Codes of ParticipantObjectIDTypeCode.</param>
internal sealed record ObjectRow(string What, int Min, int Max, string TypeCode, string? Role, params string[] IdTypes)
{
    /// <summary>Whether other kinds of identifier are allowed (defined terms).</summary>
    public bool OtherIdTypes { get; init; }

    /// <summary>The name that it must have; <see langword="null"/> if any will do.</summary>
    public string? FixedName { get; init; }

    /// <summary>Whether it must have a name, and a query will not do.</summary>
    public bool NeedsName { get; init; }

    /// <summary>Whether it must have a query, and a name will not do.</summary>
    public bool NeedsQuery { get; init; }

    /// <summary>The detail that it must have; <see langword="null"/> if none.</summary>
    public string? Detail { get; init; }

    /// <summary>The kind of identifier with which alone <see cref="Detail"/> is demanded; <see langword="null"/> if with any.</summary>
    public string? DetailOnlyFor { get; init; }

    /// <summary>Whether its identifier is a UID.</summary>
    public bool IsUid => IdTypes is ["110180"];

    /// <summary>Whether an object is meant by this row.</summary>
    public bool Fits(ParticipantObject item)
    {
        if (HasIdType(item))
            return true;
        return OtherIdTypes ? item.TypeCode == TypeCode && (Role is null || item.TypeCodeRole == Role)
            : TypeCode == "1" && item is { TypeCode: "1", TypeCodeRole: "1" };
    }

    /// <summary>Whether its kind of identifier is one of the table's. Six digits are DICOM's own codes, one or two those of RFC 3881, whatever their system is called.</summary>
    public bool HasIdType(ParticipantObject item) =>
        item.IdTypeCode is { } code && IdTypes.Contains(code.Code) && (code.Code.Length < 6 ? !code.IsDicom : code.IsDicom);
}
