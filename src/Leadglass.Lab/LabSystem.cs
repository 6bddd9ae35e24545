using System.Net;

namespace Leadglass.Lab;

/// <summary>One small server of the practice hospital.</summary>
/// <param name="Name">Its name in the hospital, which for DICOM servers is the AE title.</param>
/// <param name="Lesson">What is right or wrong with it.</param>
/// <param name="Endpoint">Where it listens: always loopback.</param>
public sealed record LabSystem(string Name, string Lesson, IPEndPoint Endpoint);
