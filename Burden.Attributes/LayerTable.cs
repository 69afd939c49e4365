using System.Collections;

namespace Burden;

/// <summary>
/// The expanded layers of a network, in the order they run. It is in the assembly as one constant string: nothing runs
/// at start-up, and enumerating it allocates only the texts that are read.
/// </summary>
public readonly struct LayerTable : IEnumerable<LayerCost>
{
    private readonly string? rows;
    private readonly int parameterBits;
    private readonly int featureBits;

    /// <summary>Wraps a table; generated code calls it.</summary>
    /// <param name="rows">One line a layer, each ended by a line feed.</param>
    /// <param name="count">How many layers.</param>
    /// <param name="parameterBits">The bits of a parameter.</param>
    /// <param name="featureBits">The bits of a feature's value.</param>
    public LayerTable(string rows, int count, int parameterBits, int featureBits)
    {
        this.rows = rows;
        this.parameterBits = parameterBits;
        this.featureBits = featureBits;
        Count = count;
    }

    /// <summary>How many layers.</summary>
    public int Count { get; }

    /// <summary>Goes through the layers without allocating.</summary>
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<LayerCost> IEnumerable<LayerCost>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Goes through the layers.</summary>
    public struct Enumerator : IEnumerator<LayerCost>
    {
        private readonly LayerTable table;
        private int next;
        private int number;

        internal Enumerator(LayerTable table)
        {
            this.table = table;
            next = 0;
            number = 0;
            Current = default;
        }

        /// <summary>The layer it stands at.</summary>
        public LayerCost Current { get; private set; }

        readonly object IEnumerator.Current => Current;

        /// <summary>Goes on to the next layer.</summary>
        /// <returns>Whether there is one.</returns>
        public bool MoveNext()
        {
            if (table.rows is not { } rows || next >= rows.Length)
            {
                return false;
            }

            var row = TableRow.At(rows, next);
            next = row.Next;
            Current = new LayerCost(row, number++, table.parameterBits, table.featureBits);
            return true;
        }

        /// <summary>Goes back to before the first layer.</summary>
        public void Reset() => (next, number) = (0, 0);

        /// <summary>Does nothing.</summary>
        public readonly void Dispose()
        {
        }
    }
}
