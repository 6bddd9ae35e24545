using Leadglass.Inspection.Maps;

namespace Leadglass.Cli.Output;

/// <summary>The JSON of a map.</summary>
/// <param name="File">The file, as the user knows it.</param>
/// <param name="Map">Its map.</param>
internal sealed record FileMapDocument(string File, FileMap Map);
