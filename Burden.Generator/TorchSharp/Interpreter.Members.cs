using Burden.Generator.Helpers;
using Burden.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Burden.Generator.TorchSharp;

/// <content>Fields, properties, elements, and objects that are made of them.</content>
internal sealed partial class Interpreter
{
    private Value Field(IFieldReferenceOperation reference, Frame frame)
    {
        var field = reference.Field;
        if (reference.Instance is null)
        {
            return StaticField(Closed(field, frame), reference);
        }

        return Field(reference, Evaluate(reference.Instance, frame), frame);
    }

    private Value Field(IFieldReferenceOperation reference, Value instance, Frame frame)
    {
        var field = reference.Field;
        if (instance is TupleValue tuple && TupleIndex(field) is { } index && index < tuple.Items.Length)
        {
            return tuple.Items[index];
        }

        return FieldsOf(instance) is { } fields
            ? fields.TryGetValue(field.OriginalDefinition, out var value) ? value : DefaultOf(frame.Resolve(field.Type))
            : torch.Member(instance, field.Name, reference);
    }

    private Value StaticField(IFieldSymbol field, IOperation site)
    {
        if (field.HasConstantValue)
        {
            return new KnownValue(field.ConstantValue);
        }

        Initialize(field.ContainingType);
        if (statics.TryGetValue(field, out var known))
        {
            return known;
        }

        var initializer = sources.Initializer(field);
        var value = initializer is not null ? Evaluate(initializer, FrameOf(field.ContainingType))
            : sources.IsInSource(field) ? DefaultOf(FrameOf(field.ContainingType).Resolve(field.Type))
            : torch.StaticMember(field);
        statics[field] = value;
        return value;
    }

    /// <summary>A static member of a generic class as the type arguments of the calls under way make it: each has values of its own.</summary>
    private static T Closed<T>(T member, Frame frame)
        where T : class, ISymbol
        => member.ContainingType is { IsGenericType: true } type && frame.Resolve(type) is INamedTypeSymbol closed
            ? closed.GetMembers(member.Name).OfType<T>().FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, member.OriginalDefinition)) ?? member
            : member;

    /// <summary>The frame of code that runs for a class itself.</summary>
    private static Frame FrameOf(INamedTypeSymbol? type)
    {
        var frame = new Frame(null, null, null);
        BindContaining(frame, type);
        return frame;
    }

    /// <summary>Which element of a tuple a field is; null for another field.</summary>
    private static int? TupleIndex(IFieldSymbol field)
    {
        var name = (field.CorrespondingTupleField ?? field).Name;
        return name.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(name.Substring(4), out var number) ? number - 1 : null;
    }

    private Value Property(IPropertyReferenceOperation reference, Frame frame)
    {
        var property = reference.Property;
        if (reference.Instance is null)
        {
            return StaticProperty(Closed(Chosen(property, reference.ConstrainedToType, frame), frame), reference);
        }

        var instance = Evaluate(reference.Instance, frame);
        return Property(reference, instance, property.IsIndexer ? IndicesOf(reference, frame) : []);
    }

    private Value Property(IPropertyReferenceOperation reference, Value instance, List<Value> indices)
    {
        var property = reference.Property;
        if (property.IsIndexer)
        {
            return FieldsOf(instance) is not null && sources.HasBody(property.GetMethod)
                ? CallMethod(property.GetMethod!, instance, indices, reference)
                : Element(instance, Flattened(reference, indices), reference);
        }

        return Property(property, instance, reference, IsVirtualCall(reference.Instance!));
    }

    private List<Value> IndicesOf(IPropertyReferenceOperation reference, Frame frame)
        => [.. reference.Arguments.Where(static a => a.Parameter?.Name != "value").Select(a => Evaluate(a.Value, frame))];

    private Value Property(IPropertySymbol property, Value instance, IOperation site, bool isVirtual = true)
    {
        // A nullable's value may be a tuple or an object that has a Value of its own.
        if (property.ContainingType is { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } && instance is not UnknownValue)
        {
            var isNull = IsNull(instance, site);
            return property.Name == "HasValue" ? KnownValue.Of(!isNull)
                : isNull ? throw CodeFault.Unknown("the value of a nullable is asked for, which is null", site.Syntax)
                : instance;
        }

        if (property is { Name: "Value", ContainingType.Name: "Lazy" or "LinkedListNode" or "StrongBox" })
        {
            return instance;
        }

        if (FieldsOf(instance) is { } fields)
        {
            var found = isVirtual ? Implementation(property, TypeOf(instance)) : property;
            if (sources.HasBody(found.GetMethod))
            {
                return CallMethod(found.GetMethod!, instance, [], site);
            }

            if (fields.TryGetValue(found.OriginalDefinition, out var value))
            {
                return value;
            }

            if (sources.IsInSource(found) || instance is ObjectValue { Type.IsAnonymousType: true })
            {
                return DefaultOf(found.Type);
            }
        }

        // A property that an extension adds to a type of others.
        return sources.HasBody(property.GetMethod) ? CallMethod(property.GetMethod!, instance, [], site) : torch.Member(instance, property.Name, site);
    }

    private Value StaticProperty(IPropertySymbol property, IOperation? site)
    {
        Initialize(property.ContainingType);
        return sources.HasBody(property.GetMethod) ? CallMethod(property.GetMethod!, null, [], site)
            : statics.TryGetValue(property, out var known) ? known
            : sources.Initializer(property) is { } initializer ? statics[property] = Evaluate(initializer, FrameOf(property.ContainingType))
            : sources.IsInSource(property) ? DefaultOf(FrameOf(property.ContainingType).Resolve(property.Type))
            : torch.StaticMember(property);
    }

    /// <summary>Runs a class's static constructor, once.</summary>
    private void Initialize(INamedTypeSymbol? type)
    {
        if (type?.StaticConstructors is [{ IsImplicitlyDeclared: false } constructor] && sources.IsInSource(type) && initialized.Add(type))
        {
            Execute(sources.Constructor(constructor).Body, FrameOf(type));
        }
    }

    /// <summary>The items of a <c>params</c> indexer, which C# passes as one array.</summary>
    private static List<Value> Flattened(IPropertyReferenceOperation reference, List<Value> indices)
        => reference.Arguments is [.., { ArgumentKind: ArgumentKind.ParamArray }] && indices[indices.Count - 1] is ListValue rest
            ? [.. indices.Take(indices.Count - 1), .. rest.Items]
            : indices;

    /// <summary>An element of an array, list, dictionary, tensor or text.</summary>
    internal Value Element(Value container, IReadOnlyList<Value> indices, IOperation site)
    {
        switch (container)
        {
            case TensorValue tensor:
                // The indexer of one array of indices, given as an array.
                return torch.Index(tensor, indices is [ListValue { Type: IArrayTypeSymbol { ElementType.Name: "TensorIndex" } } all] ? all.Items : indices, site);
            case ObjectValue { Collection: { } collection }:
                return Element(collection, indices, site);
            case DictionaryValue dictionary:
                return Entry(dictionary, indices[0], site);
            case ModuleDictValue dictionary when Arguments.AsInteger(indices[0]) is { } at:
                return at >= 0 && at < dictionary.Items.Entries.Count && dictionary.Items.Entries[(int)at] is var (entryKey, module) ? new TupleValue([entryKey, module]) : throw OutOfRange(Text.Of(at), dictionary.Items.Entries.Count, site);
            case ModuleDictValue dictionary:
                return Entry(dictionary.Items, indices[0], site);
            case ParameterCollectionValue { Items: var entries } when entries.TryGet(indices[0] is KnownValue { Boxed: int number } ? new KnownValue(Text.Of(number)) : indices[0], out var entry):
                return entry;
            case UnknownValue:
                return container;
        }

        if (indices.Count > 1)
        {
            // A rectangular array is a list of lists here.
            return indices.Aggregate(container, (inner, index) => Element(inner, [index], site));
        }

        var items = container is ListValue { Items: var own } ? own : Items(container, site);

        if (container is SequentialModule && indices[0] is TupleValue { Items: [var from, var to] })
        {
            indices = [new RangeValue(from is KnownValue { Boxed: null } ? null : from, to is KnownValue { Boxed: null } ? null : to)];
        }

        if (indices[0] is RangeValue range)
        {
            var start = range.Start is null ? 0 : Position(range.Start, items.Count, site);
            var end = range.End is null ? items.Count : Position(range.End, items.Count, site);
            return start >= 0 && start <= end && end <= items.Count
                ? container switch
                {
                    KnownValue { Boxed: string text } => new KnownValue(text.Substring(start, end - start)),
                    SequentialModule whole => ModuleFunctions.Part(whole, start, end, site),
                    _ => new ListValue(items.Skip(start).Take(end - start)),
                }
                : throw OutOfRange($"{start}..{end}", items.Count, site);
        }

        if (container is SequentialModule && indices[0] is KnownValue { Boxed: string name })
        {
            return ((SequentialModule)container).Children.FirstOrDefault(c => c.Name == name).Module ?? throw CodeFault.Unknown($"there is no module '{name}'", site.Syntax);
        }

        var position = Position(indices[0], items.Count, site);
        return position >= 0 && position < items.Count ? items[position] : throw OutOfRange(Text.Of(position), items.Count, site);
    }

    private static Value Entry(DictionaryValue dictionary, Value key, IOperation site)
        => key is UnknownValue unknown ? throw CodeFault.Unknown($"the key isn't known: {unknown.Why}", site.Syntax)
            : dictionary.TryGet(key, out var value) ? value
            : throw CodeFault.Unknown($"the dictionary has no key {key.Noun}", site.Syntax);

    private static CodeFault OutOfRange(string index, int count, IOperation site)
        => new(FaultId.OutOfRange, $"the index is {index}; expected 0 to {count - 1}", site.Syntax);

    private static int Position(Value index, int count, IOperation site) => index switch
    {
        FromEndValue fromEnd => count - Position(fromEnd.Index, count, site),
        UnknownValue unknown => throw CodeFault.Unknown($"the index isn't known: {unknown.Why}", site.Syntax),
        _ => Arguments.AsInteger(index) is { } number and >= int.MinValue and <= int.MaxValue ? (int)number
            : throw CodeFault.Unknown($"the index is {index.Noun}", site.Syntax),
    };

    /// <summary><c>x[^1]</c> and <c>x[1..]</c> on types that take integers alone.</summary>
    private Value ImplicitIndexer(IOperation operation, Frame frame)
    {
        var children = operation.ChildOperations.ToList();
        return Element(Evaluate(children[0], frame), [Evaluate(children[1], frame)], operation);
    }

    private Value CreateArray(IArrayCreationOperation array, Frame frame)
    {
        if (array.Initializer is { } initializer)
        {
            return Elements(initializer, array.Type, frame);
        }

        var element = (array.Type as IArrayTypeSymbol)?.ElementType;
        var sizes = array.DimensionSizes.Select(s => EvaluateKnown(s, frame, "the array's size") is { } size ? CSharpOperators.ToInt64(size) : 0).ToList();
        return Filled(0);

        Value Filled(int axis) => sizes[axis] is < 0 or > 1_000_000
            ? throw new CodeFault(FaultId.OutOfRange, $"the array's size is {Text.Of(sizes[axis])}", array.Syntax)
            : new ListValue(Enumerable.Range(0, (int)sizes[axis]).Select(_ => axis == sizes.Count - 1 ? DefaultOf(element) : Filled(axis + 1)), axis == 0 ? array.Type : null);
    }

    private ListValue Elements(IArrayInitializerOperation initializer, ITypeSymbol? type, Frame frame)
        => new(initializer.ElementValues.Select(e => e is IArrayInitializerOperation inner ? Elements(inner, null, frame) : Copied(Evaluate(e, frame))), type);

    /// <summary>A collection expression: <c>[a, .. b]</c>.</summary>
    private Value Collection(IOperation operation, Frame frame)
    {
        var items = new List<Value>();
        foreach (var element in operation.ChildOperations)
        {
            if (element is IArgumentOperation { Value: var handed } argument)
            {
                // What makes the collection takes the elements; what else it takes isn't followed.
                if (argument.ArgumentKind == ArgumentKind.Explicit && !OperationKinds.IsPlaceholder(handed))
                {
                    throw CodeFault.Unknown("Burden doesn't follow arguments of a collection expression", handed.Syntax);
                }
            }
            else if (OperationKinds.IsSpread(element))
            {
                items.AddRange(Items(Evaluate(element.ChildOperations.First(), frame), element));
            }
            else
            {
                items.Add(Copied(Evaluate(element, frame)));
            }
        }

        return torch.Collect(items, operation.Type, operation);
    }

    private Value CreateAnonymous(IAnonymousObjectCreationOperation anonymous, Frame frame)
    {
        var created = new ObjectValue((INamedTypeSymbol)anonymous.Type!);
        foreach (var initializer in anonymous.Initializers.OfType<ISimpleAssignmentOperation>())
        {
            if (initializer.Target is IPropertyReferenceOperation { Property: var property })
            {
                created.Fields[property.OriginalDefinition] = Evaluate(initializer.Value, frame);
            }
        }

        return created;
    }

    private Value With(IWithOperation with, Frame frame)
    {
        if (Evaluate(with.Operand, frame) is not ObjectValue original)
        {
            throw CodeFault.Unknown("Burden doesn't follow this 'with'", with.Syntax);
        }

        var copy = original.Copy();
        Initialize(with.Initializer, copy, frame);
        return copy;
    }

    /// <summary>Runs an object or collection initializer.</summary>
    private void Initialize(IObjectOrCollectionInitializerOperation? initializer, Value target, Frame frame)
    {
        if (initializer is null)
        {
            return;
        }

        frame.Receivers.Push(target);
        try
        {
            foreach (var part in initializer.Initializers)
            {
                if (part is IMemberInitializerOperation member)
                {
                    Initialize(member.Initializer, Evaluate(member.InitializedMember, frame), frame);
                }
                else
                {
                    Evaluate(part, frame);
                }
            }
        }
        finally
        {
            frame.Receivers.Pop();
        }
    }
}
