using Burden.Onnx;

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

    /// <summary>Rules meet inputs and attributes that make no sense: nothing is thrown.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void A_damaged_model_is_an_error_or_another_model(string name)
    {
        var test = OperatorCases.All.Single(c => c.Name == name);
        var model = test.Model();
        var random = new Random(5);
        for (var i = 0; i < 150; i++)
        {
            var damaged = model.ToArray();
            for (var flips = 0; flips <= i % 3; flips++)
            {
                damaged[random.Next(damaged.Length)] = (byte)random.Next(i % 2 == 0 ? 12 : 256);
            }

            var reading = OnnxModel.Read(new MemoryStream(damaged), "model.onnx", new OnnxOptions { Dimensions = test.Dimensions });
            Assert.True(reading.IsSound || reading.Faults.Count > 0);
        }
    }

    [Fact]
    public void There_are_many() => Assert.True(OperatorCases.All.Count >= 120);
}
