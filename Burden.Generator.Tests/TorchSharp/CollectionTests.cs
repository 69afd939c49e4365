using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.TorchSharp;

/// <summary>Collections as model code has them: caches derived from dictionaries, module lists of collection expressions, buffers.</summary>
public sealed class CollectionTests
{
    [Fact]
    public void A_cache_derived_from_a_dictionary_is_followed()
    {
        var generated = TorchCode.Generated("""
            public interface ICache { (Tensor, Tensor) Update(Tensor k, Tensor v, int layer); int Count { get; } }
            public class Cache : Dictionary<int, (Tensor Key, Tensor Value)>, ICache
            {
                public (Tensor, Tensor) Update(Tensor k, Tensor v, int layer)
                {
                    if (this.TryGetValue(layer, out var old)) { k = cat(new[] { old.Key, k }, 1); v = cat(new[] { old.Value, v }, 1); }
                    this[layer] = (k, v);
                    return (k, v);
                }
            }
            public class Shapes : List<long> { public Shapes(IEnumerable<long> all) : base(all) { } public long Product => this.Aggregate(1L, (a, b) => a * b); }
            [Network(6, 8)]
            public partial class Net : Module<Tensor, Tensor>
            {
                readonly ICache cache = new Cache();
                readonly Linear fc;
                public Net() : base("net") { fc = Linear(new Shapes(new long[] { 2, 4 }).Product, 5); RegisterComponents(); }
                public override Tensor forward(Tensor x)
                {
                    cache.Update(x, x, 0);
                    var (k, _) = cache.Update(x, x, 0);
                    foreach (var (layer, (key, value)) in (Cache)cache) k = k + key * layer;
                    return cache.Count == 1 ? fc.forward(k) : x;
                }
            }
            """).Compiles();
        Assert.Equal("12x5", generated.Constant("Net.Cost.fc.OutputShape"));
    }

    [Fact]
    public void A_module_list_is_a_collection_expression()
        => Assert.Equal(
            2 * 72,
            TorchCode.Generated(TorchCode.Module("8", "readonly ModuleList<Module<Tensor, Tensor>> all;", "all = [Linear(8, 8), ReLU()]; all.Add(Linear(8, 8));", "foreach (var m in all) x = m.forward(x); return x;")).Figure("Net.Cost.Parameters"));

    /// <summary>A buffer of complex numbers stays one, and holds two values for each.</summary>
    [Fact]
    public void A_buffer_keeps_its_kind_of_numbers()
    {
        var generated = TorchCode.Generated(TorchCode.Module(
            "6, 4", "", "register_buffer(\"freqs\", polar(ones(6, 2), ones(6, 2)), persistent: false);", "return view_as_real(view_as_complex(x.reshape(1, 6, 2, 2)) * get_buffer(\"freqs\")).flatten(2);"));
        Assert.Equal(2 * 12, generated.Figure("Net.Cost.Buffers"));
        Assert.Equal(2 * 12, generated.Figure("Net.Cost.FeatureElements"));
    }
}
