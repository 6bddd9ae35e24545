using FsCheck;
using FsCheck.Fluent;
using Leadglass.Dicom.Data;
using Leadglass.Dicom.Dictionary;

namespace Leadglass.Dicom.Tests.Support;

/// <summary>Data sets that keep every rule of PS3.5 §7, whatever their values mean.</summary>
internal static class DataSets
{
    private const int Deepest = 3;

    private static readonly Vr[] Vrs = [.. VrRule.All.Select(rule => rule.Vr).Where(vr => vr != Vr.SQ && vr != Vr.UN).OrderBy(vr => vr.Code)];

    public static Gen<DataSet> Any(int depth = 0) =>
        from count in Gen.Choose(0, 6)
        from elements in Element(depth).ListOf(count)
        select new DataSet(elements.DistinctBy(element => element.Tag));

    private static Gen<Tag> StandardTag =>
        from half in Gen.Choose(4, 0x30)
        from element in Gen.Choose(1, 0xFFFF)
        select new Tag((ushort)(2 * half), (ushort)element);

    private static Gen<DataElement> Element(int depth) => depth == Deepest ? Leaf : Gen.Frequency((4, Leaf), (1, Sequence(depth)));

    private static Gen<DataElement> Leaf =>
        from tag in StandardTag
        from vr in Gen.Elements(Vrs)
        from half in Gen.Choose(0, 20)
        from value in Gen.Choose(0, 255).ListOf(2 * half)
        select new DataElement(tag, vr, value.Select(number => (byte)number).ToArray());

    private static Gen<DataElement> Sequence(int depth) =>
        from tag in StandardTag
        from count in Gen.Choose(0, 3)
        from items in Item(depth + 1).ListOf(count)
        from isUndefined in Gen.Elements(true, false)
        select new DataElement(tag, [.. items]) { HasUndefinedLength = isUndefined };

    private static Gen<Item> Item(int depth) =>
        from dataSet in Any(depth)
        from isUndefined in Gen.Elements(true, false)
        select new Item(dataSet, isUndefined);
}
