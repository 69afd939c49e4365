using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests;

public sealed class GettingStartedTests
{
    [Fact]
    public void The_first_network_of_the_readme_has_constants()
    {
        var generated = Generated.From("""
            using Burden;

            /// <summary>A small digit classifier.</summary>
            [Network(1, 28, 28)]
            public sealed partial class DigitNet
            {
                [Conv2d(32, 3), ReLU]                  public static partial Layer Conv1 { get; }
                [Conv2d(64, 3), ReLU, MaxPool2d(2)]    public static partial Layer Conv2 { get; }
                [Flatten, Linear(128), ReLU]           public static partial Layer Hidden { get; }
                [Linear(10), Softmax]                  public static partial Layer Output { get; }
            }
            """).Compiles();
        Assert.Equal((32 * 9) + 32, generated.Figure("DigitNet.Cost.Conv1.Parameters"));
        Assert.Equal(32L * 26 * 26 * 9, generated.Figure("DigitNet.Cost.Conv1.Macs"));
    }
}
