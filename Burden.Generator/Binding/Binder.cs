using Burden.Generator.Expressions;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;

namespace Burden.Generator.Binding;

/// <summary>Binds a class: finds its kinds, parses its expressions, looks up its names, and records the errors in it.</summary>
internal sealed class Binder
{
    private readonly ClassDeclaration declaration;
    private readonly LayerNames names;
    private readonly ReadGraph reads;
    private readonly List<Fault> faults = [];

    public Binder(ClassDeclaration declaration)
    {
        this.declaration = declaration;
        names = new LayerNames(declaration);
        reads = new ReadGraph(declaration);
    }

    public BoundClass Bind()
    {
        var layers = new BoundLayer[declaration.Layers.Count];
        for (var i = 0; i < layers.Length; i++)
        {
            layers[i] = Bind(declaration.Layers[i]);
        }

        var defaults = new BoundValue?[declaration.Signature.Count];
        for (var i = 0; i < defaults.Length; i++)
        {
            defaults[i] = declaration.Signature[i].Default is { } constant ? BoundValue.Of(constant) : null;
        }

        var constants = new Dictionary<string, BoundValue>(StringComparer.Ordinal);
        foreach (var constant in declaration.Constants)
        {
            if (!declaration.IsCompiled && Array.IndexOf(RuleChecker.All, constant.Name) < 0 && constants.TryGetValue(constant.Name, out var other) && other.Constant != constant.Value)
            {
                faults.Add(new Fault(
                    FaultId.NameTaken, new Place(declaration.Id, constant.Name), $"'{constant.Name}' is already a constant of a class that '{declaration.Name}' derives from, of another value; rename one"));
            }

            constants[constant.Name] = BoundValue.Of(constant.Value);
        }

        if (declaration.Role is ClassRole.CustomLayer or ClassRole.CustomMerge)
        {
            faults.AddRange(RuleChecker.Check(declaration, constants));
        }
        else
        {
            CheckLayers(layers);
        }

        var precision = PrecisionBinder.Bind(declaration);
        faults.AddRange(declaration.IsCompiled ? [] : precision.Faults);
        return new BoundClass(declaration, layers, defaults, constants, precision, faults);
    }

    private BoundLayer Bind(LayerDeclaration layer)
    {
        var precision = PrecisionBinder.Bind(layer.Precision);
        faults.AddRange(layer.IsCompiled ? [] : precision.Faults);
        var chain = new BoundUse[layer.Chain.Count];
        for (var i = 0; i < chain.Length; i++)
        {
            var use = layer.Chain[i];
            chain[i] = new BoundUse(use, new Place(layer.Owner, layer.Name, use.Attribute), [.. use.Arguments.Select(static a => BoundValue.Of(a.Value))]);
        }

        return new BoundLayer(
            layer,
            chain,
            layer.When is { } when ? BoundValue.Of(when.Value) : null,
            layer.Input is { } input ? BoundValue.Of(input.Value) : null)
        {
            Precision = precision.Settings,
            IsFaulty = precision.IsFaulty,
        };
    }

    private void CheckLayers(IReadOnlyList<BoundLayer> layers)
    {
        if (layers.Count == 0 && !declaration.IsCompiled)
        {
            faults.Add(new Fault(
                FaultId.NoLayers,
                new Place(declaration.Id),
                $"'{declaration.Name}' declares no layers; expected properties such as [Linear(10)] {(declaration.Role == ClassRole.Network ? "public static partial " : "")}Layer Output {{ get; }}"));
        }

        for (var i = 0; i < layers.Count; i++)
        {
            if (!layers[i].Declaration.IsCompiled)
            {
                CheckName(layers[i], i);
            }
        }

        for (var i = 0; i < layers.Count; i++)
        {
            CheckLayer(layers[i], i);
        }

        faults.AddRange(reads.Check(layers, isSound: faults.Count == 0));
    }

    private void CheckName(BoundLayer bound, int index)
    {
        var layer = bound.Declaration;
        if (layer.Name == ReservedNames.Input)
        {
            Report(FaultId.NameTaken, "a layer can't be named 'Input', which names the input");
        }
        else if (layer.Name == ReservedNames.Cost && declaration.Role == ClassRole.Network && layer.Owner != declaration.Id)
        {
            // Of a class that is no network itself: where the network declares it, nothing can be generated, and that is reported.
            Report(FaultId.NameTaken, "a layer can't be named 'Cost', which names the generated class");
        }
        else if (declaration.Signature.Find(layer.Name) is not null)
        {
            Report(FaultId.NameTaken, $"'{layer.Name}' is already a parameter of the module");
        }
        else if (names.Before(layer.Name, index) is >= 0 and var earlier && declaration.Layers[earlier].Owner != layer.Owner)
        {
            // Within one class the compiler reports it.
            Report(FaultId.NameTaken, $"'{layer.Name}' is a layer that the network inherits");
        }

        if (layer.Chain.Count == 0 && layer.Input is null)
        {
            bound.IsFaulty = true;
            Report(FaultId.NoLayers, $"'{layer.Name}' has no layer; expected attributes such as [Conv2d(64, 3), ReLU]");
        }

        if (layer.IsOutput && bound.IsAside)
        {
            Report(FaultId.NoEffect, $"'{layer.Name}' is marked with [Output] and never run (ParametersOnly); expected one of them");
        }

        void Report(FaultId id, string message) => faults.Add(new Fault(id, bound.At(-1), message));
    }

    /// <summary>Checks the names that a property's arguments use, and notes which properties it reads.</summary>
    private void CheckLayer(BoundLayer layer, int index)
    {
        // A condition without a layer is one that is still being typed.
        if (layer is { When: { } when, Chain.Count: > 0 } && !CheckValue(when, layer, layer.At(layer.Declaration.When!.Attribute) with { Argument = 0 }, index))
        {
            when.IsFaulty = true;
        }

        for (var i = 0; i < layer.Chain.Count; i++)
        {
            CheckUse(layer, layer.Chain[i], i, index);
        }
    }

    private void CheckUse(BoundLayer layer, BoundUse use, int position, int index)
    {
        var arguments = use.Use.Arguments;
        for (var i = 0; i < arguments.Count; i++)
        {
            var place = use.Place with { Argument = i };
            if (arguments[i].Name == ReservedNames.SharesWith)
            {
                CheckShared(layer, arguments[i].Value, place, index);
            }
            else if (arguments[i].Name == ReservedNames.OutputType && !layer.Declaration.IsCompiled && IdleType(layer, use) is { } message)
            {
                layer.IsFaulty = true;
                faults.Add(new Fault(FaultId.NoEffect, place, message));
            }
            else if (!layer.Declaration.IsCompiled && arguments[i].Value is TextConstant { Value: var text } && WordMeant(use, arguments[i].Name, text) is { } meant
                && names.Find(text, index) < 0 && !names.IsKnown(text))
            {
                layer.IsFaulty = true;
                ReportUnknown(place with { Length = text.Length }, $"'{text}' is not known here", text, [meant]);
            }
            else if (!IsWord(use, arguments[i]) && !CheckValue(use.Values[i], layer, place, index))
            {
                layer.IsFaulty = true;
            }
        }

        CheckCount(layer, use, position);

        // A merge whose condition is off passes the previous property through.
        if (position == 0 && !HasFrom(use) && (layer.When is not null || !Opens(use)))
        {
            reads.AddPrevious(index);
        }
    }

    /// <summary>Checks that a merge combines as many layers as it needs, as far as counting its arguments shows.</summary>
    private void CheckCount(BoundLayer layer, BoundUse use, int position)
    {
        if (layer is { When: null, Declaration.IsCompiled: false } && use is { Kind: { IsMerge: true } kind } && !ReadGraph.IsRejected(use)
            && use.ArgumentsFor(kind.Signature).Find(MergeKind.LayersParameter) is { Value.Items.Count: var named, Value.Constant: ArrayConstant } layers)
        {
            var count = named + (position > 0 || named == 0 || HasFrom(use) ? 1 : 0);
            if (count < kind.MinInputs)
            {
                layer.IsFaulty = true;
                faults.Add(new Fault(FaultId.MissingInput, layers.PlaceIn(use.Place, -1), MergeKind.TooFew(kind.Name, count, kind.MinInputs)));
            }
        }
    }

    /// <summary>Why the type that a use states has no effect; null where it has.</summary>
    private static string? IdleType(BoundLayer layer, BoundUse use)
        => use.IsModule ? $"OutputType has no effect on the module '{use.Name}'; expected it on a layer inside"
            : layer.Declaration.Precision?.Arguments.Any(static a => a.Name == nameof(PrecisionSettings.Features)) == true ? "OutputType is stated beside a Precision that states Features; expected one of them"
            : null;

    private static bool HasFrom(BoundUse use) => use.Use.Arguments.Any(static a => a.Name == ReservedNames.From);

    /// <summary>Whether a layer that is first in a chain combines only those it names, or reads nothing.</summary>
    private static bool Opens(BoundUse use)
        => (use.IsMerge && use.Use.Arguments.Any(static a => a.Name is null or MergeKind.LayersParameter)) || use.Kind?.MinInputs == 0;

    private static bool IsWord(BoundUse use, Argument argument)
        => argument is { Name: { } name, Value: TextConstant { Value: var text } } && use.Kind?.IsWord(name, text) == true;

    /// <summary>The word that an argument's text would be in another case; null for any other.</summary>
    private static string? WordMeant(BoundUse use, string? argument, string text)
        => argument is not null && use.Kind is { } kind && text.ToLowerInvariant() is var lower && !kind.IsWord(argument, text) && kind.IsWord(argument, lower) ? lower : null;

    private void CheckShared(BoundLayer layer, Constant constant, Place place, int index)
    {
        if (constant is TextConstant { Value: var name } && names.Before(name, index) < 0 && !layer.Declaration.IsCompiled)
        {
            layer.IsFaulty = true;
            ReportUnknown(place, $"SharesWith names '{name}', which is not a layer declared before", name, names.LayersBefore(index));
        }
    }

    /// <summary>Checks the names in a value, and parses its expressions; false where it has an error.</summary>
    private bool CheckValue(BoundValue value, BoundLayer layer, Place place, int index)
    {
        if (value.Constant is ArrayConstant)
        {
            var isSound = true;
            for (var i = 0; i < value.Items.Count; i++)
            {
                isSound &= CheckValue(value.Items[i], layer, place with { Item = i }, index);
            }

            return isSound;
        }

        if (value.Constant is not TextConstant)
        {
            return true;
        }

        try
        {
            return value.Parse().Names.All(n => CheckName(n.Name, layer, place with { Column = n.Column, Length = n.Name.Length }, index));
        }
        catch (ExpressionException fault)
        {
            if (!layer.Declaration.IsCompiled)
            {
                faults.Add(new Fault(FaultId.BadExpression, place with { Column = fault.Column, Length = fault.Length }, fault.Message));
            }

            return layer.Declaration.IsCompiled;
        }
    }

    private bool CheckName(string name, BoundLayer layer, Place place, int index)
    {
        if (names.Find(name, index) is >= 0 and var at)
        {
            reads.Add(index, at);
            if (at < index || layer.Declaration.IsCompiled)
            {
                return true;
            }

            // Cycles are looked for when all layers are known.
            reads.AddForward(index, at, place);
            return false;
        }

        if (names.IsKnown(name) || layer.Declaration.IsCompiled)
        {
            return true;
        }

        ReportUnknown(place, $"'{name}' is not known here", name, names.KnownAt(index));
        return false;
    }

    private void ReportUnknown(Place place, string message, string name, IEnumerable<string> candidates)
    {
        var misspelt = new Misspelling(name, Nearest.Of(name, candidates));
        faults.Add(new Fault(FaultId.UnknownLayer, place, message + misspelt.Question, null, misspelt));
    }
}
