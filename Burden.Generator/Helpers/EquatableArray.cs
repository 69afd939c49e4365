using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Burden.Generator.Helpers;

/// <summary>An immutable array that is equal to another when its items are: what models hold instead of arrays.</summary>
[CollectionBuilder(typeof(EquatableArray), nameof(EquatableArray.Create))]
internal readonly struct EquatableArray<T>(ImmutableArray<T> items) : IEquatable<EquatableArray<T>>, IReadOnlyList<T>
    where T : IEquatable<T>
{
    private readonly ImmutableArray<T> items = items;

    public ImmutableArray<T> Items => items.IsDefault ? ImmutableArray<T>.Empty : items;

    public int Count => items.IsDefault ? 0 : items.Length;

    public T this[int index] => items[index];

    public EquatableArray<T> Add(T item) => new(Items.Add(item));

    public EquatableArray<T> SetItem(int index, T item) => new(items.SetItem(index, item));

    public EquatableArray<T> RemoveAt(int index) => new(items.RemoveAt(index));

    public bool Equals(EquatableArray<T> other)
    {
        if (Items.Equals(other.Items))
        {
            return true;
        }

        if (Count != other.Count)
        {
            return false;
        }

        for (var i = 0; i < Count; i++)
        {
            if (!items[i].Equals(other.items[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => obj is EquatableArray<T> other && Equals(other);

    public override int GetHashCode()
    {
        var hash = Count;
        foreach (var item in Items)
        {
            hash = unchecked((hash * 31) + item.GetHashCode());
        }

        return hash;
    }

    public ImmutableArray<T>.Enumerator GetEnumerator() => Items.GetEnumerator();

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();
}

internal static class EquatableArray
{
    public static EquatableArray<T> Create<T>(ReadOnlySpan<T> items)
        where T : IEquatable<T> => Wrap(items.ToArray());

    /// <summary>The items themselves, not copied: nobody may change them from now on.</summary>
    public static EquatableArray<T> Wrap<T>(T[] items)
        where T : IEquatable<T> => new(Unsafe.As<T[], ImmutableArray<T>>(ref items));

    /// <summary>The same item so many times.</summary>
    public static EquatableArray<T> Repeat<T>(T item, int count)
        where T : IEquatable<T>
    {
        var items = new T[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = item;
        }

        return Wrap(items);
    }

    /// <summary>What each item becomes.</summary>
    public static EquatableArray<TResult> Map<T, TResult>(this EquatableArray<T> items, Func<T, TResult> become)
        where T : IEquatable<T>
        where TResult : IEquatable<TResult>
    {
        var results = new TResult[items.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = become(items[i]);
        }

        return Wrap(results);
    }

    public static EquatableArray<T> ToEquatableArray<T>(this IEnumerable<T> items)
        where T : IEquatable<T> => new(items.ToImmutableArray());
}
