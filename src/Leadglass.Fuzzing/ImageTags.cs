using Leadglass.Dicom.Dictionary;

namespace Leadglass.Fuzzing;

/// <summary>Elements of the image and what stands beside it that only the mutations name; <see cref="Tags"/> has the others. Source: PS3.3 §C.7.6.3, §C.7.9, §C.9.2, §C.11.</summary>
internal static class ImageTags
{
    public static readonly Tag PlanarConfiguration = new(0x0028, 0x0006);
    public static readonly Tag RedDescriptor = new(0x0028, 0x1101);
    public static readonly Tag GreenDescriptor = new(0x0028, 0x1102);
    public static readonly Tag BlueDescriptor = new(0x0028, 0x1103);
    public static readonly Tag RedPalette = new(0x0028, 0x1201);
    public static readonly Tag GreenPalette = new(0x0028, 0x1202);
    public static readonly Tag BluePalette = new(0x0028, 0x1203);
    public static readonly Tag ModalityLuts = new(0x0028, 0x3000);
    public static readonly Tag LutDescriptor = new(0x0028, 0x3002);
    public static readonly Tag LutData = new(0x0028, 0x3006);
    public static readonly Tag OverlayRows = new(0x6000, 0x0010);
    public static readonly Tag OverlayColumns = new(0x6000, 0x0011);
    public static readonly Tag OverlayOrigin = new(0x6000, 0x0050);
    public static readonly Tag OverlayBitsAllocated = new(0x6000, 0x0100);
    public static readonly Tag OverlayBitPosition = new(0x6000, 0x0102);
    public static readonly Tag OverlayData = new(0x6000, 0x3000);
}
