using System.Runtime.InteropServices;

namespace Commerce.Media.Vips;

/// <summary>The slice of libvips' and GObject's C interface in use. Nothing variadic, so every call is safe on every ABI.</summary>
internal static unsafe partial class VipsNative
{
    /// <summary>The name all imports share; <see cref="VipsLibrary"/> resolves it to a file.</summary>
    internal const string Library = "commerce-libvips";

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int vips_init(string argv0);

    [LibraryImport(Library)]
    internal static partial int vips_version(int flag);

    [LibraryImport(Library)]
    internal static partial void vips_block_untrusted_set(int state);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void vips_operation_block_set(string name, int state);

    [LibraryImport(Library)]
    internal static partial void vips_concurrency_set(int concurrency);

    [LibraryImport(Library)]
    internal static partial void vips_cache_set_max(int max);

    [LibraryImport(Library)]
    internal static partial void vips_cache_set_max_mem(nuint max);

    [LibraryImport(Library)]
    internal static partial nuint vips_tracked_get_mem();

    [LibraryImport(Library)]
    internal static partial nint vips_error_buffer_copy();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint vips_operation_new(string name);

    [LibraryImport(Library)]
    internal static partial int vips_cache_operation_buildp(nint* operation);

    [LibraryImport(Library)]
    internal static partial void vips_object_unref_outputs(nint operation);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int vips_object_set_argument_from_string(nint operation, string name, string value);

    [LibraryImport(Library)]
    internal static partial nint vips_image_get_type();

    [LibraryImport(Library)]
    internal static partial nint vips_array_double_get_type();

    [LibraryImport(Library)]
    internal static partial nint vips_array_image_get_type();

    [LibraryImport(Library)]
    internal static partial nint vips_blob_get_type();

    [LibraryImport(Library)]
    internal static partial void vips_value_set_array_double(GValue* value, double* array, int length);

    [LibraryImport(Library)]
    internal static partial void vips_value_set_array_image(GValue* value, int length);

    [LibraryImport(Library)]
    internal static partial nint* vips_value_get_array_image(GValue* value, int* length);

    [LibraryImport(Library)]
    internal static partial nint vips_blob_copy(void* data, nuint length);

    [LibraryImport(Library)]
    internal static partial void* vips_value_get_blob(GValue* value, nuint* length);

    [LibraryImport(Library)]
    internal static partial void vips_area_unref(nint area);

    [LibraryImport(Library)]
    internal static partial nint vips_image_new_from_memory_copy(void* data, nuint size, int width, int height, int bands, int format);

    [LibraryImport(Library)]
    internal static partial nint vips_image_new_from_memory(void* data, nuint size, int width, int height, int bands, int format);

    [LibraryImport(Library)]
    internal static partial nint vips_image_copy_memory(nint image);

    [LibraryImport(Library)]
    internal static partial void* vips_image_write_to_memory(nint image, nuint* size);

    [LibraryImport(Library)]
    internal static partial int vips_image_write(nint image, nint target);

    [LibraryImport(Library)]
    internal static partial int vips_image_get_width(nint image);

    [LibraryImport(Library)]
    internal static partial int vips_image_get_height(nint image);

    [LibraryImport(Library)]
    internal static partial int vips_image_get_bands(nint image);

    [LibraryImport(Library)]
    internal static partial int vips_image_get_format(nint image);

    [LibraryImport(Library)]
    internal static partial double vips_image_get_xres(nint image);

    [LibraryImport(Library)]
    internal static partial int vips_image_hasalpha(nint image);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint vips_image_get_typeof(nint image, string name);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int vips_image_get_int(nint image, string name, int* value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int vips_image_get_blob(nint image, string name, void** data, nuint* length);

    [LibraryImport(Library)]
    internal static partial void g_free(void* memory);

    [LibraryImport(Library)]
    internal static partial nint g_object_ref(nint instance);

    [LibraryImport(Library)]
    internal static partial void g_object_unref(nint instance);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void g_object_set_data_full(nint instance, string key, void* data, delegate* unmanaged<void*, void> free);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void g_object_set_property(nint instance, string name, GValue* value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void g_object_get_property(nint instance, string name, GValue* value);

    [LibraryImport(Library)]
    internal static partial GValue* g_value_init(GValue* value, nint type);

    [LibraryImport(Library)]
    internal static partial void g_value_unset(GValue* value);

    [LibraryImport(Library)]
    internal static partial void g_value_set_int(GValue* value, int number);

    [LibraryImport(Library)]
    internal static partial void g_value_set_boolean(GValue* value, int truth);

    [LibraryImport(Library)]
    internal static partial void g_value_set_double(GValue* value, double number);

    [LibraryImport(Library)]
    internal static partial double g_value_get_double(GValue* value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void g_value_set_string(GValue* value, string text);

    [LibraryImport(Library)]
    internal static partial void g_value_set_object(GValue* value, nint instance);

    [LibraryImport(Library)]
    internal static partial nint g_value_get_object(GValue* value);

    [LibraryImport(Library)]
    internal static partial void g_value_set_boxed(GValue* value, nint boxed);
}
