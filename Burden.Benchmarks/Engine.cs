using BenchmarkDotNet.Attributes;
using Burden.Generator.Binding;
using Burden.Generator.Costs;
using Burden.Generator.Emission;
using Burden.Generator.Expansion;
using Burden.Generator.Parsing;

namespace Burden.Benchmarks;

/// <summary>The engine alone: a declared network to its graph, its costs and its text.</summary>
public class Engine
{
    private NetworkDeclaration network = null!;

    /// <summary>How many layer properties, of about three layers each.</summary>
    [Params(100, 1000, 10000)]
    public int Layers { get; set; }

    /// <summary>Reads the declaration.</summary>
    [GlobalSetup]
    public void Read()
    {
        var compilation = Corpus.Networks(1, Layers);
        network = NetworkReader.Read(compilation.GetTypeByMetadataName("Networks.Net0")!, compilation, CancellationToken.None)!;
    }

    /// <summary>Declaration to graph and costs.</summary>
    [Benchmark]
    public object Costs() => CostTable.Of(GraphBuilder.Build(BoundNetwork.Of(network), CancellationToken.None)).Total!;

    /// <summary>Declaration to generated text.</summary>
    [Benchmark]
    public object Text() => NetworkEmitter.Emit(network, layerConstants: true, CancellationToken.None)!;
}
