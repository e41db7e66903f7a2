using System.Runtime.InteropServices;

namespace Commerce.Media.Vips;

/// <summary>
/// A libvips picture: a recipe for pixels that is only computed when somebody reads or writes it.
/// Immutable; every operation gives a new one. Dispose each of them.
/// </summary>
public sealed unsafe partial class VipsImage : SafeHandle
{
    internal VipsImage(nint image) : base(0, ownsHandle: true)
    {
        SetHandle(image);
        VipsLibrary.Opened();
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>Width in pixels.</summary>
    public int Width => VipsNative.vips_image_get_width(handle);

    /// <summary>Height in pixels.</summary>
    public int Height => VipsNative.vips_image_get_height(handle);

    /// <summary>Numbers per pixel: 1 grey, 3 colour, one more with transparency.</summary>
    public int Bands => VipsNative.vips_image_get_bands(handle);

    /// <summary>How each number is stored.</summary>
    public PixelFormat Format => (PixelFormat)VipsNative.vips_image_get_format(handle);

    /// <summary>Whether the last band is transparency.</summary>
    public bool HasAlpha => VipsNative.vips_image_hasalpha(handle) != 0;

    /// <summary>Horizontal resolution in dots per inch, as the file says.</summary>
    public double DotsPerInch => VipsNative.vips_image_get_xres(handle) * 25.4;

    /// <summary>Whether the file carried the named field, for example <c>icc-profile-data</c> or <c>xmp-data</c>.</summary>
    public bool Has(string field) => VipsNative.vips_image_get_typeof(handle, field) != 0;

    /// <summary>A whole-number header field, or null when absent.</summary>
    public int? Number(string field)
    {
        int value;
        return Has(field) && VipsNative.vips_image_get_int(handle, field, &value) == 0 ? value : null;
    }

    /// <summary>A binary header field, or null when absent.</summary>
    public byte[]? Blob(string field)
    {
        void* data;
        nuint length;
        return Has(field) && VipsNative.vips_image_get_blob(handle, field, &data, &length) == 0
            ? new ReadOnlySpan<byte>(data, checked((int)length)).ToArray()
            : null;
    }

    /// <summary>Copies pixels into a new picture.</summary>
    /// <param name="pixels">Rows top to bottom, bands interleaved; length width × height × bands.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="bands">Numbers per pixel.</param>
    public static VipsImage FromBytes(ReadOnlySpan<byte> pixels, int width, int height, int bands) =>
        FromMemory(pixels, pixels.Length, width, height, bands, PixelFormat.Byte);

    /// <summary>Copies floating point pixels into a new picture.</summary>
    public static VipsImage FromFloats(ReadOnlySpan<float> pixels, int width, int height, int bands) =>
        FromMemory(MemoryMarshal.AsBytes(pixels), pixels.Length, width, height, bands, PixelFormat.Real);

    /// <summary>Computes all pixels now and keeps them in memory, so that later reads cost nothing.</summary>
    public VipsImage InMemory()
    {
        var copy = VipsNative.vips_image_copy_memory(handle);
        return copy == 0 ? throw VipsError.Take("The picture's pixels could not be read.") : new VipsImage(copy);
    }

    /// <summary>Computes all pixels now and keeps nothing else: no profile, no resolution, no field of the file.</summary>
    internal VipsImage Bare()
    {
        nuint size;
        var memory = VipsNative.vips_image_write_to_memory(handle, &size);
        if (memory == null)
        {
            throw VipsError.Take("The picture's pixels could not be read.");
        }
        var bare = VipsNative.vips_image_new_from_memory(memory, size, Width, Height, Bands, (int)Format);
        if (bare == 0)
        {
            VipsNative.g_free(memory);
            throw VipsError.Take("The picture's pixels could not be kept.");
        }
        // The pixels live as long as the last picture that is computed from them, whoever holds it.
        VipsNative.g_object_set_data_full(bare, "pixels", memory, &Free);
        return new VipsImage(bare);
    }

    [UnmanagedCallersOnly]
    private static void Free(void* memory) => VipsNative.g_free(memory);

    /// <summary>Computes the picture and gives its pixels as bytes; the picture is cast to 8 bit first when it is not.</summary>
    public byte[] ToBytes()
    {
        if (Format == PixelFormat.Byte)
        {
            return Pixels<byte>();
        }
        using var cast = Cast(PixelFormat.Byte);
        return cast.Pixels<byte>();
    }

    /// <summary>Computes the picture and gives its pixels as floats; the picture is cast first when it is not.</summary>
    public float[] ToFloats()
    {
        if (Format == PixelFormat.Real)
        {
            return Pixels<float>();
        }
        using var cast = Cast(PixelFormat.Real);
        return cast.Pixels<float>();
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        VipsNative.g_object_unref(handle);
        VipsLibrary.Closed();
        return true;
    }

    private static VipsImage FromMemory(ReadOnlySpan<byte> bytes, int count, int width, int height, int bands, PixelFormat format)
    {
        if (count != (long)width * height * bands)
        {
            throw new ArgumentException($"{count} numbers do not fill {width} × {height} × {bands}.", nameof(bytes));
        }
        VipsLibrary.Start();
        fixed (byte* first = bytes)
        {
            var image = VipsNative.vips_image_new_from_memory_copy(first, (nuint)bytes.Length, width, height, bands, (int)format);
            return image == 0 ? throw VipsError.Take("The pixels did not fit in memory.") : new VipsImage(image);
        }
    }

    /// <summary>Computes the pixels straight into an array, which saves a copy.</summary>
    private T[] Pixels<T>() where T : unmanaged
    {
        var pixels = GC.AllocateUninitializedArray<T>(checked(Width * Height * Bands));
        fixed (T* first = pixels)
        {
            var target = VipsNative.vips_image_new_from_memory(first, (nuint)pixels.Length * (nuint)sizeof(T), Width, Height, Bands, (int)Format);
            if (target == 0)
            {
                throw VipsError.Take("The pixels did not fit in memory.");
            }
            var failed = VipsNative.vips_image_write(handle, target) != 0;
            VipsNative.g_object_unref(target);
            return failed ? throw VipsError.Take("The picture's pixels could not be read.") : pixels;
        }
    }
}
