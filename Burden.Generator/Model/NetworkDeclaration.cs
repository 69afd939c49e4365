using Burden.Generator.Helpers;

namespace Burden.Generator.Model;

/// <summary>A network with all that its figures and its generated code follow from: the pipeline's model.</summary>
/// <param name="Class">The network, its inherited layers first.</param>
/// <param name="Library">The modules and custom layers it uses, directly or not.</param>
/// <param name="Code">The result of following the class's code, for a network without declared layers; null for a declared one.</param>
internal sealed record NetworkDeclaration(
    ClassDeclaration Class,
    EquatableArray<ClassDeclaration> Library,
    NetworkSettings Settings,
    ReportSettings? Report,
    TypeSource Source,
    NetworkCode? Code = null)
{
    /// <summary>What further figures it asks for.</summary>
    public EquatableArray<AnalysisRequest> Analyses { get; init; } = [];

    /// <summary>What following the code came to at each size of its report, in their order; empty for a declared network.</summary>
    public EquatableArray<SizedCode> ReportCode { get; init; } = [];

    /// <summary>What following the code as in training came to, at the batch of training; null where nobody asks for it, and for a declared network.</summary>
    public SizedCode? TrainingCode { get; init; }
}

/// <summary>The result of following a network's own code.</summary>
internal abstract record NetworkCode;

/// <summary>The result of following a network's code once more: at one size of a report, or as in training.</summary>
/// <param name="Code">The result; null where it could not be followed to its end.</param>
/// <param name="Why">Why it could not.</param>
internal sealed record SizedCode(NetworkCode? Code, string Why);

/// <summary>The settings of the <c>[Network]</c> attribute.</summary>
/// <param name="Input">The input's shape; empty where none is given.</param>
/// <param name="ParameterType">The name of a <c>Burden.DataType</c>.</param>
/// <param name="FeatureType">The name of a <c>Burden.DataType</c>.</param>
/// <param name="IsRejected">Whether the compiler rejects the attribute and reports it, so that its settings are unknown.</param>
internal sealed record NetworkSettings(
    EquatableArray<long> Input,
    string? Name,
    long Batch,
    DataType ParameterType,
    DataType FeatureType,
    bool CountExponentials,
    bool IsRejected = false)
{
    /// <summary>Arguments whose value is not known.</summary>
    public EquatableArray<Fault> Faults { get; init; } = [];

    /// <summary>The type of the input's elements; null for that of the features.</summary>
    public DataType? InputType { get; init; }

    /// <summary>Whether figures can follow from them.</summary>
    public bool IsValid => !IsRejected && Faults.Count == 0 && Input.Count is > 0 and <= Shape.MaxRank && Input.All(static d => d > 0)
        && Batch > 0 && Enum.IsDefined(typeof(DataType), ParameterType) && Enum.IsDefined(typeof(DataType), FeatureType)
        && (InputType is not { } input || Enum.IsDefined(typeof(DataType), input));

    /// <summary>The settings where a network's precision is stated: its types go before those of the attribute.</summary>
    public NetworkSettings With(PrecisionSettings? precision)
        => precision is null ? this : this with { ParameterType = precision.Parameters ?? ParameterType, FeatureType = precision.Features ?? FeatureType };

    public static readonly NetworkSettings Default = new([], null, 1, DataType.Float32, DataType.Float32, CountExponentials: false);
}

/// <summary>How the class is declared, which its generated part must repeat.</summary>
/// <param name="Namespace">Empty for the global one.</param>
/// <param name="Types">The containing types and the class itself, outermost first.</param>
/// <param name="MetadataName">Unique in the assembly: namespace, containing types, name.</param>
/// <param name="CanGenerate">Whether another file can add to the class: all of them are partial, and none is local to its file.</param>
/// <param name="HidesBaseCost">Whether a base class has a <c>Cost</c> too.</param>
/// <param name="HasOwnCost">Whether the name <c>Cost</c> is taken, so that the class can't be generated.</param>
/// <param name="IsVisible">Whether the assembly's catalog can name it.</param>
internal sealed record TypeSource(
    string Namespace,
    EquatableArray<TypePart> Types,
    string MetadataName,
    bool CanGenerate,
    bool HidesBaseCost,
    bool HasOwnCost,
    bool IsVisible)
{
    /// <summary>The static member that yields the network, whose constants stand in a class of its name inside <c>Cost</c>; null for a class that is a network itself.</summary>
    public MemberSource? Member { get; init; }

    /// <summary>The static members of a class that are networks too: they share its <c>Cost</c>.</summary>
    public EquatableArray<string> Members { get; init; } = [];

    /// <summary>Whether its C# has partial properties; before it does, none is implemented.</summary>
    public bool HasPartialProperties { get; init; } = true;

    /// <summary>The partial layer properties that the user implements.</summary>
    public EquatableArray<string> Implemented { get; init; } = [];

    /// <summary>
    /// Implementing parts for partial properties that are at fault: without them the compiler would stop before any analyzer
    /// could tell why.
    /// </summary>
    public EquatableArray<string> Substitutes { get; init; } = [];

    /// <summary>What keeps code from being generated, which the generator reports itself.</summary>
    public EquatableArray<Obstacle> Obstacles { get; init; } = [];

    /// <summary>What a class is for that has no part in source, whose summary would else say it; null for one that has.</summary>
    public string? Summary { get; init; }

    /// <summary>Whether the project's C# has nullable reference types (8 and later).</summary>
    public bool KnowsNullable { get; init; }

    /// <summary>Whether the compiler reads documentation: it does in an editor, and in a build that makes a documentation file.</summary>
    public bool IsDocumented { get; init; } = true;
}

/// <summary>A static method or property that yields a network.</summary>
/// <param name="IsPublic">Whether its constants are public; internal else.</param>
/// <param name="OpensCost">Whether it is the first in its <c>Cost</c> and documents that class.</param>
internal sealed record MemberSource(string Name, bool IsPublic, bool OpensCost);

/// <summary>One type of a nesting: <c>partial class Name</c>.</summary>
/// <param name="Name">The name, with its type parameters.</param>
internal sealed record TypePart(string Keyword, string Name);

/// <summary>What keeps code from being generated, and where it stands in a file.</summary>
internal sealed record Obstacle(FaultId Id, string Path, int Start, int Length, string Message);
