namespace Burden.OnnxRuntime.Tests;

public sealed class OperatorTests
{
    public static TheoryData<string> Names => [.. OperatorCases.All.Select(static c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Shapes_are_the_runtimes(string name)
    {
        var test = OperatorCases.All.Single(c => c.Name == name);
        var compared = RuntimeComparison.Compare(test.Model(), test.Dimensions, input => test.Fill.GetValueOrDefault(input));
        Assert.True(compared > 0);
    }

    [Fact]
    public void There_are_many() => Assert.True(OperatorCases.All.Count >= 120);
}
