using FsCheck;
using FsCheck.Fluent;

namespace Leadglass.TestKit;

/// <summary>Runs a property over many generated values. The seed is fixed, so that a run today and a run tomorrow see the same values.</summary>
public static class Property
{
    private const ulong Seed = 20_250_101;
    private const ulong Gamma = 0x9E37_79B9_7F4A_7C15; // any odd number will do

    /// <summary>Checks that a claim holds for every value.</summary>
    /// <typeparam name="T">The kind of value.</typeparam>
    /// <param name="values">How values are made; <see cref="ArbitraryBytes"/> has those for readers of bytes.</param>
    /// <param name="claim">True where the property holds. An exception refutes it as well.</param>
    /// <param name="count">Number of values.</param>
    /// <param name="size">The size that generators grow to: for lists and byte strings the greatest length.</param>
    /// <exception cref="Exception">The claim is refuted. The message shows the value, shrunk where the generator can shrink.</exception>
    public static void Check<T>(Gen<T> values, Func<T, bool> claim, int count = 500, int size = 100) =>
        Prop.ForAll(values.ToArbitrary(), claim).Check(Settings(count, size));

    /// <summary>Checks that a test's assertions hold for every value.</summary>
    /// <typeparam name="T">The kind of value.</typeparam>
    /// <param name="values">How values are made; <see cref="ArbitraryBytes"/> has those for readers of bytes.</param>
    /// <param name="claim">Throws where the property does not hold.</param>
    /// <param name="count">Number of values.</param>
    /// <param name="size">The size that generators grow to: for lists and byte strings the greatest length.</param>
    /// <exception cref="Exception">The claim is refuted. The message shows the value, shrunk where the generator can shrink.</exception>
    public static void Check<T>(Gen<T> values, Action<T> claim, int count = 500, int size = 100) =>
        Prop.ForAll(values.ToArbitrary(), claim).Check(Settings(count, size));

    private static Config Settings(int count, int size) => Config.QuickThrowOnFailure
        .WithMaxTest(count)
        .WithEndSize(size)
        .WithQuietOnSuccess(true)
        .WithReplay(Seed, Gamma);
}
