using System.Globalization;
using Burden.Generator.Analyzers;
using Burden.Generator.Costs.Analyses;
using Burden.Generator.Tests.Docs;
using Burden.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Burden.Generator.Tests.Analyses;

/// <summary>Bounds on the time of a network on a device, and whether it fits.</summary>
public sealed class DeviceTests
{
    private static string Source(string attributes, string settings = "", string assembly = "") => $$"""
        using Burden;
        {{assembly}}
        [Network(100{{settings}}), {{attributes}}]
        public partial class Net
        {
            [Linear(200, Bias = false)] public static partial Layer Large { get; }
            [Linear(10, Bias = false), ReLU] public static partial Layer Small { get; }
        }
        """;

    private static Generated Of(string attributes, string settings = "", string assembly = "") => Generated.From(Source(attributes, settings, assembly)).Compiles();

    /// <summary>Large: 20,000 FLOPs, 4 x (20,000 + 100 + 200) bytes. Small: 2,000 and 4 x (2,000 + 200 + 10); ReLU 20 and 4 x 20.</summary>
    [Fact]
    public void Each_layer_takes_its_arithmetic_or_its_traffic()
    {
        var generated = Of("Device(\"Chip\", Flops = 1e6, Bandwidth = 4.06e6, Memory = 1e6)");
        // Large: 20 ms of either, so 20.3e3 x 4 / 4.06e6 = 20 ms; Small: 2 ms of 2.177; ReLU: 0.02 of 0.0197.
        Assert.Equal(20 + 2.17734 + 0.02, (double)generated.Constant("Net.Cost.OnChip.Milliseconds")!, 4);
        Assert.Equal(22.02, (double)generated.Constant("Net.Cost.OnChip.ComputeMilliseconds")!, 4);
        Assert.Equal(1L, generated.Constant("Net.Cost.OnChip.MemoryBoundLayers"));
        Assert.Equal(20.0, (double)generated.Constant("Net.Cost.Large.MillisecondsOnChip")!, 4);
        Assert.Equal(true, generated.Constant("Net.Cost.OnChip.Fits"));
        Assert.Equal((4L * 22_000) + generated.Figure("Net.Cost.ArenaBytes"), generated.Constant("Net.Cost.OnChip.MemoryBytes"));
    }

    [Fact]
    public void Values_of_8_bits_are_computed_at_their_own_rate()
    {
        var generated = Of("Device(\"Chip\", Flops = 1e6, Int8Flops = 4e6, Bandwidth = 1e12)", ", FeatureType = DataType.Int8, ParameterType = DataType.Int8");
        Assert.Equal(22.02 / 4, (double)generated.Constant("Net.Cost.OnChip.Milliseconds")!, 4);
    }

    [Fact]
    public void Parameters_stay_in_flash_where_there_is_some()
    {
        var generated = Of("Device(\"Chip\", Flops = 1e6, Bandwidth = 1e6, Memory = 2000, Flash = 80e3)");
        Assert.Equal(88_000L, generated.Constant("Net.Cost.OnChip.FlashBytes"));
        Assert.Equal(generated.Figure("Net.Cost.ArenaBytes"), generated.Constant("Net.Cost.OnChip.MemoryBytes"));
        Assert.Equal(false, generated.Constant("Net.Cost.OnChip.Fits"));
    }

    [Fact]
    public void A_device_on_the_assembly_holds_for_every_network_and_a_networks_own_goes_before_it()
    {
        var generated = Of("Device(\"Chip\", Flops = 2e6, Bandwidth = 1e12)", assembly: "[assembly: Device(\"Chip\", Flops = 1e6, Bandwidth = 1e12)] [assembly: Device(Devices.RaspberryPi5)]");
        Assert.Equal(11.01, (double)generated.Constant("Net.Cost.OnChip.Milliseconds")!, 4);
        Assert.NotNull(generated.Constant("Net.Cost.OnRaspberryPi5.Milliseconds"));
    }

    private static async Task<IEnumerable<string>> Reported(string attributes, string assembly = "")
    {
        var diagnostics = await Generated.From(Source(attributes, "", assembly)).Diagnostics(new DeclarationAnalyzer(), new BudgetAnalyzer());
        return diagnostics.Select(static d => $"{d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan)}: {d.Id}: {d.GetMessage(CultureInfo.InvariantCulture)}");
    }

    [Fact]
    public async Task A_bound_over_its_budget_is_reported_at_the_argument()
        => Assert.Equal(
            ["20: BRD1009: 'Net' takes at least 22.0 ms on 'Chip', 10.1% over its budget of 20.0 ms; the slowest layer is 'Large' with 20.0 ms, 90.8%"],
            await Reported("Device(\"Chip\", Flops = 1e6, Bandwidth = 1e12, MaxMilliseconds = 20)"));

    [Fact]
    public async Task A_network_that_must_fit_and_does_not_is_reported()
        => Assert.Equal(
            [
                "true: BRD1012: 'Net' does not fit on 'Chip': its arena needs 1,200 bytes (1.17 KB) of memory, the device has 1,000 bytes (1000 B)",
                "true: BRD1012: 'Net' does not fit on 'Chip': its parameters need 88,000 bytes (85.9 KB) of flash, the device has 80,000 bytes (78.1 KB)",
            ],
            await Reported("Device(\"Chip\", Flops = 1e6, Bandwidth = 1e12, Memory = 1000, Flash = 80e3, MustFit = true)"));

    [Fact]
    public async Task A_limit_that_is_kept_is_silent()
        => Assert.Empty(await Reported("Device(\"Chip\", Flops = 1e6, Bandwidth = 1e12, Memory = 1e6, MaxMilliseconds = 23, MustFit = true)"));

    [Theory]
    [InlineData("Device(\"RaspberryPi 5\")", "Device(\"RaspberryPi 5\"): BRD0016: Device: the rates of 'RaspberryPi 5' are not known; did you mean 'Raspberry Pi 5'?; expected Flops and Bandwidth, or one of Burden.Devices")]
    [InlineData("Device(\"Chip\", Flops = 0, Bandwidth = 1)", "0: BRD0010: Device: Flops is 0; expected a number above 0")]
    [InlineData("Device(\"Chip\", Flops = 1, Bandwidth = 1, MustFit = true)", "true: BRD0016: Device: the memory of 'Chip' is not known; MustFit needs it")]
    public async Task Errors_are_reported_where_they_are(string attribute, string expected) => Assert.Equal([expected], await Reported(attribute));

    /// <summary>Their constants would have one name, which the compiler reports in code that nobody wrote.</summary>
    [Theory]
    [InlineData("Chip 1", "Chip-1")]
    [InlineData("Chip", "Chip")]
    [InlineData("Ab c", "Abc")]
    public async Task Two_devices_whose_constants_have_one_name_are_reported(string one, string other)
    {
        static string Device(string name) => $"Device(\"{name}\", Flops = 1e6, Bandwidth = 1e6)";
        Assert.Equal(
            [$"{Device(other)}: BRD0010: Device: name is '{other}'; expected another name than that of the device '{one}', whose constants have the same names"],
            await Reported($"{Device(one)}, {Device(other)}"));
    }

    public static TheoryData<string> Known => [.. KnownDevices.All.Select(static d => d.Name)];

    [Theory]
    [MemberData(nameof(Known))]
    public void Every_known_device_has_a_constant_and_a_row_in_the_documentation(string name)
    {
        var device = KnownDevices.Find(name)!;
        Assert.Contains(typeof(Devices).GetFields(), f => (string?)f.GetRawConstantValue() == name);
        var row = Page.Read("analyses.md").Rows.Single(r => r[0].Contains(name, StringComparison.Ordinal));
        Assert.Equal(
            [Giga(device.Flops), Giga(device.HalfFlops), Giga(device.Int8Flops), Giga(device.Bandwidth), Memory(device.Memory), Memory(device.Flash)],
            row[1..7]);

        static string Giga(double rate) => (rate / 1e9).ToString("#,0.###", CultureInfo.InvariantCulture);

        static string Memory(double? bytes) => bytes is null ? "-" : bytes < 1 << 20 ? $"{(bytes / 1024).Value.ToString(CultureInfo.InvariantCulture)} KiB"
            : bytes < 1 << 30 ? $"{(bytes / (1 << 20)).Value.ToString(CultureInfo.InvariantCulture)} MiB" : $"{(bytes / (1 << 30)).Value.ToString(CultureInfo.InvariantCulture)} GiB";
    }
}
