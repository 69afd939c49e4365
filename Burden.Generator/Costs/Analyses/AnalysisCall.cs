using Burden.Generator.Graphs;
using Burden.Generator.Helpers;

namespace Burden.Generator.Costs.Analyses;

/// <summary>One analysis of a network: its costs, and the attribute's arguments read as what the analysis asks for.</summary>
internal sealed class AnalysisCall(NetworkDeclaration network, CostTable table, AnalysisRequest request, CancellationToken cancellation)
{
    public NetworkDeclaration Network { get; } = network;

    public CostTable Table { get; } = table;

    public Graph Graph => Table.Graph;

    public NetworkSettings Settings => Table.Graph.Settings;

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Whether the argument was written and is not null.</summary>
    public bool IsGiven(string argument) => Find(argument) is not (null or NullConstant);

    /// <summary>An integer argument of at least <paramref name="min"/>.</summary>
    public long Integer(string argument, long otherwise, long min = 1) => Find(argument) switch
    {
        null or NullConstant => otherwise,
        IntegerConstant { Value: var value } => value >= min ? value : throw OutOfRange(argument, Text.Of(value), $"at least {Text.Of(min)}"),
        _ => throw new FaultException(FaultId.None, argument),
    };

    /// <summary>A real number above 0.</summary>
    public double Positive(string argument, double otherwise) => Find(argument) switch
    {
        null or NullConstant => otherwise,
        RealConstant { Value: var value } => value is > 0 and < double.PositiveInfinity ? value : throw OutOfRange(argument, Text.Of(value), "a number above 0"),
        IntegerConstant { Value: var value } => value > 0 ? value : throw OutOfRange(argument, Text.Of(value), "a number above 0"),
        _ => throw new FaultException(FaultId.None, argument),
    };

    /// <summary>A truth value.</summary>
    public bool Flag(string argument, bool otherwise = false) => Find(argument) is BooleanConstant { Value: var value } ? value : otherwise;

    /// <summary>A text; null where none is given.</summary>
    public string? Word(string argument) => Find(argument) is TextConstant { Value: var value } ? value : null;

    /// <summary>Texts.</summary>
    public IReadOnlyList<string> Words(string argument) => Find(argument) is ArrayConstant { Items: var items } ? [.. items.OfType<TextConstant>().Select(static t => t.Value)] : [];

    /// <summary>A value of an enumeration that the generator and <c>Burden.Attributes</c> both have.</summary>
    public T Choice<T>(string argument, T otherwise)
        where T : struct, Enum
        => Find(argument) is not IntegerConstant { Value: var value } ? otherwise
            : Enum.ToObject(typeof(T), value) is T choice && Enum.IsDefined(typeof(T), choice) ? choice
            : throw OutOfRange(argument, Text.Of(value), $"a value of {typeof(T).Name}");

    /// <summary>A layer property of the network that an argument names.</summary>
    /// <exception cref="FaultException">There is none of that name.</exception>
    public GraphLayer Layer(string argument, string name, int item = -1)
        => Graph.Layers.FirstOrDefault(l => l.Declaration.Name == name)
            ?? throw new FaultException(
                FaultId.UnknownLayer,
                $"{argument} names '{name}', which is no layer of the network{new Misspelling(name, Nearest.Of(name, Graph.Layers.Select(static l => l.Declaration.Name))).Question}",
                argument,
                item: item);

    /// <summary>A limit that an argument sets; none where it isn't written.</summary>
    /// <param name="describe">The message, from the words of the relation and of the limit.</param>
    public IEnumerable<AnalysisLimit> Limit(int rule, string argument, double amount, Func<double, string> wordsOf, Func<string, string, string> describe)
        => IsGiven(argument) && Positive(argument, 0) is var most ? [new AnalysisLimit(rule, argument, amount, most, relation => describe(relation, wordsOf(most)))] : [];

    /// <summary>Bytes, exact and in the reader's unit.</summary>
    public static string Bytes(double bytes) => $"{Text.Grouped((long)bytes)} bytes ({Units.Memory((long)bytes)})";

    /// <summary>FLOPs, exact.</summary>
    public static string Flops(double flops) => $"{Text.Grouped((long)flops)} FLOPs";

    /// <summary>A fault of an argument's value.</summary>
    public static FaultException OutOfRange(string argument, string value, string expected) => new(FaultId.OutOfRange, $"{argument} is {value}; expected {expected}", argument);

    private Constant? Find(string argument) => request.Arguments.FirstOrDefault(a => a.Name == argument)?.Value;
}
