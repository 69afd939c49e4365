using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Burden.Generator.Budgets;
using Burden.Generator.Costs;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Diagnostics;

/// <summary>The descriptors of all diagnostics; each has a page in docs/rules.</summary>
internal static class Rules
{
    private const string Declaration = "Burden.Declaration";
    private const string Budget = "Burden.Budget";
    private const string Ledger = "Burden.Ledger";

    /// <summary>The build's property RepositoryUrl; null while it is unset.</summary>
    private static readonly string? Repository = typeof(Rules).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(static m => m.Key == "RepositoryUrl")?.Value?.TrimEnd('/');

    // A fault's message is worded where it is found, with figures and names at hand.
    private const string Message = "{0}";

    public static readonly DiagnosticDescriptor NotPartial = new("BRD0001", "Unsupported network class", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0001"));
    public static readonly DiagnosticDescriptor UnknownLayer = new("BRD0002", "Unknown name", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0002"));
    public static readonly DiagnosticDescriptor Cycle = new("BRD0003", "Cyclic layer reference", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0003"));
    public static readonly DiagnosticDescriptor DeclaredLater = new("BRD0004", "Layer read before its declaration", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0004"));
    public static readonly DiagnosticDescriptor NameTaken = new("BRD0005", "Conflicting layer name", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0005"));
    public static readonly DiagnosticDescriptor ShapeMismatch = new("BRD0006", "Shape mismatch", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0006"));
    public static readonly DiagnosticDescriptor KernelTooLarge = new("BRD0007", "Kernel larger than its padded input", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0007"));
    public static readonly DiagnosticDescriptor NotDivisible = new("BRD0008", "Channels not divisible by groups", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0008"));
    public static readonly DiagnosticDescriptor BadExpression = new("BRD0009", "Invalid expression", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0009"));
    public static readonly DiagnosticDescriptor OutOfRange = new("BRD0010", "Argument out of range", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0010"));
    public static readonly DiagnosticDescriptor MissingInput = new("BRD0011", "Missing input", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0011"));
    public static readonly DiagnosticDescriptor UnusedLayer = new("BRD0012", "Unused layer", Message, Declaration, DiagnosticSeverity.Warning, true, null, HelpLink("BRD0012"));
    public static readonly DiagnosticDescriptor SpreadOverFiles = new("BRD0013", "Layers in several files", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0013"));
    public static readonly DiagnosticDescriptor RecursiveModule = new("BRD0014", "Recursive or too deeply nested module", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0014"));
    public static readonly DiagnosticDescriptor Overflow = new("BRD0015", "Cost overflows Int64", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0015"));
    public static readonly DiagnosticDescriptor MissingArgument = new("BRD0016", "Missing argument", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0016"));
    public static readonly DiagnosticDescriptor MissingRule = new("BRD0017", "Missing rule of a custom layer", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0017"));
    public static readonly DiagnosticDescriptor TooManyLayers = new("BRD0018", "Too many layers", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0018"));
    public static readonly DiagnosticDescriptor CannotShare = new("BRD0019", "Invalid weight sharing", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0019"));
    public static readonly DiagnosticDescriptor NoLayers = new("BRD0020", "Missing layer", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0020"));
    public static readonly DiagnosticDescriptor BadReport = new("BRD0021", "Invalid report", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0021"));
    public static readonly DiagnosticDescriptor BadBudget = new("BRD0022", "Invalid budget", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0022"));
    public static readonly DiagnosticDescriptor UnknownDefault = new("BRD0023", "Default value hidden from other assemblies", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0023"));
    public static readonly DiagnosticDescriptor SeveralOutputs = new("BRD0024", "Several outputs of a module", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0024"));
    public static readonly DiagnosticDescriptor NoEffect = new("BRD0025", "Attribute without effect", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0025"));
    public static readonly DiagnosticDescriptor UnknownFigure = new("BRD0026", "Unknown figure of another network", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0026"));
    public static readonly DiagnosticDescriptor NotSeenOutside = new("BRD0027", "Module part hidden from other assemblies", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0027"));
    public static readonly DiagnosticDescriptor NotImplemented = new("BRD0028", "Partial layer without implementation", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0028"));
    public static readonly DiagnosticDescriptor UnknownCode = new("BRD0030", "Unsupported code", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0030"));
    public static readonly DiagnosticDescriptor Unregistered = new("BRD0031", "Unregistered parameters", Message, Declaration, DiagnosticSeverity.Warning, true, null, HelpLink("BRD0031"));

    public static readonly DiagnosticDescriptor UnreadableModel = new("BRD0101", "Unreadable ONNX file", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0101"));
    public static readonly DiagnosticDescriptor BadModelClass = new("BRD0102", "Invalid class of an ONNX file", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0102"));
    public static readonly DiagnosticDescriptor UnusedDimension = new("BRD0103", "Unused dimension of an ONNX file", Message, Declaration, DiagnosticSeverity.Warning, true, null, HelpLink("BRD0103"));

    public static readonly DiagnosticDescriptor OverParameters = new("BRD1001", "Parameters over budget", Message, Budget, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1001"));
    public static readonly DiagnosticDescriptor OverParameterMemory = new("BRD1002", "Parameter memory over budget", Message, Budget, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1002"));
    public static readonly DiagnosticDescriptor OverFeatureMemory = new("BRD1003", "Feature memory over budget", Message, Budget, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1003"));
    public static readonly DiagnosticDescriptor OverPeakFeatureMemory = new("BRD1004", "Peak feature memory over budget", Message, Budget, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1004"));
    public static readonly DiagnosticDescriptor OverFlops = new("BRD1005", "FLOPs over budget", Message, Budget, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1005"));
    public static readonly DiagnosticDescriptor OverMacs = new("BRD1006", "MACs over budget", Message, Budget, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1006"));
    public static readonly DiagnosticDescriptor OverArena = new("BRD1007", "Arena over budget", Message, Budget, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1007"));
    public static readonly DiagnosticDescriptor OverTraffic = new("BRD1008", "Memory traffic over budget", Message, Budget, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1008"));
    public static readonly DiagnosticDescriptor OverTime = new("BRD1009", "Time over budget on a device", Message, Budget, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1009"));
    public static readonly DiagnosticDescriptor DoesNotFit = new("BRD1012", "Network too large for a device", Message, Budget, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1012"));
    public static readonly DiagnosticDescriptor OverTraining = new("BRD1013", "Training memory over budget", Message, Budget, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1013"));
    public static readonly DiagnosticDescriptor OverCache = new("BRD1014", "Key-value cache over budget", Message, Budget, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1014"));
    public static readonly DiagnosticDescriptor OverStep = new("BRD1015", "FLOPs of training or decoding over budget", Message, Budget, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1015"));
    public static readonly DiagnosticDescriptor NearBudget = new("BRD1010", "Figure near its limit", Message, Budget, DiagnosticSeverity.Info, false, null, HelpLink("BRD1010"));
    public static readonly DiagnosticDescriptor BadSetting = new("BRD1011", "Invalid setting in the configuration", Message, Budget, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1011"), WellKnownDiagnosticTags.CompilationEnd);
    public static readonly DiagnosticDescriptor LedgerDiffers = new("BRD1101", "Difference from the cost ledger", Message, Ledger, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1101"));
    public static readonly DiagnosticDescriptor LedgerMisses = new("BRD1102", "Network missing from the cost ledger", Message, Ledger, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1102"));
    public static readonly DiagnosticDescriptor LedgerOutlives = new("BRD1103", "Obsolete entry in the cost ledger", Message, Ledger, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1103"), WellKnownDiagnosticTags.CompilationEnd);
    public static readonly DiagnosticDescriptor LedgerUnreadable = new("BRD1104", "Unreadable cost ledger", Message, Ledger, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1104"));

    private static readonly ImmutableDictionary<FaultId, DiagnosticDescriptor> ByFault = new[]
    {
        NotPartial, UnknownLayer, Cycle, DeclaredLater, NameTaken, ShapeMismatch, KernelTooLarge, NotDivisible, BadExpression, OutOfRange,
        MissingInput, UnusedLayer, SpreadOverFiles, RecursiveModule, Overflow, MissingArgument, MissingRule, TooManyLayers, CannotShare,
        NoLayers, BadReport, BadBudget, UnknownDefault, SeveralOutputs, NoEffect, UnknownFigure, NotSeenOutside, NotImplemented, UnknownCode, Unregistered,
    }.ToImmutableDictionary(static d => (FaultId)int.Parse(d.Id.Substring(3), CultureInfo.InvariantCulture));

    /// <summary>The descriptors of declaration faults.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Declarations => ByFault.Values.OrderBy(static d => d.Id, StringComparer.Ordinal).ToImmutableArray();

    public static DiagnosticDescriptor Of(FaultId id) => ByFault[id];

    /// <summary>Where a rule's page can be read; null while the build names no repository. The pages lie in the package too.</summary>
    private static string? HelpLink(string id) => Repository is null ? null : $"{Repository}/blob/main/docs/rules/{id}.md";

    /// <summary>The rules about budgets.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Budgets { get; } =
        ImmutableArray.Create(OverParameters, OverParameterMemory, OverFeatureMemory, OverPeakFeatureMemory, OverFlops, OverMacs, OverArena, OverTraffic, OverTime, DoesNotFit, OverTraining, OverCache, OverStep, NearBudget, BadSetting, BadBudget, UnknownFigure);

    /// <summary>The rules about ONNX files. The generator reports what keeps figures from being known.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Models { get; } =
        ImmutableArray.Create(UnreadableModel, BadModelClass, UnusedDimension, Overflow);

    /// <summary>The rules about the cost ledger.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Ledgers { get; } =
        ImmutableArray.Create(LedgerDiffers, LedgerMisses, LedgerOutlives, LedgerUnreadable);

    /// <summary>The rule of a number that an analysis's limit has.</summary>
    public static DiagnosticDescriptor OverLimit(int number) => Budgets.First(d => d.Id == $"BRD{number.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>The rule that a figure is over its budget.</summary>
    public static DiagnosticDescriptor Over(BudgetFigure figure) => Budgets[figure.Number - 1];
}
