namespace Commerce.Providers.Requests;

/// <summary>A picture, recording or video that is handed to a vendor.</summary>
public abstract record MediaInput
{
    private MediaInput()
    {
    }

    /// <summary>Lies at an address the vendor can read.</summary>
    public sealed record Hosted(Uri Address) : MediaInput;

    /// <summary>Is held here; the client brings it to the vendor in the way that the vendor takes it.</summary>
    public sealed record Held(ReadOnlyMemory<byte> Bytes, string MimeType) : MediaInput
    {
        /// <summary>The bytes inside an address.</summary>
        public string DataAddress() => $"data:{MimeType};base64,{Convert.ToBase64String(Bytes.Span)}";

        /// <summary>A name whose ending tells the type.</summary>
        public string FileName(string stem) => $"{stem}.{MimeType.Split('/')[^1] switch { "jpeg" => "jpg", "mpeg" => "mp3", var ending => ending }}";

        /// <summary>Size and type; never the bytes.</summary>
        public override string ToString() => $"{Bytes.Length} bytes of {MimeType}";
    }

    /// <summary>The address itself, or the bytes inside one.</summary>
    public string Link() => this switch
    {
        Hosted hosted => hosted.Address.AbsoluteUri,
        Held held => held.DataAddress(),
        _ => throw new InvalidOperationException("There are two kinds of input."),
    };
}
