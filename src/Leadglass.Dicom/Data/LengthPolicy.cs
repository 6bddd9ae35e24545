namespace Leadglass.Dicom.Data;

/// <summary>What a <see cref="DataTreeEdit"/> does about lengths that its changes make wrong.</summary>
public enum LengthPolicy
{
    /// <summary>Lengths of changed elements and of all that holds them are set right, group lengths grow as their groups do, odd values are padded.</summary>
    Repair,

    /// <summary>Every length stays as it is written: a file that lies about its lengths can be made on purpose.</summary>
    Keep,
}
