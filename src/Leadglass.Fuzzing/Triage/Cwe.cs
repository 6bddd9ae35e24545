namespace Leadglass.Fuzzing.Triage;

/// <summary>The weaknesses that symptoms point to, by their numbers in the Common Weakness Enumeration.</summary>
internal static class Cwe
{
    public const int ExternalFileName = 73;
    public const int CommandInjection = 78;
    public const int MemoryBounds = 119;
    public const int OutOfBoundsRead = 125;
    public const int ExternalControlOfData = 472;
    public const int ErrorMessage = 209;
    public const int UncaughtException = 248;
    public const int DivideByZero = 369;
    public const int UnlimitedConsumption = 400;
    public const int Amplification = 405;
    public const int AlgorithmicComplexity = 407;
    public const int DoubleFree = 415;
    public const int UseAfterFree = 416;
    public const int InterpretationConflict = 436;
    public const int NullPointer = 476;
    public const int ReachableAssertion = 617;
    public const int LifetimeControl = 664;
    public const int UncontrolledRecursion = 674;
    public const int UncheckedCondition = 754;
    public const int UndefinedBehaviour = 758;
    public const int OutOfBoundsWrite = 787;
    public const int UnlimitedAllocation = 789;
    public const int EndlessLoop = 835;
    public const int UninitialisedResource = 908;
}
