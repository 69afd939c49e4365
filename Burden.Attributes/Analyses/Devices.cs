namespace Burden;

/// <summary>Devices whose rates are known, for <c>[Device(Devices.RaspberryPi5)]</c>: docs/analyses.md has the figures and their sources.</summary>
public static class Devices
{
    /// <summary>Arduino Nano 33 BLE Sense: nRF52840, a Cortex-M4F at 64 MHz with 256 KB of memory and 1 MB of flash.</summary>
    public const string ArduinoNano33 = "Arduino Nano 33";
    /// <summary>STM32H743: a Cortex-M7 at 480 MHz with 1 MB of memory and 2 MB of flash.</summary>
    public const string Stm32H743 = "STM32H743";
    /// <summary>Raspberry Pi 5 with 8 GB: four Cortex-A76 at 2.4 GHz.</summary>
    public const string RaspberryPi5 = "Raspberry Pi 5";
    /// <summary>Jetson Orin Nano 8 GB: 1,024 CUDA cores and 32 tensor cores of the Ampere generation.</summary>
    public const string JetsonOrinNano = "Jetson Orin Nano";
    /// <summary>Apple A17 Pro: the neural engine of a telephone.</summary>
    public const string AppleA17Pro = "Apple A17 Pro";
    /// <summary>AMD Ryzen 7 7840U: the processor of a laptop, eight cores of up to 5.1 GHz.</summary>
    public const string Ryzen7840U = "Ryzen 7 7840U";
    /// <summary>NVIDIA GeForce RTX 4090 with 24 GB.</summary>
    public const string Rtx4090 = "RTX 4090";
    /// <summary>NVIDIA H100 SXM with 80 GB.</summary>
    public const string H100 = "H100";
}
