using System.Runtime.InteropServices;

namespace Commerce.Media.Vips;

/// <summary>GObject's tagged value: a type and 16 bytes of storage, always owned on the stack here.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct GValue
{
    internal nint Type;
    internal long First;
    internal long Second;

    // GObject's fundamental types are small numbers shifted by two, fixed by its ABI.
    internal const nint Boolean = 5 << 2;
    internal const nint Int = 6 << 2;
    internal const nint Double = 15 << 2;
    internal const nint String = 16 << 2;
}
