using System.Text.Json.Serialization;

namespace Leadglass.Findings.Json;

/// <summary>One line of JSON Lines: its <c>type</c> says which. Targets and findings have the same members there as in a whole report.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(StartDocument), "start")]
[JsonDerivedType(typeof(TargetDocument), "target")]
[JsonDerivedType(typeof(FindingDocument), "finding")]
[JsonDerivedType(typeof(EndDocument), "end")]
internal abstract record LineDocument;
