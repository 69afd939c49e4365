using System.Runtime.CompilerServices;
using Burden.Generator.Diagnostics;
using Burden.Generator.Expansion;
using Burden.Generator.Expressions;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.Binding;

/// <summary>Finds what is wrong with a class as it stands, whatever its parameters: names, cycles, layers nobody reads.</summary>
internal sealed class DeclarationChecker
{
    // Weak: a module is checked once, however many networks use it.
    private static readonly ConditionalWeakTable<ClassDeclaration, IReadOnlyList<Fault>> Known = new();

    private readonly ClassDeclaration declaration;
    private readonly ExpressionCache expressions = new();
    private readonly List<Fault> faults = [];
    private readonly Dictionary<string, int> indices = new(StringComparer.Ordinal);
    private readonly List<HashSet<int>> reads = [];
    private readonly List<(int Reader, int Read, Place Place)> forward = [];

    private DeclarationChecker(ClassDeclaration declaration) => this.declaration = declaration;

    /// <summary>The faults of a network: its settings, and the layers it declares itself.</summary>
    public static IReadOnlyList<Fault> Check(NetworkDeclaration network)
    {
        var checker = new DeclarationChecker(network.Class);
        checker.CheckSettings(network.Settings);
        checker.CheckLayers();
        if (network.Source.HasOwnCost && network.Class.Layers.All(static l => l.Name != "Cost"))
        {
            checker.Report(FaultId.NameTaken, new Place(network.Class.Id, network.Class.Name == "Cost" ? null : "Cost"), "'Cost' names the class that is generated in a network");
        }

        return checker.faults;
    }

    /// <summary>The faults of a module or custom layer.</summary>
    public static IReadOnlyList<Fault> Check(ClassDeclaration declaration) => Known.GetValue(declaration, static declaration => CheckClass(declaration));

    private static IReadOnlyList<Fault> CheckClass(ClassDeclaration declaration)
    {
        var checker = new DeclarationChecker(declaration);
        if (declaration.Role == ClassRole.Module)
        {
            checker.CheckLayers();
        }
        else
        {
            checker.CheckRules();
        }

        return checker.faults;
    }

    private void CheckSettings(NetworkSettings settings)
    {
        var place = new Place(declaration.Id, null, Place.Network);
        if (settings.IsRejected)
        {
            return;
        }

        if (settings.Input.Count == 0)
        {
            Report(FaultId.MissingInput, place, $"'{declaration.Name}' has no input; expected its shape, such as [Network(3, 224, 224)]");
        }
        else if (settings.Input.Count > Shape.MaxRank)
        {
            Report(FaultId.OutOfRange, place, $"the input has {Text.Of(settings.Input.Count)} dimensions; expected at most {Text.Of(Shape.MaxRank)}");
        }

        for (var i = 0; i < settings.Input.Count; i++)
        {
            if (settings.Input[i] < 1)
            {
                Report(FaultId.OutOfRange, place with { Argument = i }, $"dimension {Text.Of(i)} of the input is {Text.Of(settings.Input[i])}; expected at least 1");
                return;
            }
        }

        if (settings.Batch < 1)
        {
            Report(FaultId.OutOfRange, place with { Named = "Batch" }, $"the batch is {Text.Of(settings.Batch)}; expected at least 1");
        }

        if (!Enum.IsDefined(typeof(DataType), settings.ParameterType))
        {
            Report(FaultId.OutOfRange, place with { Named = "ParameterType" }, "ParameterType is none of Burden.DataType");
        }

        if (!Enum.IsDefined(typeof(DataType), settings.FeatureType))
        {
            Report(FaultId.OutOfRange, place with { Named = "FeatureType" }, "FeatureType is none of Burden.DataType");
        }
    }

    private void CheckLayers()
    {
        if (declaration.Layers.Count == 0)
        {
            Report(FaultId.NoLayers, new Place(declaration.Id), $"'{declaration.Name}' declares no layers; expected properties such as [Linear(10)] public static partial Layer Output {{ get; }}");
        }

        for (var i = 0; i < declaration.Layers.Count; i++)
        {
            CheckName(declaration.Layers[i], i);
        }

        for (var i = 0; i < declaration.Layers.Count; i++)
        {
            CheckNames(declaration.Layers[i], i);
        }

        CheckOutputs();
    }

    private void CheckName(LayerDeclaration layer, int index)
    {
        var place = new Place(layer.Owner, layer.Name);
        if (layer.Name == Scope.InputName)
        {
            Report(FaultId.NameTaken, place, "a layer can't be named 'Input', which names the input");
        }
        else if (layer.Name == "Cost" && declaration.Role == ClassRole.Network)
        {
            Report(FaultId.NameTaken, place, "a layer can't be named 'Cost', which names the generated class");
        }
        else if (declaration.Signature.Find(layer.Name) is not null)
        {
            Report(FaultId.NameTaken, place, $"'{layer.Name}' is a parameter of the module already");
        }
        else if (indices.TryGetValue(layer.Name, out var earlier))
        {
            // Within one class the compiler speaks of it.
            if (declaration.Layers[earlier].Owner != layer.Owner)
            {
                Report(FaultId.NameTaken, place, $"'{layer.Name}' is a layer that the network inherits");
            }
        }

        indices[layer.Name] = index;
        if (layer.Chain.Count == 0 && layer.Input is null)
        {
            Report(FaultId.NoLayers, place, $"'{layer.Name}' has no layer; expected attributes such as [Conv2d(64, 3), ReLU]");
        }
    }

    /// <summary>Checks the names that a property's arguments use, and notes which properties it reads.</summary>
    private void CheckNames(LayerDeclaration layer, int index)
    {
        var read = new HashSet<int>();
        reads.Add(read);
        // A condition of no layer is a part of what is being typed.
        if (layer.When is { } when && layer.Chain.Count > 0)
        {
            CheckExpression(when.Value, new Place(layer.Owner, layer.Name, when.Attribute, 0), index, read);
        }

        for (var i = 0; i < layer.Chain.Count; i++)
        {
            var use = layer.Chain[i];
            for (var a = 0; a < use.Arguments.Count; a++)
            {
                var argument = use.Arguments[a];
                var place = new Place(layer.Owner, layer.Name, use.Attribute, a);
                if (argument.Name == "SharesWith")
                {
                    CheckShared(argument.Value, place, index);
                }
                else if (!IsWord(use, argument))
                {
                    CheckExpression(argument.Value, place, index, read);
                }
            }

            CheckCount(layer, i);

            // A merge whose condition is off passes the previous property through.
            if (i == 0 && !HasFrom(use) && (layer.When is not null || !Opens(use)))
            {
                for (var previous = index - 1; previous >= 0; previous--)
                {
                    if (declaration.Layers[previous].Input is null)
                    {
                        read.Add(previous);
                        break;
                    }
                }
            }
        }
    }

    /// <summary>Checks that a merge combines as many layers as it needs, as far as that can be told by counting.</summary>
    private void CheckCount(LayerDeclaration layer, int position)
    {
        var use = layer.Chain[position];
        if (layer.When is null && use.Target is { Kind: TargetKind.BuiltIn, IsMerge: true } && LayerKinds.Find(use.Target.Id) is { } kind && !IsRejected(use)
            && kind.Signature.Bind(use.Arguments).TryGetValue(MergeKind.LayersParameter, out var layers) && layers is ArrayConstant { Items.Count: var named })
        {
            var count = named + (position > 0 || named == 0 || HasFrom(use) ? 1 : 0);
            if (count < kind.MinInputs)
            {
                var argument = kind.Signature.Locate(use.Arguments, MergeKind.LayersParameter, -1).Argument;
                Report(FaultId.MissingInput, new Place(layer.Owner, layer.Name, use.Attribute, argument), MergeKind.TooFew(kind.Name, count, kind.MinInputs));
            }
        }
    }

    private static bool HasFrom(LayerUse use) => use.Arguments.Any(static a => a.Name == "From");

    /// <summary>Whether a layer that opens a chain combines just those it names, or reads nothing.</summary>
    private static bool Opens(LayerUse use)
        => (use.Target.IsMerge && use.Arguments.Any(static a => a.Name is null or MergeKind.LayersParameter))
            || (use.Target.Kind == TargetKind.BuiltIn && LayerKinds.Find(use.Target.Id)?.MinInputs == 0);

    private static bool IsWord(LayerUse use, Argument argument)
        => use.Target.Kind == TargetKind.BuiltIn
            && argument.Name is { } name
            && argument.Value is TextConstant { Value: var text }
            && LayerKinds.Find(use.Target.Id)?.IsWord(name, text) == true;

    private void CheckShared(Constant constant, Place place, int index)
    {
        if (constant is TextConstant { Value: var name } && !(indices.TryGetValue(name, out var at) && at < index))
        {
            ReportUnknown(place, $"SharesWith names '{name}', which is no layer declared before", name, declaration.Layers.Take(index).Select(static l => l.Name));
        }
    }

    private void CheckExpression(Constant constant, Place place, int index, HashSet<int> read)
    {
        if (constant is ArrayConstant array)
        {
            for (var i = 0; i < array.Items.Count; i++)
            {
                CheckExpression(array.Items[i], place with { Item = i }, index, read);
            }
        }
        else if (constant is TextConstant { Value: var text })
        {
            try
            {
                foreach (var (name, column) in expressions.Parse(text).Names)
                {
                    if (!CheckName(name, place with { Column = column, Length = name.Length }, index, read))
                    {
                        return;
                    }
                }
            }
            catch (ExpressionException fault)
            {
                Report(FaultId.BadExpression, place with { Column = fault.Column, Length = fault.Length }, fault.Message);
            }
        }
    }

    private bool CheckName(string name, Place place, int index, HashSet<int> read)
    {
        if (indices.TryGetValue(name, out var at))
        {
            read.Add(at);
            if (at < index)
            {
                return true;
            }

            // Whether what is read later reads this in turn is known when all is read.
            forward.Add((index, at, place));
            return false;
        }

        if (name == Scope.InputName || declaration.Signature.Find(name) is not null || declaration.Constants.Any(c => c.Name == name))
        {
            return true;
        }

        var candidates = declaration.Layers.Take(index).Select(static l => l.Name)
            .Concat(declaration.Signature.Names).Concat(declaration.Constants.Select(static c => c.Name)).Append(Scope.InputName);
        ReportUnknown(place, $"'{name}' is not known here", name, candidates);
        return false;
    }

    private void CheckOutputs()
    {
        foreach (var (reader, read, place) in forward)
        {
            if (Cycle(read, reader) is { } cycle)
            {
                var way = string.Join(" -> ", cycle.Prepend(reader).Select(i => declaration.Layers[i].Name));
                Report(FaultId.Cycle, place, $"'{declaration.Layers[reader].Name}' reads itself: {way}");
            }
            else
            {
                Report(FaultId.DeclaredLater, place, $"'{declaration.Layers[read].Name}' is declared after '{declaration.Layers[reader].Name}', which reads it; move it up");
            }
        }

        var outputs = declaration.Layers.Where(static l => l.IsOutput).ToList();
        if (declaration.Role == ClassRole.Module && outputs.Count > 1)
        {
            Report(FaultId.SeveralOutputs, new Place(outputs[1].Owner, outputs[1].Name), $"a module has one output; '{outputs[0].Name}' is marked already");
        }

        // What is wrong above, or what the compiler rejects, may be why nothing reads a layer.
        if (faults.Count > 0 || declaration.Layers.Any(static l => IsRejected(l)))
        {
            return;
        }

        var used = new HashSet<int>(reads.SelectMany(static r => r));
        for (var i = 0; i < declaration.Layers.Count; i++)
        {
            var layer = declaration.Layers[i];
            var isOutput = outputs.Count > 0 ? layer.IsOutput : i == declaration.Layers.Count - 1;
            if (!isOutput && !used.Contains(i))
            {
                Report(FaultId.UnusedLayer, new Place(layer.Owner, layer.Name), $"nothing uses '{layer.Name}'; if it is a result, mark it with [Output]");
            }
        }
    }

    /// <summary>Whether the compiler can't make sense of a layer's attributes.</summary>
    private static bool IsRejected(LayerDeclaration layer) => layer.When?.Value is UnknownConstant || layer.Chain.Any(static u => IsRejected(u));

    /// <summary>Whether the compiler can't make sense of an attribute, or of an argument.</summary>
    private static bool IsRejected(LayerUse use)
    {
        var signature = use.Target.Kind == TargetKind.BuiltIn ? LayerKinds.Find(use.Target.Id)?.Signature : null;
        return use.Target.Kind == TargetKind.Unresolved
            || use.Arguments.Any(a => HasUnknown(a.Value) || (a.Name is { } name && signature?.Takes(name) == false));

        static bool HasUnknown(Constant constant) => constant is UnknownConstant || (constant is ArrayConstant array && array.Items.Any(HasUnknown));
    }

    /// <summary>The way along reads from one property to another; null where there is none.</summary>
    private IReadOnlyList<int>? Cycle(int from, int to)
    {
        var cameFrom = new Dictionary<int, int> { [from] = from };
        var queue = new Queue<int>();
        queue.Enqueue(from);
        while (queue.Count > 0)
        {
            var at = queue.Dequeue();
            if (at == to)
            {
                var way = new List<int> { at };
                while (at != from)
                {
                    at = cameFrom[at];
                    way.Insert(0, at);
                }

                return way;
            }

            foreach (var next in reads[at])
            {
                if (!cameFrom.ContainsKey(next))
                {
                    cameFrom[next] = at;
                    queue.Enqueue(next);
                }
            }
        }

        return null;
    }

    private void CheckRules()
    {
        var missing = CustomLayer.RequiredRules.Where(r => !declaration.Constants.Any(c => c.Name == r)).ToList();
        if (missing.Count > 0)
        {
            Report(FaultId.MissingRule, new Place(declaration.Id), $"the custom layer '{declaration.Name}' leaves out {string.Join(", ", missing)}; expected a constant string for each, such as public const string {missing[0]} = \"{(missing[0] == "Output" ? "Input" : "0")}\"");
        }

        foreach (var rule in declaration.Constants)
        {
            if (Array.IndexOf(CustomLayer.Rules, rule.Name) >= 0 && rule.Value is TextConstant { Value: var text })
            {
                try
                {
                    foreach (var (name, column) in expressions.Parse(text).Names)
                    {
                        if (!IsKnownInRule(name))
                        {
                            ReportUnknown(new Place(declaration.Id, rule.Name, -1, 0, column, name.Length), $"'{name}' is not known here", name, declaration.Signature.Names.Concat(RuleNames));
                            break;
                        }
                    }
                }
                catch (ExpressionException fault)
                {
                    Report(FaultId.BadExpression, new Place(declaration.Id, rule.Name, -1, 0, fault.Column, fault.Length), fault.Message);
                }
            }
        }
    }

    /// <summary>The names that a custom layer's rules may use besides its parameters and constants.</summary>
    private static readonly string[] RuleNames = [Scope.InputName, "Inputs", "Output", "Parameters", "Macs"];

    private bool IsKnownInRule(string name)
        => RuleNames.Contains(name) || declaration.Signature.Find(name) is not null || declaration.Constants.Any(c => c.Name == name);

    private void ReportUnknown(Place place, string message, string name, IEnumerable<string> candidates)
    {
        var misspelt = new Misspelling(name, Nearest.Of(name, candidates));
        Report(FaultId.UnknownLayer, place, message + misspelt.Question, misspelt);
    }

    private void Report(FaultId id, Place place, string message, Misspelling? misspelt = null)
    {
        // An inherited layer's faults are shown where it is declared.
        if (place.Owner == declaration.Id)
        {
            faults.Add(new Fault(id, place, message, null, misspelt));
        }
    }
}
