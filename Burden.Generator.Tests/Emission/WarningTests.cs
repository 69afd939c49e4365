using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Burden.Generator.Tests.Emission;

/// <summary>Generated code compiles without warnings in every kind of project.</summary>
public sealed class WarningTests
{
    private const string Plain = """
        using Burden;
        namespace Documented
        {
            /// <summary>A network with <see cref="A"/> and <see cref="Conv2dAttribute"/>.</summary>
            [Network(3, 16, 16)]
            [Report(At = "A", Scales = new[] { 0.5, 1 })]
            public partial class Net
            {
                /// <summary>First.</summary>
                [Conv2d(4, 3), ReLU] public Layer A { get; }
                /// <summary>Second.</summary>
                [Flatten, Linear(2)] public Layer B { get; }
            }

            /// <summary>Derived.</summary>
            [Network(3, 20, 20)] public partial class Larger : Net { }
        }
        """;

    private const string Partial = """
        using System.Collections.Generic;
        using Burden;
        namespace Documented
        {
            /// <summary>Networks.</summary>
            public static class Nets
            {
                /// <summary>A name.</summary>
                public const string Name = "a";
            }

            /// <summary>A network.</summary>
            [Network(3, 16, 16, Name = "x<y>&\"z\"")]
            public partial class PartialNet
            {
                /// <summary>
                /// As a <see cref="List{T}"/> of <see cref="Nets.Name"/>, with 1 &lt; 2 &amp; 3.
                /// </summary>
                /// <remarks>Not <paramref name="nothing"/> of the generator's.</remarks>
                [Conv2d(4, 3), ReLU] public static partial Layer A { get; }

                /** <summary>In another style.</summary> */
                [Conv2d(4, 3), ReLU] public static partial Layer B { get; }

                /// <inheritdoc cref="A"/>
                [Conv2d(4, "3 < 4 && 1 > 0 ? 3 : 1")] public partial Layer C { get; }

                /// <summary>Old.</summary>
                [System.Obsolete, Flatten, Linear(2)] public static partial Layer D { get; }
            }
        }
        """;

    public static TheoryData<LanguageVersion, bool, bool, DocumentationMode> Projects()
    {
        var data = new TheoryData<LanguageVersion, bool, bool, DocumentationMode>();
        foreach (var version in (LanguageVersion[])[LanguageVersion.CSharp7_3, LanguageVersion.CSharp8, LanguageVersion.CSharp9, LanguageVersion.CSharp13, LanguageVersion.Latest])
        {
            foreach (var documentation in (DocumentationMode[])[DocumentationMode.None, DocumentationMode.Diagnose])
            {
                if (version >= LanguageVersion.CSharp8)
                {
                    data.Add(version, true, true, documentation);
                    data.Add(version, true, false, documentation);
                }

                data.Add(version, false, true, documentation);
                data.Add(version, false, false, documentation);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Generated_code_compiles_without_warnings_in_every_kind_of_project(LanguageVersion version, bool nullable, bool isChecked, DocumentationMode documentation)
    {
        var options = new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: nullable ? NullableContextOptions.Enable : NullableContextOptions.Disable,
            checkOverflow: isChecked,
            warningLevel: 9999,
            generalDiagnosticOption: ReportDiagnostic.Error);
        string[] sources = version >= LanguageVersion.CSharp13 ? [Plain, Partial] : [Plain];
        var generated = Generated.From(Compile.Sources(sources, Compile.Parse(version, documentation), options));
        var own = generated.Compilation.GetDiagnostics().Where(d => d.Severity != DiagnosticSeverity.Hidden && (generated.IsGenerated(d.Location) || d.Severity == DiagnosticSeverity.Error && d.Id is not ("CS1734" or "CS1591")));
        Assert.Empty(own);
        Assert.True(generated.Figure("Documented.Larger.Cost.Flops") > 0);
    }

    [Theory]
    [InlineData("<summary>A <see cref=\"Missing\"/>.</summary>")]
    [InlineData("<summary>A <paramref name=\"x\"/> and <typeparamref name=\"T\"/>.</summary>")]
    [InlineData("<summary>A <include file=\"none.xml\" path=\"x\"/>.</summary>")]
    [InlineData("<summary>A <see cref=\"M(int,\"/>.</summary>")]
    [InlineData("<summary>A &#x2028; and &#10;#error and &#x85;#error.</summary>")]
    [InlineData("<summary><![CDATA[a < b\n/// ]]> c</summary>")]
    [InlineData("<summary>A <b>bold</summary>")]
    [InlineData("<summary>")]
    [InlineData("<summary/>")]
    [InlineData("<summary>a</summary><summary>b</summary>")]
    [InlineData("<inheritdoc/>")]
    [InlineData("<summary>*/ {{ }} \" ' \\ %</summary>")]
    public void Any_summary_is_valid_in_generated_documentation(string summary)
    {
        foreach (var mode in (DocumentationMode[])[DocumentationMode.Parse, DocumentationMode.Diagnose])
        {
            var generated = Generated.From(Compile.Sources(
                [$$"""
                using Burden;
                [Network(3)]
                public partial class Net
                {
                    /// {{summary}}
                    [Linear(2)] public static partial Layer A { get; }
                }
                """],
                Compile.Parse(documentation: mode)));
            Assert.Empty(generated.Compilation.GetDiagnostics().Where(d => d.Severity > DiagnosticSeverity.Info && generated.IsGenerated(d.Location)));
            Assert.Equal(8, generated.Figure("Net.Cost.A.Parameters"));
        }
    }

    [Theory]
    [InlineData("\"a\\nb\"")]
    [InlineData("\"a\\u2028#error\\u0085\"")]
    [InlineData("\"a\\u0001\\uFFFE\\uD800b\"")]
    [InlineData("\"</summary> ]]> & \\\" \\\\ {0}\"")]
    [InlineData("\"\"")]
    public void Any_name_is_valid_in_generated_documentation(string name)
    {
        var generated = Generated.From($$"""
            using Burden;
            [Network(3, Name = {{name}})]
            public partial class Net
            {
                [Linear(2)] public static partial Layer A { get; }
                [Linear("2 /* {{name.Trim('"')}} */")] public static partial Layer B { get; }
            }
            """);
        Assert.Empty(generated.Compilation.GetDiagnostics().Where(d => d.Severity > DiagnosticSeverity.Info && generated.IsGenerated(d.Location)));
    }

    [Fact]
    public void A_summary_is_copied_from_any_style_of_comment()
    {
        var generated = Generated.From("using Burden;\r[Network(3)]\rpublic partial class Net\r{\r    /// <summary>\r    /// One\r    /// two.\r    /// </summary>\r    [Linear(2)] public static partial Layer A { get; }\r    /**\r     * <summary>Three\r     * four.</summary>\r     */\r    [Linear(2)] public static partial Layer B { get; }\r}\r");
        Assert.Contains("/// <summary>One two.</summary>", generated.Text("Net"), StringComparison.Ordinal);
        Assert.Contains("/// <summary>Three four.</summary>", generated.Text("Net"), StringComparison.Ordinal);
    }
}
