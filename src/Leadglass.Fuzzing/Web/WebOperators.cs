using Leadglass.Fuzzing.Web.Operators;

namespace Leadglass.Fuzzing.Web;

/// <summary>Every operator for exchanges. New ones go to the end: the place in this list is part of what a case's index means.</summary>
public static class WebOperators
{
    /// <summary>The operators, in their fixed order.</summary>
    public static IReadOnlyList<WebOperator> All { get; } =
    [
        new QueryAbuse(),
        new PathHazard(),
        new AcceptNegotiation(),
        new MethodConfusion(),
        new HeaderLie(),
        new ContentLengthLie(),
        new ChunkLie(),
        new CompressedBody(),
        new MultipartBoundary(),
        new PartHeaders(),
        new PayloadType(),
        new JsonShape(),
        new XmlShape(),
        new DicomPart(),
        new OtherDelivery(),
        new WireHavoc(),
    ];
}
