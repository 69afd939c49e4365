using Burden.Generator.Expansion;
using Burden.Generator.Helpers;
using Burden.Generator.Layers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Burden.Generator.Parsing;

/// <summary>Gives the names and constants of a part the meaning they have in a compilation.</summary>
internal static class PartLinker
{
    /// <summary>Links a part; where nothing it rests on has changed, the result is the very same object as last time.</summary>
    /// <param name="owner">The id of the class.</param>
    /// <param name="scopeSuffix">What distinguishes the scope of a class that has other parts; empty for most.</param>
    public static LinkedPart Link(PartSyntax part, string owner, string scopeSuffix, CompilationNames names, Compilation compilation, CancellationToken cancellation)
    {
        var scope = part.Scope + scopeSuffix;
        var targets = Targets(part, scopeSuffix, names, compilation, cancellation).ToEquatableArray();
        var types = part.TypeNames.Select(t => names.IsLayer(scope, t.Name, t.Type, compilation, cancellation)).ToEquatableArray();
        var constants = part.Pending.Select(e => Constant(e, compilation, cancellation)).ToEquatableArray();
        if (part.Linked is { } last && last.Targets.Equals(targets) && last.Types.Equals(types) && last.Constants.Equals(constants))
        {
            return last;
        }

        var linked = new LinkedPart(
            targets,
            types,
            constants,
            part.Properties.Where(p => types[p.Type]).Select(p => Layer(p, owner, targets, constants)).ToEquatableArray(),
            part.Constants.Select(c => c with { Value = Resolve(c.Value, constants) }).ToEquatableArray(),
            part.Constructor.Select(p => Parameter(p, constants)).ToEquatableArray(),
            part.Settable.Where(p => !IsLayerProperty(part, p.Name, types)).Select(p => Parameter(p, constants)).ToEquatableArray(),
            part.Constructor.Count > 0 && part.Constructor[^1].IsParams,
            targets.Where(static t => t.Kind == TargetKind.Class).Select(static t => t.Id).Distinct().ToEquatableArray())
        {
            CertainFrom = part.CertainFrom,
            Assigned = part.Assigned.Count == 0 ? [] : part.Assigned.Select(c => c with { Value = Resolve(c.Value, constants) }).ToEquatableArray(),
        };
        part.Linked = linked;
        return linked;
    }

    /// <summary>What the attribute names of a part mean.</summary>
    public static IEnumerable<LayerTarget> Targets(PartSyntax part, string scopeSuffix, CompilationNames names, Compilation compilation, CancellationToken cancellation)
        => part.AttributeNames.Select(a => names.Attribute(part.Scope + scopeSuffix, a.Name, a.Attribute, compilation, cancellation));

    private static bool IsLayerProperty(PartSyntax part, string name, EquatableArray<bool> types)
        => part.Properties.Any(p => p.Name == name && types[p.Type]);

    private static Constant Constant(ExpressionSyntax expression, Compilation compilation, CancellationToken cancellation)
    {
        if (new CostConstants(compilation, cancellation).Evaluate(expression) is { } figure)
        {
            return figure.Constant;
        }

        var model = compilation.GetSemanticModel(expression.SyntaxTree);
        if (model.GetConstantValue(expression, cancellation) is { HasValue: true, Value: var value })
        {
            return ConstantReader.FromValue(value);
        }

        if (expression is TypeOfExpressionSyntax typeOf)
        {
            return model.GetTypeInfo(typeOf.Type, cancellation).Type is null or IErrorTypeSymbol ? new UnknownConstant() : new OtherConstant("a type");
        }

        // The compiler requires a constant everywhere but in a property's initial value.
        return expression.FirstAncestorOrSelf<AttributeSyntax>() is null
            && expression.FirstAncestorOrSelf<PropertyDeclarationSyntax>() is not null
            && model.GetTypeInfo(expression, cancellation).Type is not (null or IErrorTypeSymbol)
                ? new OtherConstant("not a constant")
                : new UnknownConstant();
    }

    private static Parameter Parameter(ParameterSyntaxModel parameter, EquatableArray<Constant> constants)
        => new(parameter.Name, parameter.Default is null ? null : Resolve(parameter.Default, constants));

    private static LayerDeclaration Layer(PropertySyntax property, string owner, EquatableArray<LayerTarget> targets, EquatableArray<Constant> constants)
    {
        var chain = new List<LayerUse>();
        AttributeArgument? when = null;
        AttributeArgument? input = null;
        var isOutput = false;
        var hasBudget = false;
        PrecisionUse? precision = null;
        Constant? inputType = null;
        foreach (var attribute in property.Attributes)
        {
            var target = targets[attribute.Name];
            var arguments = attribute.Arguments.Select(a => a with { Value = Resolve(a.Value, constants) }).ToEquatableArray();
            switch (target.Kind)
            {
                case TargetKind.None:
                    break;
                case TargetKind.Budget:
                    hasBudget = true;
                    break;
                case TargetKind.Precision:
                    precision = new PrecisionUse(new Place(owner, property.Name, attribute.Ordinal), arguments);
                    break;
                case TargetKind.When:
                    when = new AttributeArgument(arguments.Count > 0 ? arguments[0].Value : new UnknownConstant(), attribute.Ordinal);
                    break;
                case TargetKind.Input:
                    inputType = arguments.FirstOrDefault(static a => a.Name == "Type")?.Value;
                    var shape = arguments.Where(static a => a.Name != "Type").Select(static a => a.Value).ToEquatableArray();
                    input = new AttributeArgument(shape is [ArrayConstant array] ? array : new ArrayConstant(shape), attribute.Ordinal);
                    break;
                case TargetKind.Output:
                    isOutput = true;
                    break;
                default:
                    chain.Add(new LayerUse(target, arguments, attribute.Ordinal));
                    break;
            }
        }

        return new LayerDeclaration(owner, property.Name, chain.ToEquatableArray(), when, input, isOutput, property.Source, hasBudget) { Precision = precision, InputType = inputType };
    }

    private static Constant Resolve(Constant constant, EquatableArray<Constant> constants) => constant switch
    {
        PendingConstant pending => constants[pending.Index],
        ArrayConstant array => new ArrayConstant(array.Items.Select(item => Resolve(item, constants)).ToEquatableArray()),
        _ => constant,
    };
}
