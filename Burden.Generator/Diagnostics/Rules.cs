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

    // The engine words a fault where it finds it, with the figures and names at hand.
    private const string Message = "{0}";

    public static readonly DiagnosticDescriptor NotPartial = new("BRD0001", "A network or a type around it is not partial", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0001"));
    public static readonly DiagnosticDescriptor UnknownLayer = new("BRD0002", "A name means nothing here", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0002"));
    public static readonly DiagnosticDescriptor Cycle = new("BRD0003", "Layers read each other", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0003"));
    public static readonly DiagnosticDescriptor DeclaredLater = new("BRD0004", "A layer is read before it is declared", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0004"));
    public static readonly DiagnosticDescriptor NameTaken = new("BRD0005", "A layer's name is taken", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0005"));
    public static readonly DiagnosticDescriptor ShapeMismatch = new("BRD0006", "Shapes do not fit", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0006"));
    public static readonly DiagnosticDescriptor KernelTooLarge = new("BRD0007", "A kernel is larger than its padded input", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0007"));
    public static readonly DiagnosticDescriptor NotDivisible = new("BRD0008", "Channels are not divisible by groups", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0008"));
    public static readonly DiagnosticDescriptor BadExpression = new("BRD0009", "An expression is faulty", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0009"));
    public static readonly DiagnosticDescriptor OutOfRange = new("BRD0010", "An argument is out of its range", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0010"));
    public static readonly DiagnosticDescriptor MissingInput = new("BRD0011", "An input is missing", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0011"));
    public static readonly DiagnosticDescriptor UnusedLayer = new("BRD0012", "Nothing uses a layer", Message, Declaration, DiagnosticSeverity.Warning, true, null, HelpLink("BRD0012"));
    public static readonly DiagnosticDescriptor SpreadOverFiles = new("BRD0013", "Layers are spread over several files", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0013"));
    public static readonly DiagnosticDescriptor RecursiveModule = new("BRD0014", "A module contains itself or nests too deep", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0014"));
    public static readonly DiagnosticDescriptor Overflow = new("BRD0015", "A figure is beyond 64 bits", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0015"));
    public static readonly DiagnosticDescriptor MissingArgument = new("BRD0016", "An argument is missing", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0016"));
    public static readonly DiagnosticDescriptor MissingRule = new("BRD0017", "A custom layer leaves a rule out", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0017"));
    public static readonly DiagnosticDescriptor TooManyLayers = new("BRD0018", "A network expands to too many layers", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0018"));
    public static readonly DiagnosticDescriptor CannotShare = new("BRD0019", "Layers can not share parameters", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0019"));
    public static readonly DiagnosticDescriptor NoLayers = new("BRD0020", "A layer property or class has no layer", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0020"));
    public static readonly DiagnosticDescriptor BadReport = new("BRD0021", "A report can not be made", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0021"));
    public static readonly DiagnosticDescriptor BadBudget = new("BRD0022", "A budget can never be met or never be exceeded", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0022"));
    public static readonly DiagnosticDescriptor UnknownDefault = new("BRD0023", "A module's default can not be seen from another assembly", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0023"));
    public static readonly DiagnosticDescriptor SeveralOutputs = new("BRD0024", "A module has several outputs", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0024"));
    public static readonly DiagnosticDescriptor NoEffect = new("BRD0025", "Attribute has no effect", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0025"));
    public static readonly DiagnosticDescriptor UnknownFigure = new("BRD0026", "Figure of another network is not known", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0026"));
    public static readonly DiagnosticDescriptor NotSeenOutside = new("BRD0027", "Part of a module is not seen from another assembly", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0027"));
    public static readonly DiagnosticDescriptor UnknownCode = new("BRD0030", "Code that can not be followed", Message, Declaration, DiagnosticSeverity.Error, true, null, HelpLink("BRD0030"));
    public static readonly DiagnosticDescriptor Unregistered = new("BRD0031", "Unregistered parameters", Message, Declaration, DiagnosticSeverity.Warning, true, null, HelpLink("BRD0031"));

    public static readonly DiagnosticDescriptor OverParameters = new("BRD1001", "A budget of parameters is exceeded", Message, Budget, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1001"));
    public static readonly DiagnosticDescriptor OverParameterMemory = new("BRD1002", "A budget of parameter memory is exceeded", Message, Budget, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1002"));
    public static readonly DiagnosticDescriptor OverFeatureMemory = new("BRD1003", "A budget of feature memory is exceeded", Message, Budget, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1003"));
    public static readonly DiagnosticDescriptor OverPeakFeatureMemory = new("BRD1004", "A budget of peak feature memory is exceeded", Message, Budget, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1004"));
    public static readonly DiagnosticDescriptor OverFlops = new("BRD1005", "A budget of FLOPs is exceeded", Message, Budget, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1005"));
    public static readonly DiagnosticDescriptor OverMacs = new("BRD1006", "A budget of MACs is exceeded", Message, Budget, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1006"));
    public static readonly DiagnosticDescriptor NearBudget = new("BRD1010", "A figure is near its limit", Message, Budget, DiagnosticSeverity.Info, false, null, HelpLink("BRD1010"));
    public static readonly DiagnosticDescriptor BadSetting = new("BRD1011", "A limit in the configuration can not be read", Message, Budget, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1011"), WellKnownDiagnosticTags.CompilationEnd);
    public static readonly DiagnosticDescriptor LedgerDiffers = new("BRD1101", "A network differs from the cost ledger", Message, Ledger, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1101"));
    public static readonly DiagnosticDescriptor LedgerMisses = new("BRD1102", "A network is missing from the cost ledger", Message, Ledger, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1102"));
    public static readonly DiagnosticDescriptor LedgerOutlives = new("BRD1103", "A network of the cost ledger is gone", Message, Ledger, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1103"), WellKnownDiagnosticTags.CompilationEnd);
    public static readonly DiagnosticDescriptor LedgerUnreadable = new("BRD1104", "The cost ledger can not be read", Message, Ledger, DiagnosticSeverity.Warning, true, null, HelpLink("BRD1104"));

    private static readonly ImmutableDictionary<FaultId, DiagnosticDescriptor> ByFault = new[]
    {
        NotPartial, UnknownLayer, Cycle, DeclaredLater, NameTaken, ShapeMismatch, KernelTooLarge, NotDivisible, BadExpression, OutOfRange,
        MissingInput, UnusedLayer, SpreadOverFiles, RecursiveModule, Overflow, MissingArgument, MissingRule, TooManyLayers, CannotShare,
        NoLayers, BadReport, BadBudget, UnknownDefault, SeveralOutputs, NoEffect, UnknownFigure, NotSeenOutside, UnknownCode, Unregistered,
    }.ToImmutableDictionary(static d => (FaultId)int.Parse(d.Id.Substring(3), CultureInfo.InvariantCulture));

    /// <summary>The descriptors of declaration faults.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Declarations => ByFault.Values.OrderBy(static d => d.Id, StringComparer.Ordinal).ToImmutableArray();

    public static DiagnosticDescriptor Of(FaultId id) => ByFault[id];

    /// <summary>Where a rule's page can be read; null while the build names no repository. The pages lie in the package too.</summary>
    private static string? HelpLink(string id) => Repository is null ? null : $"{Repository}/blob/main/docs/rules/{id}.md";

    /// <summary>The rules about budgets.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Budgets { get; } =
        ImmutableArray.Create(OverParameters, OverParameterMemory, OverFeatureMemory, OverPeakFeatureMemory, OverFlops, OverMacs, NearBudget, BadSetting, BadBudget, UnknownFigure);

    /// <summary>The rules about the cost ledger.</summary>
    public static ImmutableArray<DiagnosticDescriptor> Ledgers { get; } =
        ImmutableArray.Create(LedgerDiffers, LedgerMisses, LedgerOutlives, LedgerUnreadable);

    /// <summary>The rule that a figure is over its budget.</summary>
    public static DiagnosticDescriptor Over(BudgetFigure figure) => Budgets[figure.Number - 1];
}
