using Burden.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.TorchSharp;

/// <content>LINQ. What it defers is deferred: each time a query is gone through, its functions run anew.</content>
internal sealed partial class SystemLibrary
{
    /// <summary>A query in order: the keys are asked for when it is gone through.</summary>
    private sealed class OrderedValue(SystemLibrary library, Value source, IReadOnlyList<(DelegateValue? Key, bool Descends)> keys, Arguments a)
        : SequenceValue(() => library.InOrder(source, keys, a))
    {
        public Value Source { get; } = source;

        public IReadOnlyList<(DelegateValue? Key, bool Descends)> Keys { get; } = keys;
    }

    private Value? Linq(Arguments a)
    {
        switch (a.Name)
        {
            case "Range":
                var (from, count) = (a.Integer("start"), a.Integer("count"));
                return count is >= 0 and <= int.MaxValue && from + count - 1 <= int.MaxValue
                    ? new SequenceValue(() => Enumerable.Range((int)from, (int)count).Select(static i => (Value)new KnownValue(i)))
                    : throw new CodeFault(FaultId.OutOfRange, $"Range: the count is {count}", a.Site.Syntax);
            case "Repeat":
                var times = a.Integer("count");
                return times is >= 0 and <= int.MaxValue
                    ? new SequenceValue(() => Enumerable.Repeat(a[0], (int)times))
                    : throw new CodeFault(FaultId.OutOfRange, $"Repeat: the count is {times}", a.Site.Syntax);
            case "Empty":
                return new ListValue([]);
        }

        var source = a[0];
        return source is UnknownValue ? source : Query(source, a) ?? Result(source, a);
    }

    /// <summary>What is deferred; null for anything else.</summary>
    private Value? Query(Value source, Arguments a)
    {
        switch (a.Name)
        {
            case "Select":
                return Later(() => Each().Select((item, i) => ApplyIndexed(a[1], a, item, i)));
            case "SelectMany":
                return Later(() => Each().SelectMany((item, i) => interpreter.Stream(ApplyIndexed(a[1], a, item, i), a.Site).Select(inner => a.Count > 2 ? Apply(a[2], a, item, inner) : inner)));
            case "Where":
                return Later(() => Each().Where((item, i) => IsTrue(ApplyIndexed(a[1], a, item, i), a)));
            case "AsEnumerable":
                return source;
            case "Distinct":
                return Later(() => Distinct(Each()));
            case "DistinctBy":
                return Later(() => Distinct(Each(), item => Apply(a[1], a, item)));
            case "Cast":
                return source;
            case "OfType":
                return Later(() => Each().Where(item => Interpreter.Test(item, a.Method.TypeArguments[0], a.Site, null)));
            case "Reverse":
                return Later(() => Each().Reverse());
            case "Concat":
                return Later(() => Each().Concat(Other()));
            case "Union":
                return Later(() => Distinct(Each().Concat(Other())));
            case "Except":
                return Later(() => Distinct(Each().Where(item => !Other().Any(o => Interpreter.AreEqual(o, item)))));
            case "Intersect":
                return Later(() => Distinct(Each().Where(item => Other().Any(o => Interpreter.AreEqual(o, item)))));
            case "Append":
                return Later(() => Each().Append(a[1]));
            case "Prepend":
                return Later(() => Each().Prepend(a[1]));
            case "Zip" when a.Count == 2:
                return Later(() => Each().Zip(Other(), static (x, y) => (Value)new TupleValue([x, y])));
            case "Zip" when a[2] is DelegateValue:
                return Later(() => Each().Zip(Other(), (x, y) => Apply(a[2], a, x, y)));
            case "Skip":
                return Later(() => Each().Skip((int)a.Integer("count")));
            case "Take" when a[1] is RangeValue range:
                return Later(() => ((ListValue)interpreter.Element(new ListValue(interpreter.Items(source, a.Site)), [range], a.Site)).Items);
            case "Take":
                return Later(() => Each().Take((int)a.Integer("count")));
            case "SkipLast":
                return Later(() => interpreter.Items(source, a.Site) is var items ? items.Take(Math.Max(0, items.Count - (int)a.Integer("count"))) : []);
            case "TakeLast":
                return Later(() => interpreter.Items(source, a.Site) is var items ? items.Skip(Math.Max(0, items.Count - (int)a.Integer("count"))) : []);
            case "SkipWhile":
                return Later(() => Each().SkipWhile((item, i) => IsTrue(ApplyIndexed(a[1], a, item, i), a)));
            case "TakeWhile":
                return Later(() => Each().TakeWhile((item, i) => IsTrue(ApplyIndexed(a[1], a, item, i), a)));
            case "Index":
                return Later(() => Each().Select(static (item, i) => (Value)new TupleValue([new KnownValue(i), item])));
            case "Chunk" when a.Integer("size") is > 0 and var size:
                return Later(() => interpreter.Items(source, a.Site) is var items
                    ? Enumerable.Range(0, (int)((items.Count + size - 1) / size)).Select(i => (Value)new ListValue(items.Skip(i * (int)size).Take((int)size)))
                    : []);
            case "DefaultIfEmpty":
                return Later(() => Each().DefaultIfEmpty(a.Count > 1 ? a[1] : KnownValue.Null));
            case "Order" or "OrderDescending" when a.Count == 1:
                return new OrderedValue(this, source, [(null, a.Name != "Order")], a);
            case "OrderBy" or "OrderByDescending" when a.Count == 2 && a[1] is DelegateValue key:
                return new OrderedValue(this, source, [(key, a.Name != "OrderBy")], a);
            case "ThenBy" or "ThenByDescending" when a.Count == 2 && a[1] is DelegateValue next && source is OrderedValue ordered:
                return new OrderedValue(this, ordered.Source, [.. ordered.Keys, (next, a.Name != "ThenBy")], a);
            default:
                return null;
        }

        IEnumerable<Value> Each() => interpreter.Stream(source, a.Site);

        IEnumerable<Value> Other() => interpreter.Stream(a[1], a.Site);

        static SequenceValue Later(Func<IEnumerable<Value>> run) => new(run);
    }

    /// <summary>What goes through the sequence at once; null for a function that is not known.</summary>
    private Value? Result(Value source, Arguments a)
    {
        var function = a.Count > 1 ? a[1] as DelegateValue : null;
        IEnumerable<Value> Each() => interpreter.Stream(source, a.Site);
        IEnumerable<Value> Chosen() => function is null ? Each() : Each().Where(item => IsTrue(function, item, a));
        switch (a.Name)
        {
            case "ToArray" or "ToList" or "ToImmutableArray" or "ToImmutableList":
                return new ListValue(interpreter.Items(source, a.Site), a.Method.ReturnType);
            case "ToHashSet":
                return new ListValue(Distinct(Each()), a.Method.ReturnType);
            case "Aggregate":
                var items = interpreter.Items(source, a.Site);
                var seed = a.Count > 2 ? a[1] : items.Count > 0 ? items[0] : throw CodeFault.Unknown("Aggregate: there are no items", a.Site.Syntax);
                var step = a.Count > 2 ? a[2] : a[1];
                var sum = items.Skip(a.Count > 2 ? 0 : 1).Aggregate(seed, (total, item) => Apply(step, a, total, item));
                return a.Count > 3 ? Apply(a[3], a, sum) : sum;
            case "Any":
                return KnownValue.Of(Chosen().Any());
            case "All":
                return KnownValue.Of(Each().All(item => IsTrue(a[1], item, a)));
            case "Count":
                return new KnownValue(Chosen().Count());
            case "LongCount":
                return KnownValue.Of(Chosen().Count());
            case "First" or "FirstOrDefault":
                return Chosen().FirstOrDefault() ?? Missing(a);
            case "Single" or "SingleOrDefault":
                var two = Chosen().Take(2).ToList();
                return two.Count == 2 ? throw CodeFault.Unknown($"{a.Name}: there is more than one such item", a.Site.Syntax) : two.FirstOrDefault() ?? Missing(a);
            case "Last" or "LastOrDefault":
                return Chosen().LastOrDefault() ?? Missing(a);
            case "ElementAt" when a[1] is FromEndValue:
                return interpreter.Element(new ListValue(interpreter.Items(source, a.Site)), [a[1]], a.Site);
            case "ElementAt" or "ElementAtOrDefault":
                return Each().Skip((int)a.Integer("index")).FirstOrDefault() ?? Missing(a);
            case "Contains":
                return KnownValue.Of(Each().Any(i => Interpreter.AreEqual(i, a[1])));
            case "SequenceEqual":
                var (left, right) = (interpreter.Items(source, a.Site), interpreter.Items(a[1], a.Site));
                return KnownValue.Of(left.Count == right.Count && left.Zip(right, Interpreter.AreEqual).All(static same => same));
            case "Sum" or "Average" or "Max" or "Min":
                return Summed(a, interpreter.Items(source, a.Site), function);
            case "MaxBy" or "MinBy" when function is not null:
                var ordered = InOrder(source, [(function, a.Name == "MaxBy")], a);
                return ordered.FirstOrDefault() ?? Missing(a);
            case "ToDictionary":
                var dictionary = new DictionaryValue(a.Method.ReturnType);
                foreach (var item in Each())
                {
                    var key = function is null ? ((TupleValue)item).Items[0] : Apply(function, a, item);
                    dictionary.Set(
                        dictionary.TryGet(key, out _) ? throw CodeFault.Unknown($"ToDictionary: two items have the key {key.Noun}", a.Site.Syntax) : key,
                        a.Count > 2 && a[2] is DelegateValue ? Apply(a[2], a, item) : function is null ? ((TupleValue)item).Items[1] : item);
                }

                return dictionary;
            default:
                return null;
        }
    }

    private IEnumerable<Value> InOrder(Value source, IReadOnlyList<(DelegateValue? Key, bool Descends)> keys, Arguments a)
    {
        var keyed = interpreter.Items(source, a.Site).Select(item => (Item: item, Keys: keys.Select(k => k.Key is null ? item : Apply(k.Key, a, item)).ToList())).ToList();
        return keyed.OrderBy(static k => k.Keys, Comparer<List<Value>>.Create((x, y) =>
        {
            for (var i = 0; i < keys.Count; i++)
            {
                if (Compare(x[i], y[i], a) is not 0 and var order)
                {
                    return keys[i].Descends ? -order : order;
                }
            }

            return 0;
        })).Select(static k => k.Item);
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

    private static List<Value> Distinct(IEnumerable<Value> items, Func<Value, Value>? keyOf = null)
    {
        var (distinct, keys) = (new List<Value>(), new List<Value>());
        foreach (var item in items)
        {
            var key = keyOf is null ? item : keyOf(item);
            if (!keys.Exists(k => Interpreter.AreEqual(k, key)))
            {
                keys.Add(key);
                distinct.Add(item);
            }
        }

        return distinct;
    }

    private Value Apply(Value function, Arguments a, params Value[] arguments) => function is DelegateValue known
        ? interpreter.Call(known, arguments, a.Site)
        : throw CodeFault.Unknown($"{a.Name}: {Arguments.Because(function, "expected a function")}", a.Site.Syntax);

    private Value ApplyIndexed(Value function, Arguments a, Value item, int index)
        => function is DelegateValue { Method.Parameters.Length: 2 } ? Apply(function, a, item, new KnownValue(index)) : Apply(function, a, item);

    private bool IsTrue(Value function, Value item, Arguments a) => IsTrue(Apply(function, a, item), a);

    private static bool IsTrue(Value result, Arguments a) => result is KnownValue { Boxed: bool truth }
        ? truth
        : throw CodeFault.Unknown($"{a.Name}: the condition isn't known: {Arguments.Because(result, "expected true or false")}", a.Site.Syntax);
}
