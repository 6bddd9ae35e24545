namespace Leadglass.Knowledge.Import;

/// <summary>A file that cannot be taken, and why. Ends at <see cref="AdvisoryImport"/>.</summary>
internal sealed class AdvisoryException(string reason) : Exception(reason);
