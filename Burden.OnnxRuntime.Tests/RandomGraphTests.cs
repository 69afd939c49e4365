namespace Burden.OnnxRuntime.Tests;

/// <summary>Graphs of operators put together at random, from a seed for each.</summary>
public sealed class RandomGraphTests
{
    private const int Graphs = 300;

    private const int PerTest = 30;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, Graphs / PerTest)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Shapes_are_the_runtimes(int part)
    {
        for (var seed = part * PerTest; seed < (part + 1) * PerTest; seed++)
        {
            var model = new RandomGraph(seed).Write();
            try
            {
                Assert.True(RuntimeComparison.Compare(model, "batch=2") >= 5);
            }
            catch (Exception fault) when (fault is Xunit.Sdk.XunitException or Microsoft.ML.OnnxRuntime.OnnxRuntimeException)
            {
                throw new InvalidOperationException($"seed {seed}: {fault.Message}", fault);
            }
        }
    }
}
