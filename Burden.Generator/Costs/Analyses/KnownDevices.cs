namespace Burden.Generator.Costs.Analyses;

/// <summary>What a device can do at best: a fused multiply-add is one operation, memory is in bytes.</summary>
/// <param name="Flash">Where parameters stay; null where they lie in memory.</param>
internal sealed record Device(string Name, double Flops, double HalfFlops, double Int8Flops, double Bandwidth, double? Memory, double? Flash);

/// <summary>The devices of <c>Burden.Devices</c>: docs/analyses.md has the sources.</summary>
internal static class KnownDevices
{
    private const double KiB = 1024;
    private const double MiB = 1024 * KiB;
    private const double GiB = 1024 * MiB;

    public static readonly IReadOnlyList<Device> All =
    [
        // VFMA in 3 cycles, VMUL and VADD in 1; SMLAD two 16-bit products in 1; a 32-bit word a cycle.
        new("Arduino Nano 33", 64e6, 64e6, 2 * 64e6, 4 * 64e6, 256 * KiB, 1 * MiB),
        // VFMA in 1 cycle; SMLAD two products in 1; AXI SRAM 64 bits wide at half the clock.
        new("STM32H743", 480e6, 480e6, 2 * 480e6, 8 * 240e6, 1 * MiB, 2 * MiB),
        // Two 128-bit pipes a core: 8 products of 32 bits, 16 of 16, 32 of 8 (SDOT); LPDDR4X-4267, 32 bits wide.
        new("Raspberry Pi 5", 4 * 2.4e9 * 8, 4 * 2.4e9 * 16, 4 * 2.4e9 * 32, 17.1e9, 8 * GiB, null),
        // 1,024 cores at 625 MHz; 40 TOPS sparse, so 20 dense of 8 bits and 10 of 16; LPDDR5, 128 bits wide.
        new("Jetson Orin Nano", 1024 * 625e6, 5e12, 10e12, 68e9, 8 * GiB, null),
        // 35 TOPS; LPDDR5-6400, 64 bits wide.
        new("Apple A17 Pro", 17.5e12, 17.5e12, 17.5e12, 51.2e9, 8 * GiB, null),
        // Two 256-bit pipes a core at the boost clock, which no core exceeds, four times the rate for 8 bits (VNNI); LPDDR5X-7500, 128 bits wide.
        new("Ryzen 7 7840U", 8 * 5.1e9 * 16, 8 * 5.1e9 * 32, 8 * 5.1e9 * 64, 120e9, 64 * GiB, null),
        // 82.6 TFLOPS; tensor cores 330.3 of 16 bits, 660.6 TOPS, dense.
        new("RTX 4090", 41.3e12, 165.15e12, 330.3e12, 1008e9, 24 * GiB, null),
        // 67 TFLOPS; tensor cores 989.4 of 16 bits, 1,979 TOPS, dense; HBM3.
        new("H100", 33.5e12, 494.7e12, 989.5e12, 3.35e12, 80 * GiB, null),
    ];

    public static Device? Find(string name) => All.FirstOrDefault(d => d.Name == name);
}
