using Burden.Generator.Helpers;
using Burden.Generator.Model;
using Burden.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.TorchSharp;

/// <content>Lists and dictionaries.</content>
internal sealed partial class SystemLibrary
{
    private Value? List(ListValue list, Arguments a)
    {
        var items = list.Items;
        switch (a.Name)
        {
            case "Add" or "Enqueue" or "AddLast" or "TryAdd":
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
            case "AddRange":
                items.AddRange(interpreter.Items(a[0], a.Site));
                return VoidValue.Instance;
            case "UnionWith":
                items.AddRange(Distinct([.. items, .. interpreter.Items(a[0], a.Site)]).Skip(items.Count));
                return VoidValue.Instance;
            case "ExceptWith" or "IntersectWith":
                var others = interpreter.Items(a[0], a.Site);
                items.RemoveAll(i => others.Any(o => Interpreter.AreEqual(i, o)) == (a.Name == "ExceptWith"));
                return VoidValue.Instance;
            case "Push" or "AddFirst":
                items.Insert(0, a[0]);
                return VoidValue.Instance;
            case "Insert":
                items.Insert(Index(a, "index", items.Count + 1), a[1]);
                return VoidValue.Instance;
            case "InsertRange":
                items.InsertRange(Index(a, "index", items.Count + 1), interpreter.Items(a[1], a.Site));
                return VoidValue.Instance;
            case "Pop" or "Dequeue":
                var taken = items.Count > 0 ? items[0] : throw CodeFault.Unknown($"{a.Name}: there are no items", a.Site.Syntax);
                items.RemoveAt(0);
                return taken;
            case "TryPop" or "TryDequeue" or "TryPeek":
                var has = items.Count > 0;
                a.Items[0].Assign?.Invoke(has ? items[0] : Interpreter.DefaultOf(a.Items[0].Parameter.Type));
                if (has && a.Name != "TryPeek")
                {
                    items.RemoveAt(0);
                }

                return KnownValue.Of(has);
            case "Peek":
                return items.Count > 0 ? items[0] : throw CodeFault.Unknown("Peek: there are no items", a.Site.Syntax);
            case "RemoveAt":
                items.RemoveAt(Index(a, "index", items.Count));
                return VoidValue.Instance;
            case "RemoveFirst" when items.Count > 0:
                items.RemoveAt(0);
                return VoidValue.Instance;
            case "RemoveLast" when items.Count > 0:
                items.RemoveAt(items.Count - 1);
                return VoidValue.Instance;
            case "RemoveRange":
                var from = Index(a, "index", items.Count + 1);
                items.RemoveRange(from, Index(a, "count", items.Count - from + 1));
                return VoidValue.Instance;
            case "Remove":
                var index = items.FindIndex(i => Interpreter.AreEqual(i, a[0]));
                if (index >= 0)
                {
                    items.RemoveAt(index);
                }

                return KnownValue.Of(index >= 0);
            case "RemoveAll" or "RemoveWhere":
                return new KnownValue(items.RemoveAll(i => IsTrue(a[0], i, a)));
            case "Clear":
                items.Clear();
                return VoidValue.Instance;
            case "Reverse":
                items.Reverse();
                return VoidValue.Instance;
            case "Sort":
                var sorted = Sorted(items, a.Count == 0 ? null : a[0] as DelegateValue ?? (a[0] is KnownValue { Boxed: null } ? null : throw Unsupported(a)), a);
                items.Clear();
                items.AddRange(sorted);
                return VoidValue.Instance;
            case "Contains":
                return KnownValue.Of(items.Exists(i => Interpreter.AreEqual(i, a[0])));
            case "IndexOf" when a.Count == 1:
                return new KnownValue(items.FindIndex(i => Interpreter.AreEqual(i, a[0])));
            case "LastIndexOf" when a.Count == 1:
                return new KnownValue(items.FindLastIndex(i => Interpreter.AreEqual(i, a[0])));
            case "ToArray" or "ToList" or "AsReadOnly":
                return new ListValue(items.ToList(), a.Method.ReturnType);
            case "Clone":
                return Copy(list);
            case "AsSpan":
                return list;
            case "GetRange" or "Slice":
                var start = Index(a, a.Find("index") is null ? "start" : "index", items.Count + 1);
                return new ListValue(items.GetRange(start, Index(a, a.Find("count") is null ? "length" : "count", items.Count - start + 1)), a.Method.ReturnType);
            case "ForEach":
                foreach (var item in items.ToList())
                {
                    Apply(a[0], a, item);
                }

                return VoidValue.Instance;
            case "ConvertAll":
                return new ListValue(items.Select(i => Apply(a[0], a, i)).ToList(), a.Method.ReturnType);
            case "Find" or "FindLast":
                return (a.Name == "Find" ? items.Find(i => IsTrue(a[0], i, a)) : items.FindLast(i => IsTrue(a[0], i, a))) ?? Interpreter.DefaultOf(a.Method.ReturnType);
            case "FindAll":
                return new ListValue(items.FindAll(i => IsTrue(a[0], i, a)), a.Method.ReturnType);
            case "FindIndex" or "FindLastIndex" when a.Count == 1:
                return new KnownValue(a.Name == "FindIndex" ? items.FindIndex(i => IsTrue(a[0], i, a)) : items.FindLastIndex(i => IsTrue(a[0], i, a)));
            case "Exists":
                return KnownValue.Of(items.Exists(i => IsTrue(a[0], i, a)));
            case "TrueForAll":
                return KnownValue.Of(items.TrueForAll(i => IsTrue(a[0], i, a)));
            case "GetLength" or "GetLongLength" or "GetUpperBound" or "GetLowerBound":
                var size = LengthOf(list, (int)a.Integer("dimension"));
                return new KnownValue(CSharpOperators.Convert(a.Name switch { "GetUpperBound" => size - 1, "GetLowerBound" => 0, _ => size }, a.Method.ReturnType));
            case "GetValue" when a.Count == 1 && a[0] is not ListValue:
                return items[Index(a, "index", items.Count)];
            case "SetValue" when a.Count == 2 && a[1] is not ListValue:
                items[Index(a, "index", items.Count)] = a[0];
                return VoidValue.Instance;
            case "GetEnumerator" or "AsEnumerable":
                return list;
            case "Equals":
                return KnownValue.Of(ReferenceEquals(list, a[0]));
            case "EnsureCapacity" or "TrimExcess" or "Dispose":
                return VoidValue.Instance;
            default:
                return null;
        }
    }

    /// <summary>A copy of an array: the rows of a rectangular one are parts of it.</summary>
    private static ListValue Copy(ListValue list) => list.Type is IArrayTypeSymbol { Rank: > 1 }
        ? new ListValue(list.Items.Select(static i => i is ListValue row ? Copy(row) : i), list.Type)
        : new ListValue(list.Items.ToList(), list.Type);

    /// <summary>How long an array is along a dimension.</summary>
    private static int LengthOf(ListValue list, int dimension)
    {
        var at = list;
        for (var i = 0; i < dimension; i++)
        {
            at = at.Items.Count > 0 ? at.Items[0] as ListValue ?? new ListValue([]) : new ListValue([]);
        }

        return at.Items.Count;
    }

    /// <summary>An argument that is a position, or a count, below a bound.</summary>
    private static int Index(Arguments a, string name, int bound)
        => a.Integer(name) is var index && index >= 0 && index < bound ? (int)index
            : throw new CodeFault(FaultId.OutOfRange, $"{a.Name}: the {name} is {Helpers.Text.Of(index)}; expected 0 to {bound - 1}", a.SiteOf(name));

    private static CodeFault Unsupported(Arguments a) => CodeFault.Unknown($"Burden doesn't follow {a.Method.ContainingType.Name}.{a.Name} as it is called here", a.Site.Syntax);

    /// <summary>Items in order: by a comparison, or as numbers and texts compare themselves.</summary>
    private List<Value> Sorted(IEnumerable<Value> items, DelegateValue? comparison, Arguments a)
        => [.. items.OrderBy(static i => i, Comparer<Value>.Create((x, y) => comparison is null ? Compare(x, y, a) : (int)(Arguments.AsInteger(Apply(comparison, a, x, y)) ?? throw Unsupported(a))))];

    private static int Compare(Value left, Value right, Arguments a) => (left, right) switch
    {
        (KnownValue { Boxed: string x }, KnownValue { Boxed: string y }) => string.Compare(x, y, StringComparison.InvariantCulture),
        (KnownValue { Boxed: null }, KnownValue { Boxed: null }) => 0,
        (KnownValue { Boxed: null }, _) => -1,
        (_, KnownValue { Boxed: null }) => 1,
        (KnownValue { Boxed: bool x }, KnownValue { Boxed: bool y }) => x.CompareTo(y),
        (TupleValue x, TupleValue y) when x.Items.Length == y.Items.Length => x.Items.Zip(y.Items, (i, j) => Compare(i, j, a)).FirstOrDefault(static c => c != 0),
        _ => Arguments.AsReal(left) is { } p && Arguments.AsReal(right) is { } q ? p.CompareTo(q)
            : throw CodeFault.Unknown($"{a.Name}: how {left.Noun} compares with {right.Noun} isn't known", a.Site.Syntax),
    };

    private static Value? Dictionary(DictionaryValue dictionary, Arguments a)
    {
        if (a.Count > 0 && a[0] is UnknownValue key && a.Name is "Add" or "TryAdd" or "Remove" or "TryGetValue")
        {
            throw CodeFault.Unknown($"{a.Name}: the key isn't known: {key.Why}", a.Site.Syntax);
        }

        switch (a.Name)
        {
            case "Add" when dictionary.TryGet(a[0], out _):
                throw CodeFault.Unknown($"the dictionary has the key {a[0].Noun} already; the code throws ArgumentException here", a.Site.Syntax);
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
            case "ContainsValue":
                return KnownValue.Of(dictionary.Entries.Exists(e => Interpreter.AreEqual(e.Value, a[0])));
            case "TryGetValue":
                var found = dictionary.TryGet(a[0], out var value);
                a.Items[1].Assign?.Invoke(found ? value : Interpreter.DefaultOf(a.Items[1].Parameter.Type));
                return KnownValue.Of(found);
            case "Remove":
                if (a.Count > 1)
                {
                    a.Items[1].Assign?.Invoke(dictionary.TryGet(a[0], out var removed) ? removed : Interpreter.DefaultOf(a.Items[1].Parameter.Type));
                }

                return KnownValue.Of(dictionary.Remove(a[0]));
            case "Clear":
                dictionary.Clear();
                return VoidValue.Instance;
            case "GetEnumerator" or "AsReadOnly":
                return dictionary;
            case "EnsureCapacity" or "TrimExcess" or "Dispose":
                return VoidValue.Instance;
            default:
                return null;
        }
    }
}
