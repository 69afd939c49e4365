using Burden.Generator.Helpers;
using Burden.Generator.Model;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.TorchSharp;

/// <content>Lists, dictionaries and LINQ.</content>
internal sealed partial class SystemLibrary
{
    /// <summary>The most items that a list may have.</summary>
    private const int MaxItems = 1_000_000;

    private Value? List(ListValue list, Arguments a)
    {
        var items = list.Items;
        switch (a.Name)
        {
            case "Add" or "Enqueue" or "AddLast":
                if (list.Type?.Name is "HashSet" or "SortedSet")
                {
                    var isNew = !items.Exists(i => Interpreter.AreEqual(i, a[0]));
                    if (isNew)
                    {
                        items.Add(a[0]);
                    }

                    return KnownValue.Of(isNew);
                }

                items.Add(a[0]);
                return VoidValue.Instance;
            case "AddRange" or "UnionWith":
                items.AddRange(interpreter.Items(a[0], a.Site));
                return VoidValue.Instance;
            case "Push":
                items.Insert(0, a[0]);
                return VoidValue.Instance;
            case "Insert":
                items.Insert((int)a.Integer("index"), a[1]);
                return VoidValue.Instance;
            case "InsertRange":
                items.InsertRange((int)a.Integer("index"), interpreter.Items(a[1], a.Site));
                return VoidValue.Instance;
            case "Pop" or "Dequeue" when items.Count > 0:
                var taken = items[0];
                items.RemoveAt(0);
                return taken;
            case "Peek" when items.Count > 0:
                return items[0];
            case "RemoveAt":
                if (a.Integer("index") is var position && (position < 0 || position >= items.Count))
                {
                    throw new CodeFault(FaultId.OutOfRange, $"the index is {position}; expected 0 to {items.Count - 1}", a.Site.Syntax);
                }

                items.RemoveAt((int)position);
                return VoidValue.Instance;
            case "RemoveRange":
                items.RemoveRange((int)a.Integer("index"), (int)a.Integer("count"));
                return VoidValue.Instance;
            case "Remove":
                var index = items.FindIndex(i => Interpreter.AreEqual(i, a[0]));
                if (index >= 0)
                {
                    items.RemoveAt(index);
                }

                return KnownValue.Of(index >= 0);
            case "RemoveAll":
                return new KnownValue(items.RemoveAll(i => IsTrue(a[0], i, a)));
            case "Clear":
                items.Clear();
                return VoidValue.Instance;
            case "Reverse":
                items.Reverse();
                return VoidValue.Instance;
            case "Contains":
                return KnownValue.Of(items.Exists(i => Interpreter.AreEqual(i, a[0])));
            case "IndexOf":
                return new KnownValue(items.FindIndex(i => Interpreter.AreEqual(i, a[0])));
            case "ToArray" or "ToList" or "AsReadOnly" or "Clone" or "AsSpan":
                return new ListValue(items, a.Method.ReturnType);
            case "GetRange" or "Slice":
                return new ListValue(items.Skip((int)a.Integer("index", "start")).Take((int)a.Integer("count", "length")));
            case "ForEach":
                foreach (var item in items.ToList())
                {
                    Apply(a[0], a, item);
                }

                return VoidValue.Instance;
            case "ConvertAll":
                return new ListValue(items.Select(i => Apply(a[0], a, i)).ToList());
            case "Find":
                return items.Find(i => IsTrue(a[0], i, a)) ?? KnownValue.Null;
            case "Exists":
                return KnownValue.Of(items.Exists(i => IsTrue(a[0], i, a)));
            case "GetLength":
                return new KnownValue(items.Count);
            case "SetValue" or "CopyTo" or "Sort":
                return null;
            case "GetEnumerator" or "AsEnumerable":
                return list;
            case "Equals":
                return KnownValue.Of(ReferenceEquals(list, a[0]));
            default:
                return null;
        }
    }

    private static Value? Dictionary(DictionaryValue dictionary, Arguments a)
    {
        switch (a.Name)
        {
            case "Add":
                dictionary.Set(a[0], a[1]);
                return VoidValue.Instance;
            case "TryAdd":
                var isNew = !dictionary.TryGet(a[0], out _);
                if (isNew)
                {
                    dictionary.Set(a[0], a[1]);
                }

                return KnownValue.Of(isNew);
            case "ContainsKey":
                return a[0] is UnknownValue ? a[0] : KnownValue.Of(dictionary.TryGet(a[0], out _));
            case "TryGetValue":
                var found = dictionary.TryGet(a[0], out var value);
                a.Items[1].Assign?.Invoke(found ? value : Interpreter.DefaultOf(a.Items[1].Parameter.Type));
                return KnownValue.Of(found);
            case "Remove":
                return KnownValue.Of(dictionary.Remove(a[0]));
            case "Clear":
                dictionary.Clear();
                return VoidValue.Instance;
            default:
                return null;
        }
    }

    private Value? Linq(Arguments a)
    {
        switch (a.Name)
        {
            case "Range":
                var (from, count) = (a.Integer("start"), a.Integer("count"));
                return count is >= 0 and <= MaxItems
                    ? new ListValue(Enumerable.Range((int)from, (int)count).Select(static i => (Value)new KnownValue(i)))
                    : throw new CodeFault(FaultId.OutOfRange, $"Range: the count is {count}", a.Site.Syntax);
            case "Repeat":
                var times = a.Integer("count");
                return times is >= 0 and <= MaxItems
                    ? new ListValue(Enumerable.Repeat(a[0], (int)times))
                    : throw new CodeFault(FaultId.OutOfRange, $"Repeat: the count is {times}", a.Site.Syntax);
            case "Empty":
                return new ListValue([]);
        }

        if (a[0] is UnknownValue)
        {
            return a[0];
        }

        var items = interpreter.Items(a[0], a.Site);
        var function = a.Count > 1 ? a[1] as DelegateValue : null;
        switch (a.Name)
        {
            case "Select":
                return new ListValue(items.Select((item, i) => ApplyIndexed(function!, a, item, i)).ToList());
            case "SelectMany":
                return new ListValue(items.SelectMany((item, i) => interpreter.Items(ApplyIndexed(function!, a, item, i), a.Site).Select(inner => a.Count > 2 ? Apply(a[2], a, item, inner) : inner)).ToList());
            case "Where":
                return new ListValue(items.Where((item, i) => IsTrue(ApplyIndexed(function!, a, item, i), a)).ToList());
            case "ToArray" or "ToList" or "AsEnumerable" or "ToImmutableArray" or "ToImmutableList":
                return new ListValue(items, a.Method.ReturnType);
            case "ToHashSet" or "Distinct":
                return new ListValue(Distinct(items), a.Method.ReturnType);
            case "OfType" or "Cast":
                return new ListValue(a.Name == "Cast" ? items : items.Where(item => IsOf(item, a.Method.TypeArguments[0])));
            case "Reverse":
                return new ListValue(items.Reverse());
            case "Concat" or "Union":
                return new ListValue(items.Concat(interpreter.Items(a[1], a.Site)));
            case "Append":
                return new ListValue(items.Append(a[1]));
            case "Prepend":
                return new ListValue(items.Prepend(a[1]));
            case "Zip":
                var other = interpreter.Items(a[1], a.Site);
                return new ListValue(items.Zip(other, (x, y) => a.Count > 2 && a[2] is DelegateValue ? Apply(a[2], a, x, y) : new TupleValue([x, y])).ToList());
            case "Skip":
                return new ListValue(items.Skip((int)a.Integer("count")));
            case "Take" when a[1] is not RangeValue:
                return new ListValue(items.Take((int)a.Integer("count")));
            case "SkipLast":
                return new ListValue(items.Take(Math.Max(0, items.Count - (int)a.Integer("count"))));
            case "TakeLast":
                return new ListValue(items.Skip(Math.Max(0, items.Count - (int)a.Integer("count"))));
            case "SkipWhile":
                return new ListValue(items.SkipWhile(item => IsTrue(a[1], item, a)));
            case "TakeWhile":
                return new ListValue(items.TakeWhile(item => IsTrue(a[1], item, a)));
            case "Index":
                return new ListValue(items.Select(static (item, i) => (Value)new TupleValue([new KnownValue(i), item])));
            case "Chunk":
                var size = (int)a.Integer("size");
                return new ListValue(Enumerable.Range(0, (items.Count + size - 1) / size).Select(i => (Value)new ListValue(items.Skip(i * size).Take(size))));
            case "Aggregate":
                var seed = a.Count > 2 ? a[1] : items.Count > 0 ? items[0] : throw CodeFault.Unknown("Aggregate: there are no items", a.Site.Syntax);
                var step = a.Count > 2 ? a[2] : a[1];
                var sum = items.Skip(a.Count > 2 ? 0 : 1).Aggregate(seed, (total, item) => Apply(step, a, total, item));
                return a.Count > 3 ? Apply(a[3], a, sum) : sum;
            case "Any":
                return KnownValue.Of(function is null ? items.Count > 0 : items.Any(item => IsTrue(function, item, a)));
            case "All":
                return KnownValue.Of(items.All(item => IsTrue(function!, item, a)));
            case "Count" or "LongCount":
                return new KnownValue(function is null ? items.Count : items.Count(item => IsTrue(function, item, a)));
            case "First" or "FirstOrDefault" or "Single" or "SingleOrDefault":
                return (function is null ? items : items.Where(item => IsTrue(function, item, a))).FirstOrDefault() ?? Missing(a);
            case "Last" or "LastOrDefault":
                return (function is null ? items : items.Where(item => IsTrue(function, item, a))).LastOrDefault() ?? Missing(a);
            case "ElementAt" or "ElementAtOrDefault":
                return a.Integer("index") is var at && at >= 0 && at < items.Count ? items[(int)at] : Missing(a);
            case "DefaultIfEmpty":
                return items.Count > 0 ? a[0] : new ListValue([a.Count > 1 ? a[1] : KnownValue.Null]);
            case "Contains":
                return KnownValue.Of(items.Any(i => Interpreter.AreEqual(i, a[1])));
            case "SequenceEqual":
                var second = interpreter.Items(a[1], a.Site);
                return KnownValue.Of(items.Count == second.Count && items.Zip(second, Interpreter.AreEqual).All(static same => same));
            case "Sum" or "Average" or "Max" or "Min":
                return Summed(a, items, function);
            case "OrderBy" or "OrderByDescending":
                var keyed = items.Select(item => (Key: Arguments.AsReal(Apply(function!, a, item)), Item: item)).ToList();
                return keyed.Any(static k => k.Key is null) ? null
                    : new ListValue((a.Name == "OrderBy" ? keyed.OrderBy(static k => k.Key) : keyed.OrderByDescending(static k => k.Key)).Select(static k => k.Item));
            case "ToDictionary":
                var dictionary = new DictionaryValue(a.Method.ReturnType);
                foreach (var item in items)
                {
                    dictionary.Set(function is null ? ((TupleValue)item).Items[0] : Apply(function, a, item), a.Count > 2 && a[2] is DelegateValue ? Apply(a[2], a, item) : function is null ? ((TupleValue)item).Items[1] : item);
                }

                return dictionary;
            case "TryGetNonEnumeratedCount":
                return null;
            default:
                return null;
        }
    }

    private Value? Summed(Arguments a, IReadOnlyList<Value> items, DelegateValue? function)
    {
        var values = function is null ? items : [.. items.Select(item => Apply(function, a, item))];
        // A sum of tensors is no sum of numbers.
        var numbers = values.Select(Arguments.AsReal).ToList();
        if (numbers.Any(static n => n is null))
        {
            return values.FirstOrDefault(static v => v is UnknownValue);
        }

        if (numbers.Count == 0 && a.Name != "Sum")
        {
            throw CodeFault.Unknown($"{a.Name}: there are no items", a.Site.Syntax);
        }

        var result = a.Name switch
        {
            "Sum" => numbers.Sum(static n => n!.Value),
            "Average" => numbers.Average(static n => n!.Value),
            "Max" => numbers.Max(static n => n!.Value),
            _ => numbers.Min(static n => n!.Value),
        };
        return new KnownValue(CSharpOperators.Convert(result, a.Method.ReturnType));
    }

    private static Value Missing(Arguments a) => a.Name.EndsWith("OrDefault", StringComparison.Ordinal)
        ? Interpreter.DefaultOf(a.Method.ReturnType)
        : throw CodeFault.Unknown($"{a.Name}: there is no such item", a.Site.Syntax);

    private static bool IsOf(Value value, ITypeSymbol type) => value switch
    {
        ModuleValue module => Bases(module.Type).Any(b => SymbolEqualityComparer.Default.Equals(b, type)) || module.Kind == type.Name || TorchModule.Is(type) && type is not INamedTypeSymbol { IsAbstract: false },
        ObjectValue @object => Bases(@object.Type).Any(b => SymbolEqualityComparer.Default.Equals(b, type)),
        TensorValue => TorchNames.IsTensor(type),
        KnownValue { Boxed: { } boxed } => boxed.GetType().Name == type.Name,
        _ => false,
    };

    private static IEnumerable<ITypeSymbol> Bases(INamedTypeSymbol? type)
    {
        for (var @base = type; @base is not null; @base = @base.BaseType)
        {
            yield return @base;
        }

        if (type is not null)
        {
            foreach (var implemented in type.AllInterfaces)
            {
                yield return implemented;
            }
        }
    }

    private static List<Value> Distinct(IReadOnlyList<Value> items)
    {
        var distinct = new List<Value>();
        foreach (var item in items)
        {
            if (!distinct.Exists(d => Interpreter.AreEqual(d, item)))
            {
                distinct.Add(item);
            }
        }

        return distinct;
    }

    private Value Apply(Value function, Arguments a, params Value[] arguments) => function is DelegateValue known
        ? interpreter.Call(known, arguments, a.Site)
        : throw CodeFault.Unknown($"{a.Name}: {Arguments.Because(function, "expected a function")}", a.Site.Syntax);

    private Value ApplyIndexed(DelegateValue function, Arguments a, Value item, int index)
        => function.Method.Parameters.Length == 2 ? Apply(function, a, item, new KnownValue(index)) : Apply(function, a, item);

    private bool IsTrue(Value function, Value item, Arguments a) => IsTrue(Apply(function, a, item), a);

    private static bool IsTrue(Value result, Arguments a) => result is KnownValue { Boxed: bool truth }
        ? truth
        : throw CodeFault.Unknown($"{a.Name}: the condition isn't known: {Arguments.Because(result, "expected true or false")}", a.Site.Syntax);
}
