namespace Leadglass.FuzzTargets;

/// <summary>What must hold whatever the bytes are: what does not is an exception that nobody declared.</summary>
internal static class Claims
{
    public static void Claim(bool holds, string what)
    {
        if (!holds)
            throw new InvalidOperationException($"Does not hold: {what}.");
    }
}
