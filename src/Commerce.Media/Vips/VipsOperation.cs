namespace Commerce.Media.Vips;

/// <summary>One libvips operation being set up and run: named inputs in, named outputs out.</summary>
internal sealed unsafe class VipsOperation : IDisposable
{
    private readonly string name;
    private nint operation;

    internal VipsOperation(string name)
    {
        VipsLibrary.Start();
        this.name = name;
        operation = VipsNative.vips_operation_new(name);
        if (operation == 0)
        {
            throw Error();
        }
    }

    internal VipsOperation Set(string property, int number)
    {
        GValue value = default;
        VipsNative.g_value_init(&value, GValue.Int);
        VipsNative.g_value_set_int(&value, number);
        return Apply(property, &value);
    }

    internal VipsOperation Set(string property, double number)
    {
        GValue value = default;
        VipsNative.g_value_init(&value, GValue.Double);
        VipsNative.g_value_set_double(&value, number);
        return Apply(property, &value);
    }

    internal VipsOperation Set(string property, bool truth)
    {
        GValue value = default;
        VipsNative.g_value_init(&value, GValue.Boolean);
        VipsNative.g_value_set_boolean(&value, truth ? 1 : 0);
        return Apply(property, &value);
    }

    internal VipsOperation Set(string property, string text)
    {
        GValue value = default;
        VipsNative.g_value_init(&value, GValue.String);
        VipsNative.g_value_set_string(&value, text);
        return Apply(property, &value);
    }

    /// <summary>Sets an enumeration by libvips' own nickname, for example <c>over</c> or <c>lanczos3</c>.</summary>
    internal VipsOperation Choose(string property, string nickname)
    {
        if (VipsNative.vips_object_set_argument_from_string(operation, property, nickname) != 0)
        {
            throw Error();
        }
        return this;
    }

    internal VipsOperation Set(string property, ReadOnlySpan<double> numbers)
    {
        GValue value = default;
        VipsNative.g_value_init(&value, VipsNative.vips_array_double_get_type());
        fixed (double* first = numbers)
        {
            VipsNative.vips_value_set_array_double(&value, first, numbers.Length);
        }
        return Apply(property, &value);
    }

    internal VipsOperation Set(string property, VipsImage image)
    {
        GValue value = default;
        VipsNative.g_value_init(&value, VipsNative.vips_image_get_type());
        VipsNative.g_value_set_object(&value, image.DangerousGetHandle());
        Apply(property, &value);
        GC.KeepAlive(image);
        return this;
    }

    internal VipsOperation Set(string property, IReadOnlyList<VipsImage> images)
    {
        GValue value = default;
        VipsNative.g_value_init(&value, VipsNative.vips_array_image_get_type());
        VipsNative.vips_value_set_array_image(&value, images.Count);
        var slots = VipsNative.vips_value_get_array_image(&value, null);
        for (var index = 0; index < images.Count; index++)
        {
            slots[index] = VipsNative.g_object_ref(images[index].DangerousGetHandle());
        }
        Apply(property, &value);
        GC.KeepAlive(images);
        return this;
    }

    internal VipsOperation SetBlob(string property, ReadOnlySpan<byte> bytes)
    {
        GValue value = default;
        VipsNative.g_value_init(&value, VipsNative.vips_blob_get_type());
        fixed (byte* first = bytes)
        {
            var blob = VipsNative.vips_blob_copy(first, (nuint)bytes.Length);
            VipsNative.g_value_set_boxed(&value, blob);
            VipsNative.vips_area_unref(blob);
        }
        return Apply(property, &value);
    }

    /// <summary>Runs the operation and takes the picture it made.</summary>
    internal VipsImage Image(string output = "out")
    {
        Build();
        GValue value = default;
        VipsNative.g_value_init(&value, VipsNative.vips_image_get_type());
        VipsNative.g_object_get_property(operation, output, &value);
        var image = VipsNative.g_object_ref(VipsNative.g_value_get_object(&value));
        VipsNative.g_value_unset(&value);
        return Finish(new VipsImage(image));
    }

    /// <summary>Runs the operation and copies the bytes it wrote.</summary>
    internal byte[] Bytes(string output = "buffer")
    {
        Build();
        GValue value = default;
        VipsNative.g_value_init(&value, VipsNative.vips_blob_get_type());
        VipsNative.g_object_get_property(operation, output, &value);
        nuint length;
        var data = VipsNative.vips_value_get_blob(&value, &length);
        var bytes = new ReadOnlySpan<byte>(data, checked((int)length)).ToArray();
        VipsNative.g_value_unset(&value);
        return Finish(bytes);
    }

    /// <summary>Runs the operation and reads the number it found.</summary>
    internal double Number(string output = "out")
    {
        Build();
        GValue value = default;
        VipsNative.g_value_init(&value, GValue.Double);
        VipsNative.g_object_get_property(operation, output, &value);
        var number = VipsNative.g_value_get_double(&value);
        VipsNative.g_value_unset(&value);
        return Finish(number);
    }

    public void Dispose()
    {
        if (operation == 0)
        {
            return;
        }
        VipsNative.g_object_unref(operation);
        operation = 0;
    }

    private VipsOperation Apply(string property, GValue* value)
    {
        VipsNative.g_object_set_property(operation, property, value);
        VipsNative.g_value_unset(value);
        return this;
    }

    private void Build()
    {
        var built = operation;
        var status = VipsNative.vips_cache_operation_buildp(&built);
        operation = built;
        if (status == 0)
        {
            return;
        }
        VipsNative.vips_object_unref_outputs(operation);
        var error = Error();
        Dispose();
        throw error;
    }

    private T Finish<T>(T result)
    {
        VipsNative.vips_object_unref_outputs(operation);
        Dispose();
        return result;
    }

    private MediaException Error() => VipsError.Take($"The picture step \"{name}\" did not work.");
}
