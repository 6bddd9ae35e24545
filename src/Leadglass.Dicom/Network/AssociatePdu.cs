namespace Leadglass.Dicom.Network;

/// <summary>What A-ASSOCIATE-RQ and A-ASSOCIATE-AC share: fixed fields, then items in wire order. Source: PS3.8 §9.3.2 and §9.3.3.</summary>
public abstract record AssociatePdu : Pdu
{
    internal const int ReservedSize = 32;

    private static readonly IReadOnlyList<AssociateItem> DefaultItems =
    [
        new ApplicationContext(ApplicationContext.DicomName),
        new UserInformation(
        [
            new MaximumLength(16384),
            new ImplementationClassUid(Implementation.ClassUid),
            new ImplementationVersionName(Implementation.VersionName),
        ]),
    ];

    private protected AssociatePdu()
    {
    }

    /// <summary>Protocol version, one bit a version; bit 0 is version 1, the only one.</summary>
    public ushort ProtocolVersion { get; init; } = 1;

    /// <summary>Bytes 9 and 10: zero, not tested by receivers.</summary>
    public ushort ReservedAfterVersion { get; init; }

    /// <summary>Called AE title without its padding; at most 16 characters. In an acceptance an echo without significance.</summary>
    public string CalledAETitle
    {
        get => AETitleField.Text(CalledAETitleBytes);
        init => CalledAETitleBytes = AETitleField.Encode(value);
    }

    /// <summary>Called AE title as it stands on the wire: 16 bytes.</summary>
    public ReadOnlyMemory<byte> CalledAETitleBytes
    {
        get;
        init => field = Sized(value, AETitleField.Size);
    } = AETitleField.Blank;

    /// <summary>Calling AE title without its padding; at most 16 characters. In an acceptance an echo without significance.</summary>
    public string CallingAETitle
    {
        get => AETitleField.Text(CallingAETitleBytes);
        init => CallingAETitleBytes = AETitleField.Encode(value);
    }

    /// <summary>Calling AE title as it stands on the wire: 16 bytes.</summary>
    public ReadOnlyMemory<byte> CallingAETitleBytes
    {
        get;
        init => field = Sized(value, AETitleField.Size);
    } = AETitleField.Blank;

    /// <summary>Bytes 43 to 74: 32 zeros, not tested by receivers.</summary>
    public ReadOnlyMemory<byte> ReservedAfterTitles
    {
        get;
        init => field = Sized(value, ReservedSize);
    } = new byte[ReservedSize];

    /// <summary>Every variable item in wire order, unknown ones included: what is written. The other properties are views of it.</summary>
    public IReadOnlyList<AssociateItem> Items { get; init; } = DefaultItems;

    /// <summary>Application context name; null where no item says it.</summary>
    public string? ApplicationContextName
    {
        get => Items.OfType<ApplicationContext>().FirstOrDefault()?.Name;
        init => Items = Replace<ApplicationContext>(Items, value is null ? [] : [new ApplicationContext(value)]);
    }

    /// <summary>Sub-items of the user information in wire order; empty where there is none.</summary>
    public IReadOnlyList<AssociateItem> UserInformation
    {
        get => Items.OfType<UserInformation>().FirstOrDefault()?.Items ?? [];
        init => Items = Replace<UserInformation>(Items, [new UserInformation(value)]);
    }

    /// <summary>Greatest PDU-length of a P-DATA-TF that the sender accepts, in bytes, 0 without limit; null where no sub-item says it.</summary>
    public uint? MaximumLengthReceived => Find<MaximumLength>()?.Received;

    /// <summary>Implementation class UID of the sender; null where no sub-item says it.</summary>
    public string? ImplementationClassUid => Find<ImplementationClassUid>()?.Uid;

    /// <summary>Implementation version name of the sender; null where no sub-item says it.</summary>
    public string? ImplementationVersionName => Find<ImplementationVersionName>()?.Name;

    /// <summary>Asynchronous operations window; null where no sub-item says it, which means 1 and 1.</summary>
    public AsynchronousOperationsWindow? AsynchronousOperationsWindow => Find<AsynchronousOperationsWindow>();

    /// <summary>Role selections, in wire order.</summary>
    public IReadOnlyList<RoleSelection> RoleSelections => [.. UserInformation.OfType<RoleSelection>()];

    private static ReadOnlyMemory<byte> Sized(ReadOnlyMemory<byte> value, int size) =>
        value.Length == size ? value : throw new ArgumentException($"The field is {size} bytes long.", nameof(value));

    /// <summary>The first sub-item of one kind, or null.</summary>
    /// <typeparam name="TItem">The kind of sub-item.</typeparam>
    protected TItem? Find<TItem>() where TItem : AssociateItem => UserInformation.OfType<TItem>().FirstOrDefault();

    /// <summary>The items with those of one kind replaced, in the order of item types that PS3.8 §9.3.1 asks for.</summary>
    private protected static IReadOnlyList<AssociateItem> Replace<TItem>(IReadOnlyList<AssociateItem> items, IEnumerable<TItem> replacement)
        where TItem : AssociateItem =>
        [.. items.Where(static item => item is not TItem).Concat(replacement).OrderBy(static item => item.ItemType)];
}
