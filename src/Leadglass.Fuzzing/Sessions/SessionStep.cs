using System.Text.Json.Serialization;

namespace Leadglass.Fuzzing.Sessions;

/// <summary>One thing that a requestor does in a conversation.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(SendStep), "send")]
[JsonDerivedType(typeof(MessageStep), "message")]
[JsonDerivedType(typeof(AwaitStep), "await")]
[JsonDerivedType(typeof(StallStep), "stall")]
[JsonDerivedType(typeof(HalfCloseStep), "half-close")]
[JsonDerivedType(typeof(ResetStep), "reset")]
[JsonDerivedType(typeof(ConnectStep), "connect")]
internal abstract record SessionStep;
