using Burden.Onnx.Values;

namespace Burden.Tool.Exporting;

/// <summary>What the weights of an exported file are.</summary>
internal enum WeightValues
{
    /// <summary>Random, so that values stay in range.</summary>
    Random,
    Zero,
    /// <summary>Left out: the file names a file of weights that isn't written.</summary>
    None,
}

/// <summary>A model ready to be written: everything but the weights' values is in memory.</summary>
internal sealed class OnnxFile
{
    /// <summary>The domain of functions that are layers.</summary>
    public const string Domain = "burden";

    /// <summary>The version of the format: nodes may have notes since then.</summary>
    private const long IrVersion = 10;

    /// <summary>No protocol buffer may be as long as 2 GB; the rest is for all that isn't weights.</summary>
    public const long MostInside = 1_900_000_000;

    /// <summary>Tensors in a file of their own begin at pages, so that runtimes can map them.</summary>
    private const long Page = 4096;

    private readonly List<OnnxNode> nodes = [];
    private readonly List<StoredWeight> weights = [];
    private readonly List<ProtoBytes> inputs = [];
    private readonly List<ProtoBytes> outputs = [];
    private readonly List<ProtoBytes> functions = [];

    /// <param name="name">The network's name.</param>
    /// <param name="opset">The version of ONNX's operators.</param>
    public OnnxFile(string name, long opset) => (Name, Opset) = (name, opset);

    public string Name { get; }

    public long Opset { get; }

    /// <summary>Notes about the model.</summary>
    public Dictionary<string, string> Notes { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<OnnxNode> Nodes => nodes;

    public IReadOnlyList<StoredWeight> Weights => weights;

    public long WeightBytes => weights.Aggregate(0L, static (sum, w) => checked(sum + w.Bytes));

    public void Add(OnnxNode node) => nodes.Add(node);

    public void Add(StoredWeight weight) => weights.Add(weight);

    public void AddInput(string name, ElementType type, IReadOnlyList<long> sizes) => inputs.Add(ValueInfo(name, type, sizes));

    public void AddOutput(string name, ElementType type, IReadOnlyList<long> sizes) => outputs.Add(ValueInfo(name, type, sizes));

    /// <summary>Adds a function: an operator that the file defines.</summary>
    public void AddFunction(string name, IEnumerable<string> reads, string yields, IEnumerable<OnnxNode> body)
    {
        var function = new ProtoBytes().Text(1, name);
        foreach (var read in reads)
        {
            function.Text(4, read);
        }

        function.Text(5, yields);
        foreach (var node in body)
        {
            function.Message(7, node.Write());
        }

        functions.Add(function.Message(9, Version("", Opset)).Text(10, Domain));
    }

    /// <summary>Writes the file.</summary>
    /// <param name="path">Where to; weights in a file of their own lie beside it, under the same name and <c>.data</c>.</param>
    /// <param name="values">What the weights are.</param>
    /// <param name="seed">What random weights follow from.</param>
    /// <param name="outside">Whether weights have a file of their own even where they fit into this one.</param>
    /// <param name="cancellation">Stops the writing.</param>
    public void Write(string path, WeightValues values, ulong seed, bool outside, CancellationToken cancellation)
    {
        var data = values == WeightValues.None || outside || WeightBytes > MostInside ? Path.GetFileName(path) + ".data" : null;
        var headers = Headers(data);
        using (var stream = File.Create(path))
        {
            Write(stream, headers, data is null ? values : null, seed, cancellation);
        }

        if (data is not null && values != WeightValues.None)
        {
            using var stream = File.Create(path + ".data");
            foreach (var (weight, offset) in weights.Zip(Offsets()))
            {
                stream.Position = offset;
                Fill(stream, weight, values, seed, cancellation);
            }
        }
    }

    /// <summary>The headers of the stored tensors: where the values are elsewhere, they say where.</summary>
    private List<ProtoBytes> Headers(string? data) => [.. weights.Zip(Offsets(), (weight, offset) => data is null
        ? weight.Header().Begin(9, weight.Bytes)
        : weight.Header().Entry(13, "location", data).Entry(13, "offset", $"{offset}").Entry(13, "length", $"{weight.Bytes}").Integer(14, 1))];

    private IEnumerable<long> Offsets()
    {
        var offset = 0L;
        foreach (var weight in weights)
        {
            yield return offset;
            offset = checked(offset + ((weight.Bytes + Page - 1) / Page * Page));
        }
    }

    /// <param name="values">The values that follow each header; null where they are elsewhere.</param>
    private void Write(Stream stream, List<ProtoBytes> headers, WeightValues? values, ulong seed, CancellationToken cancellation)
    {
        var front = new ProtoBytes();
        nodes.ForEach(n => front.Message(1, n.Write()));
        front.Text(2, Name);
        var back = new ProtoBytes();
        inputs.ForEach(i => back.Message(11, i));
        outputs.ForEach(o => back.Message(12, o));
        // A tensor's message is its header and its values.
        List<long> lengths = [.. headers.Zip(weights, (h, w) => h.Length + (values is null ? 0 : w.Bytes))];
        var length = front.Length + lengths.Sum(static l => new ProtoBytes().Begin(5, l).Length + l) + back.Length;

        new ProtoBytes().Integer(1, IrVersion).Text(2, "burden").Begin(7, length).CopyTo(stream);
        front.CopyTo(stream);
        for (var i = 0; i < weights.Count; i++)
        {
            new ProtoBytes().Begin(5, lengths[i]).CopyTo(stream);
            headers[i].CopyTo(stream);
            if (values is { } inside)
            {
                Fill(stream, weights[i], inside, seed, cancellation);
            }
        }

        back.CopyTo(stream);
        Rest().CopyTo(stream);
    }

    private ProtoBytes Rest()
    {
        var rest = new ProtoBytes().Message(8, Version("", Opset));
        foreach (var domain in nodes.Select(static n => n.Domain).Where(static d => d.Length > 0).Distinct())
        {
            rest.Message(8, Version(domain, 1));
        }

        foreach (var (key, value) in Notes)
        {
            rest.Entry(14, key, value);
        }

        functions.ForEach(f => rest.Message(25, f));
        return rest;
    }

    /// <summary>Writes values. Zeros are passed over: a file reads as zero where nothing was written.</summary>
    private static void Fill(Stream stream, StoredWeight weight, WeightValues values, ulong seed, CancellationToken cancellation)
    {
        if (values == WeightValues.Random)
        {
            weight.Write(stream, seed, cancellation);
            return;
        }

        stream.Position += weight.Bytes;
        if (stream.Length < stream.Position)
        {
            stream.SetLength(stream.Position);
        }
    }

    private static ProtoBytes Version(string domain, long version) => new ProtoBytes().Text(1, domain).Integer(2, version);

    private static ProtoBytes ValueInfo(string name, ElementType type, IReadOnlyList<long> sizes)
    {
        var shape = sizes.Aggregate(new ProtoBytes(), static (s, size) => s.Message(1, new ProtoBytes().Integer(1, size)));
        return new ProtoBytes().Text(1, name).Message(2, new ProtoBytes().Message(1, new ProtoBytes().Integer(1, (long)type).Message(2, shape)));
    }
}
