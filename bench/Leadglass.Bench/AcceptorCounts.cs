namespace Leadglass.Bench;

/// <summary>What the acceptor saw: how many connections there were, and how each ended.</summary>
/// <param name="Opened">Connections accepted by TCP.</param>
/// <param name="MaximumOpen">The most that were open at the same time.</param>
/// <param name="Accepted">Associations answered with A-ASSOCIATE-AC.</param>
/// <param name="Rejected">Associations answered with A-ASSOCIATE-RJ.</param>
/// <param name="Released">Accepted associations that ended with A-RELEASE.</param>
/// <param name="Aborted">Accepted associations that ended with A-ABORT.</param>
/// <param name="Dropped">Accepted associations whose connection was closed without a word.</param>
/// <param name="Silent">Connections on which no association was requested.</param>
/// <param name="Partial">Connections whose first read did not bring the whole first PDU.</param>
internal sealed record AcceptorCounts(
    int Opened, int MaximumOpen, int Accepted, int Rejected, int Released, int Aborted, int Dropped, int Silent, int Partial);
