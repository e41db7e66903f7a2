using System.Runtime.InteropServices;

namespace Commerce.Media.Vips;

/// <summary>Turns libvips' error buffer into a <see cref="MediaException"/> and empties it.</summary>
internal static unsafe class VipsError
{
    internal static MediaException Take(string sentence)
    {
        var buffer = VipsNative.vips_error_buffer_copy();
        var detail = Marshal.PtrToStringUTF8(buffer)?.Trim() ?? string.Empty;
        VipsNative.g_free((void*)buffer);
        return new MediaException("picture-step-failed", sentence, new InvalidOperationException(detail));
    }
}
