using Burden.Generator.Tests.Harness;

namespace Burden.Generator.Tests.Diagnostics;

/// <summary>Declarations with expected diagnostics marked.</summary>
internal static class Declared
{
    /// <summary>Members of a network of 3 x 8 x 8.</summary>
    public static Task<IReadOnlyList<string>> In(string members, string modules = "") => Markup.Verify($$"""
        using Burden;
        {{modules}}
        [Network(3, 8, 8)]
        public partial class Net
        {
            {{members}}
        }
        """);

    /// <summary>One mark, and the message it is to bear.</summary>
    public static async Task One(string members, string message, string modules = "")
        => Assert.Equal(message, Assert.Single(await In(members, modules)));

    /// <summary>Nothing to report.</summary>
    public static async Task None(string members, string modules = "") => Assert.Empty(await In(members, modules));
}
