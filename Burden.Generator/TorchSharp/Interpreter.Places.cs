using Burden.Generator.Helpers;
using Burden.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Burden.Generator.TorchSharp;

/// <content>Assignments, and what is assigned to.</content>
internal sealed partial class Interpreter
{
    /// <summary>A place that can be read and written. What it hangs on has been evaluated, once.</summary>
    private readonly struct Place(Func<Value> read, Action<Value> write)
    {
        public Value Read() => read();

        public Value Write(Value value)
        {
            value = Copied(value);
            write(value);
            return value;
        }
    }

    private Value Assign(IOperation target, Value value, Frame frame) => PlaceOf(target, frame).Write(value);

    /// <summary>The place that an expression names: C# evaluates its parts before the value that is assigned to it.</summary>
    private Place PlaceOf(IOperation target, Frame frame)
    {
        switch (target)
        {
            case ILocalReferenceOperation local:
                return new Place(
                    () => frame.Find(local.Local) ?? Unassigned(local.Local.Name),
                    local.IsDeclaration ? value => frame.Declare(local.Local, value) : value => frame.Assign(local.Local, value));
            case IParameterReferenceOperation { Parameter: var parameter }:
                return new Place(() => Parameter(parameter, frame), value => AssignParameter(parameter, value, frame));
            case IFieldReferenceOperation { Instance: null } field:
                return new Place(() => StaticField(Closed(field.Field, frame), field), value => statics[Closed(field.Field, frame)] = value);
            case IFieldReferenceOperation field:
                var owner = Evaluate(field.Instance, frame);
                return new Place(() => Field(field, owner, frame), value => AssignField(field, owner, value));
            case IPropertyReferenceOperation { Instance: null } property:
                return new Place(() => StaticProperty(Closed(property.Property, frame), property), value => AssignStatic(Closed(property.Property, frame), value, property));
            case IPropertyReferenceOperation property:
                var instance = Evaluate(property.Instance, frame);
                var indices = property.Property.IsIndexer ? IndicesOf(property, frame) : [];
                return new Place(() => Property(property, instance, indices), value => AssignProperty(property, instance, indices, value));
            case IArrayElementReferenceOperation element:
                var array = Evaluate(element.ArrayReference, frame);
                List<Value> positions = [.. element.Indices.Select(i => Evaluate(i, frame))];
                return new Place(() => Element(array, positions, element), value => AssignElement(array, positions, value, element));
            case IDiscardOperation:
                return new Place(static () => KnownValue.Null, static _ => { });
            case IDeclarationExpressionOperation declaration:
                return PlaceOf(declaration.Expression, frame);
            case ITupleOperation tuple:
                List<Place> parts = [.. tuple.Elements.Select(e => PlaceOf(e, frame))];
                return new Place(() => new TupleValue([.. parts.Select(static p => p.Read())]), value => Deconstruct(parts, value, tuple));
            case IConversionOperation conversion:
                return PlaceOf(conversion.Operand, frame);
            case IParenthesizedOperation parenthesized:
                return PlaceOf(parenthesized.Operand, frame);
            case { } when OperationKinds.IsImplicitIndexer(target):
                var children = target.ChildOperations.ToList();
                var (container, index) = (Evaluate(children[0], frame), Evaluate(children[1], frame));
                return new Place(() => Element(container, [index], target), value => AssignElement(container, [index], value, target));
            default:
                throw target is IInvalidOperation ? CodeFault.Compiler() : CodeFault.Unknown("Burden doesn't follow an assignment to this", target?.Syntax);
        }
    }

    private static void AssignParameter(IParameterSymbol parameter, Value value, Frame frame)
    {
        // A primary constructor's parameter lives as long as the object.
        if (frame.Find(parameter.OriginalDefinition) is null && FieldsOf(frame.Instance) is { } captured && captured.ContainsKey(parameter.OriginalDefinition))
        {
            captured[parameter.OriginalDefinition] = value;
        }
        else
        {
            frame.Assign(parameter.OriginalDefinition, value);
        }
    }

    private void AssignField(IFieldReferenceOperation reference, Value instance, Value value)
    {
        if (FieldsOf(instance) is { } fields)
        {
            fields[reference.Field.OriginalDefinition] = value;
        }
        else if (instance is TupleValue tuple && TupleIndex(reference.Field) is { } index)
        {
            tuple.Items[index] = value;
        }
        else
        {
            torch.Assign(instance, reference.Field.Name, value, reference);
        }
    }

    private void AssignStatic(IPropertySymbol property, Value value, IOperation site)
    {
        if (sources.HasBody(property.SetMethod))
        {
            CallMethod(property.SetMethod!, null, [value], site);
        }
        else
        {
            statics[property] = value;
        }
    }

    private void AssignProperty(IPropertyReferenceOperation reference, Value instance, List<Value> indices, Value value)
    {
        var property = reference.Property;
        if (property.IsIndexer)
        {
            if (FieldsOf(instance) is not null && sources.HasBody(property.SetMethod))
            {
                CallMethod(property.SetMethod!, instance, [.. indices, value], reference);
            }
            else
            {
                AssignElement(instance, Flattened(reference, indices), value, reference);
            }

            return;
        }

        if (FieldsOf(instance) is { } fields)
        {
            var found = Implementation(property, TypeOf(instance));
            if (sources.HasBody(found.SetMethod))
            {
                CallMethod(found.SetMethod!, instance, [value], reference);
                return;
            }

            if (sources.IsInSource(found))
            {
                fields[found.OriginalDefinition] = value;
                return;
            }
        }

        torch.Assign(instance, property.Name, value, reference);
    }

    private void AssignElement(Value container, IReadOnlyList<Value> indices, Value value, IOperation site)
    {
        switch (container)
        {
            case TensorValue tensor:
                torch.AssignIndex(tensor, indices is [ListValue { Type: IArrayTypeSymbol { ElementType.Name: "TensorIndex" } } all] ? all.Items : indices, value, site);
                break;
            case ObjectValue { Collection: { } collection }:
                AssignElement(collection, indices, value, site);
                break;
            case DictionaryValue dictionary:
                dictionary.Set(indices[0], value);
                break;
            case ModuleDictValue dictionary:
                dictionary.Items.Set(
                    dictionary.Items.TryGet(indices[0], out _) ? indices[0] : throw CodeFault.Unknown($"the ModuleDict has no key {indices[0].Noun}; its indexer replaces what it has, and Add adds", site.Syntax),
                    value);
                break;
            case ListValue list:
                var at = list;
                for (var i = 0; i < indices.Count - 1; i++)
                {
                    at = (ListValue)Element(at, [indices[i]], site);
                }

                var position = Position(indices[indices.Count - 1], at.Items.Count, site);
                at.Items[position >= 0 && position < at.Items.Count ? position : throw OutOfRange(Text.Of(position), at.Items.Count, site)] = value;
                break;
            case ModuleListValue list:
                position = Position(indices[0], list.Items.Count, site);
                list.Items[position >= 0 && position < list.Items.Count ? position : throw OutOfRange(Text.Of(position), list.Items.Count, site)] = value;
                break;
            case SequentialModule sequential when value is ModuleValue module:
                position = Position(indices[0], sequential.Children.Count, site);
                sequential.Children[position] = (sequential.Children[position].Name, module);
                break;
            default:
                throw CodeFault.Unknown($"Burden doesn't follow an assignment to an element of {container.Noun}", site.Syntax);
        }
    }

    private void Deconstruct(List<Place> places, Value value, IOperation site)
    {
        var parts = Parts(value, places.Count, site);
        for (var i = 0; i < places.Count; i++)
        {
            places[i].Write(parts[i]);
        }
    }

    /// <summary>What a value is taken apart into.</summary>
    private IReadOnlyList<Value> Parts(Value value, int count, IOperation site)
    {
        switch (value)
        {
            case TupleValue tuple when tuple.Items.Length == count:
                return tuple.Items;
            case UnknownValue:
                return [.. Enumerable.Repeat(value, count)];
            case ObjectValue { Type: var type } @object:
                var method = type.GetMembers("Deconstruct").OfType<IMethodSymbol>().FirstOrDefault(m => m.Parameters.Length == count);
                if (method is not null && sources.HasBody(method))
                {
                    var frame = new Frame(method, value, null);
                    Run(method, frame, site);
                    return [.. method.OriginalDefinition.Parameters.Select(p => frame.Find(p) ?? KnownValue.Null)];
                }

                // A record's own: its positional properties in order.
                if (type.IsRecord && method is not null)
                {
                    return [.. method.Parameters.Select(p => Property(type.GetMembers(p.Name).OfType<IPropertySymbol>().First(), @object, site))];
                }

                break;
        }

        throw CodeFault.Unknown($"{value.Noun} can't be taken apart into {count}", site.Syntax);
    }
}
